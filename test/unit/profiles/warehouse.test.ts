import { describe, expect, it } from 'vitest';

import { transformOlark } from '../../../src/index.js';
import { fixture } from '../../support/fixtures.js';
import { conversationWith, leavesOf } from '../../support/values.js';

const options = { profile: 'warehouse' } as const;

describe('profile warehouse', () => {
  it('names what is to be a JSON column', () => {
    expect(transformOlark(conversationWith(), options)[0].integrations).toStrictEqual({
      Olark: false,
      DATA_WAREHOUSE: {
        options: {
          jsonPaths: [
            'track.properties.items',
            'track.properties.operators',
            'track.properties.groups',
            'track.properties.tags',
            'track.context.traits.customFields',
          ],
        },
      },
    });
  });

  it('has the operators as a list, each with its id', () => {
    const operators = { 98: { nickname: 'Mika' }, sam: { id: 'sam' } };
    const [{ properties }] = transformOlark(conversationWith({ operators }), options);
    expect(properties.operators).toStrictEqual([{ nickname: 'Mika', id: '98' }, { id: 'sam' }]);
  });

  it('has what the loaders drop where they read it, and in its documented place', () => {
    const traits = { organization: 'Widgets', countryCode: 'US', kind: 'Visitor' };
    const chat_feedback = { overall_chat: 5 };
    const groups = [{ id: 'g1', kind: 'Group', name: 'Sales' }];
    const [track, group] = transformOlark(
      conversationWith({ groups }, { ...traits, chat_feedback }),
      options,
    );
    expect(track.context.traits).toStrictEqual(traits);
    expect(track.properties.chat_feedback).toBe(chat_feedback);
    expect(track.traits).toStrictEqual({ ...traits, chat_feedback });
    expect(group).toMatchObject({ traits: { name: 'Sales', kind: 'Group' }, properties: { kind: 'Group' } });
  });

  it.each([[{}], [null], ['']])('has no column of the ratings %j', (chat_feedback) => {
    const [track, group] = transformOlark(
      conversationWith({ groups: [{ id: 'g1' }] }, { chat_feedback }),
      options,
    );
    expect(track.properties).not.toHaveProperty('chat_feedback');
    expect(track.context.traits).toStrictEqual({});
    expect(group?.traits).toStrictEqual({});
  });

  it.each([[{ comments: 'Thanks' }], [[5]], [5]])(
    'has the ratings %j, whatever they are',
    (chat_feedback) => {
      const [track] = transformOlark(conversationWith({}, { chat_feedback }), options);
      expect(track.properties.chat_feedback).toBe(chat_feedback);
    },
  );

  it('has the facts about the conversation, and its end as the time of every event', () => {
    const items = [
      { kind: 'MessageToOperator', timestamp: '1473774819.263083' },
      { kind: 'MessageToVisitor', timestamp: '1473774821.411154' },
    ];
    const [track, group] = transformOlark(conversationWith({ items, groups: [{ id: 'g1' }] }), options);
    expect(track.properties).toMatchObject({
      startedAt: '2016-09-13T13:53:39.263Z',
      endedAt: '2016-09-13T13:53:41.411Z',
      durationSeconds: 2,
      firstResponseSeconds: 2,
      messageCount: 2,
      visitorMessageCount: 1,
      operatorMessageCount: 1,
      isOffline: false,
    });
    expect([track.timestamp, group?.timestamp]).toStrictEqual([
      '2016-09-13T13:53:41.411Z',
      '2016-09-13T13:53:41.411Z',
    ]);
  });

  it.each([
    ...['startedAt', 'started_at', 'endedAt', 'durationSeconds', 'firstResponseSeconds', 'messageCount'],
    ...['visitorMessageCount', 'operatorMessageCount', 'isOffline', 'conversationId', 'chat_feedback'],
    ...['chatFeedbackComments', 'Items', 'Tags', 'Operators', 'Groups'],
    ...[
      'event',
      'event_text',
      'userId',
      'user_id',
      'timestamp',
      'originalTimestamp',
      'context',
      'context_ip',
    ],
  ])('lets no field of the payload into the column of %s', (field) => {
    const [{ properties }] = transformOlark(conversationWith({ [field]: 'x' }), options);
    expect(properties).not.toHaveProperty(field, 'x');
    expect(properties).toHaveProperty(`conversation_${field}`, 'x');
  });

  it.each([
    ...[
      'name',
      'phone',
      'email',
      'country_code',
      'custom_fields',
      'operating_system',
      'City',
      'Organization',
    ],
  ])('lets no field of the visitor into the column of %s', (field) => {
    const [{ context }] = transformOlark(conversationWith({}, { [field]: 'x' }), options);
    expect(context.traits).toStrictEqual({ [`visitor_${field}`]: 'x' });
  });

  it.each([
    { is_vip: 1, isVip: 2, conversation_isVip: 3 },
    { conversation_isVip: 3, isVip: 2, is_vip: 1 },
  ])('gives fields that have one column at RudderStack a column each, in any order', (fields) => {
    const [{ properties }] = transformOlark(conversationWith(fields), options);
    expect(properties).toMatchObject({
      isVip: 2,
      conversation_isVip: 3,
      conversation_is_vip_2: 1,
    });
  });

  it('has the same columns whatever is in the JSON columns', () => {
    const { text } = fixture('conversation-transcript');
    const columnsOf = (change: Record<string, unknown>, customFields: unknown) => {
      const payload = JSON.parse(text) as { visitor: object };
      const visitor = { ...payload.visitor, customFields };
      const [{ properties, context }] = transformOlark({ ...payload, ...change, visitor }, options);
      const json = /^(?:properties\.(?:items|operators|groups|tags)|context\.traits\.customFields)(?:\.|$)/;
      const paths = leavesOf({ properties, context }).map(([path]) => path.join('.'));
      return paths.filter((path) => !json.test(path)).sort();
    };
    const item = (kind: string, timestamp: string) => ({ kind, timestamp, anything: { else: [kind] } });
    const few = {
      items: [item('MessageToOperator', '1'), item('MessageToVisitor', '2')],
      tags: [],
      operators: {},
      groups: [],
    };
    const many = {
      items: [...few.items, item('OfflineMessage', '3'), item('Transfer', '4')],
      tags: ['a', 'b'],
      operators: { 98: { id: '98', nickname: 'Mika' }, 1234: { team: { name: 'x' } } },
      groups: [{ id: 'g1', queue: 'vip' }, 'no group'],
    };
    const columns = columnsOf(few, {});
    expect(columnsOf(many, { plan: 'gold', seats: { used: 1 } })).toStrictEqual(columns);
    expect(columns).toContain('properties.firstResponseSeconds');
  });
});
