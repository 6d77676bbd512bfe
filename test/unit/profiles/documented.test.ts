import { describe, expect, it } from 'vitest';

import { transformOlark } from '../../../src/index.js';
import { fixture, readEvents } from '../../support/fixtures.js';
import { conversationWith, leavesOf } from '../../support/values.js';

const USER_AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/105.0.0.0 Safari/537.36';

/** The leaves of the events for a conversation by their paths, ids and what every event has left out. */
function leavesBeside(conversation: unknown): Record<string, unknown> {
  const options = { profile: 'documented', ids: 'none' } as const;
  const bare = new Set(leavesOf(transformOlark(conversationWith(), options)).map(([path]) => path.join('.')));
  return Object.fromEntries(
    leavesOf(transformOlark(conversation, options))
      .map(([path, value]) => [path.join('.'), value] as const)
      .filter(([path]) => !bare.has(path)),
  );
}

describe('RudderStack’s mapping table', () => {
  it.each([
    ['fullName', 'context.traits.name'],
    ['phoneNumber', 'context.traits.phone'],
    ['emailAddress', 'context.traits.email'],
    ['city', 'context.traits.city'],
    ['region', 'context.traits.region'],
    ['country', 'context.traits.country'],
    ['referrer', 'context.page.referrer'],
    ['conversationBeginPage', 'context.page.url'],
    ['countryCode', 'traits.countryCode'],
    ['ip', 'context.ip'],
    ['organization', 'traits.organization'],
    ['kind', 'traits.kind'],
  ])('puts visitor.%s into %s', (field, target) => {
    expect(leavesBeside(conversationWith({}, { [field]: 'x' }))).toStrictEqual({ [`0.${target}`]: 'x' });
    expect(leavesBeside(conversationWith({}, { [field]: '' }))).toStrictEqual({});
    expect(leavesBeside(conversationWith({}, { [field]: null }))).toStrictEqual({});
  });

  it('puts visitor.chat_feedback into traits', () => {
    expect(leavesBeside(conversationWith({}, { chat_feedback: { overall_chat: 4 } }))).toStrictEqual({
      '0.traits.chat_feedback.overall_chat': 4,
    });
  });

  it.each(['items', 'tags', 'operators'])('puts %s into properties', (field) => {
    expect(leavesBeside(conversationWith({ [field]: ['x'] }))).toStrictEqual({
      [`0.properties.${field}.0`]: 'x',
    });
    expect(leavesBeside(conversationWith({ [field]: '' }))).toStrictEqual({});
    expect(leavesBeside(conversationWith({ [field]: null }))).toStrictEqual({});
  });

  it('puts the kind and the visitor’s id where RudderStack needs them', () => {
    const [track] = transformOlark({ kind: 'Chat', visitor: { id: 'v2' } });
    expect([track.event, track.userId]).toStrictEqual(['Chat', 'v2']);
  });

  it('makes a group event of each group', () => {
    const groups = [{ kind: 'Group', id: 'g1', name: 'Sales', queue: 'vip' }, { id: 'g2' }];
    const [, ...events] = transformOlark(conversationWith({ groups }), { ids: 'none' });
    const every = {
      type: 'group',
      userId: 'v1',
      context: { library: { name: 'unknown', version: 'unknown' }, integration: { name: 'Olark' } },
      integrations: { Olark: false },
    };
    expect(events).toStrictEqual([
      { ...every, groupId: 'g1', traits: { name: 'Sales' }, properties: { kind: 'Group' } },
      { ...every, groupId: 'g2', traits: {} },
    ]);
  });

  it('maps no other field', () => {
    const other = { id: 'c1', ip: '::1', eventType: 'start', isLead: true, manuallySubmitted: false };
    expect(
      leavesBeside(conversationWith(other, { customFields: { plan: 'gold' }, name: 'Bob' })),
    ).toStrictEqual({});
  });
});

describe('browser and operating system', () => {
  const contextOf = (visitor: Record<string, unknown>) =>
    transformOlark(conversationWith({}, visitor))[0].context;

  it('are names and versions', () => {
    expect(contextOf({ browser: 'Chrome 105.0', operatingSystem: 'Windows 10' })).toMatchObject({
      browser: { name: 'Chrome', version: '105.0' },
      os: { name: 'Windows', version: '10' },
    });
  });

  it.each([undefined, null, '', '  ', 7])(
    'come both from a raw user-agent string where the system is %j',
    (operatingSystem) => {
      expect(contextOf({ browser: USER_AGENT, operatingSystem })).toMatchObject({
        browser: { name: 'Chrome', version: '105.0.0.0' },
        os: { name: 'Windows', version: '10' },
      });
    },
  );

  it('keep a system that is there beside a raw user-agent string', () => {
    expect(contextOf({ browser: USER_AGENT, operatingSystem: 'Macintosh' }).os).toStrictEqual({
      name: 'Macintosh',
    });
  });

  it('are absent where their labels are blank or no strings', () => {
    const context = contextOf({ browser: 7, operatingSystem: ' ' });
    expect(context).not.toHaveProperty('browser');
    expect(context).not.toHaveProperty('os');
    expect(context).not.toHaveProperty('page');
  });
});

describe('the documented example', () => {
  const { payload } = fixture('documented-example');
  const documentation = readEvents('documented-example/rudderstack-documentation.json');

  it('has every leaf of RudderStack’s documentation, rudderId included, and only the promised ones beyond', () => {
    const ofUs = new Map(leavesOf(transformOlark(payload)).map(([path, value]) => [path.join('.'), value]));
    const ofThem = leavesOf(documentation).map(([path, value]) => [path.join('.'), value] as const);
    expect(ofThem).toContainEqual(['0.rudderId', '62b1b505-2826-4e08-a266-dd64ba9f36b7']);
    for (const [path, value] of ofThem) {
      if (path !== '0.messageId') expect([path, ofUs.get(path)]).toStrictEqual([path, value]);
      ofUs.delete(path);
    }
    const operator = '0.properties.operators.6208911878914048';
    expect([...ofUs.keys()].sort()).toStrictEqual([
      `${operator}.emailAddress`,
      `${operator}.id`,
      `${operator}.kind`,
      `${operator}.nickname`,
      `${operator}.username`,
      '0.traits.countryCode',
      '0.traits.kind',
    ]);
  });

  it('equals RudderStack’s documentation but for messageId with rudder-transformer and content ids', () => {
    const events = transformOlark(payload, { profile: 'rudder-transformer', ids: 'content' });
    const { messageId } = events[0];
    expect(events).toStrictEqual(documentation.map((event) => ({ ...event, messageId })));
    expect(messageId).toMatch(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });
});
