import { describe, expect, it } from 'vitest';

import { unwrap } from '../../src/delivery/unwrap.js';
import type { OlarkConversation, TransformOptions } from '../../src/index.js';
import { fixture } from '../support/fixtures.js';
import { conversationWith } from '../support/values.js';
import { mappingOf, nameOf, type Place } from '../support/mapping.js';
import type { Choice } from './choice.js';
import { resultOf } from './result.js';

/** Sources and places as text: `['visitor.city', 'track context.traits.city']`. */
function rows(payload: unknown, options: TransformOptions): Record<string, string> {
  const mapping = mappingOf(unwrap(payload) as unknown as OlarkConversation, options);
  const textOf = ({ event, path }: Place) =>
    [event === 0 ? 'track' : `group ${String(event)}`, path.join('.')].join(' ');
  return Object.fromEntries(
    mapping.map(({ source, places }) => [nameOf(source), places.map(textOf).join(', ')]),
  );
}

/** What of the track event's properties the page says comes from the items. */
function placesOfItems(choice: Choice): string[] {
  const items = resultOf(choice).mapping.find(({ source }) => nameOf(source) === 'items');
  return (items?.places ?? [])
    .filter(({ event, path }) => event === 0 && path[0] === 'properties')
    .map(({ path }) => path.slice(1).join('.'))
    .sort();
}

describe('the mapping of a conversation', () => {
  it('says where each field of the documented example goes', () => {
    const { payload } = fixture('documented-example');
    expect(rows(payload, { profile: 'documented' })).toMatchObject({
      kind: 'track event',
      id: '',
      manuallySubmitted: '',
      items: 'track properties.items',
      'visitor.id': 'track userId',
      'visitor.browser': 'track context.browser',
      'visitor.countryCode': 'track traits.countryCode',
    });
    expect(rows(payload, { profile: 'rudder-transformer' })).toMatchObject({
      'visitor.countryCode': '',
      operators: '',
    });
    expect(rows(payload, { profile: 'complete' })).toMatchObject({
      id: 'track properties.conversationId',
      items: 'track properties.items, track originalTimestamp, track timestamp',
    });
  });

  it('follows the fields of each group, and what has no field', () => {
    const groups = [{ id: 1, name: 'Sales', queue: 'vip' }, null, { id: 'b' }];
    expect(rows(conversationWith({ groups }), { profile: 'documented' })).toStrictEqual({
      kind: 'track event',
      'groups[0].id': 'group 1 groupId',
      'groups[0].name': 'group 1 traits.name',
      'groups[0].queue': '',
      'groups[1]': '',
      'groups[2].id': 'group 2 groupId',
      'visitor.id': 'track userId, group 1 userId, group 2 userId',
    });
  });

  it('says of an empty string where it went, if it is kept at all', () => {
    const conversation = conversationWith({ groups: [], tags: null }, { city: '' });
    const nothing = {
      kind: 'track event',
      groups: '',
      tags: '',
      'visitor.id': 'track userId',
      'visitor.city': '',
    };
    expect(rows(conversation, { profile: 'documented' })).toStrictEqual(nothing);
    expect(rows(conversation, { profile: 'rudder-transformer' })).toStrictEqual({
      ...nothing,
      'visitor.city': 'track context.traits.city',
    });
  });

  it('says of the fields of a group without a usable id that they make no event', () => {
    const groups = [{ id: '', name: 'Sales' }, null, { id: 7, name: 'Support' }];
    const mapping = mappingOf(conversationWith({ groups }), { profile: 'documented' });
    const idless = mapping.filter(({ isOfIdlessGroup }) => isOfIdlessGroup);
    expect(idless.map(({ source }) => nameOf(source))).toStrictEqual([
      'groups[0].id',
      'groups[0].name',
      'groups[1]',
    ]);
    expect(idless.flatMap(({ places }) => places)).toStrictEqual([]);
  });

  it('follows rules of the caller', () => {
    const rules = [{ from: 'visitor.customFields.plan', to: 'context.traits.plan' }];
    const conversation = conversationWith({}, { customFields: { plan: 'gold' } });
    expect(rows(conversation, { profile: 'documented', rules })).toMatchObject({
      'visitor.customFields': 'track context.traits.plan',
    });
  });

  it('takes lists that are made anew each time for the same where they hold the same', () => {
    const conversation = conversationWith({ operators: { 98: { nickname: 'Mika' } }, tags: ['billing'] });
    expect(rows(conversation, { profile: 'warehouse' })).toMatchObject({
      tags: 'track properties.tags',
      operators: 'track properties.operators',
    });
  });

  it.each([
    ['documented-example', ['startedAt', 'endedAt', 'durationSeconds']],
    ['conversation-start', []],
  ])('says of the items of %s that every fact in the event comes from them', (name, known) => {
    const counts = ['messageCount', 'visitorMessageCount', 'operatorMessageCount', 'isOffline'];
    const body = fixture(name).text;
    const facts = placesOfItems({ body, profile: 'warehouse', ids: '', rules: '' });
    expect(facts).toStrictEqual(['items', ...counts, ...known].sort());
  });

  it('does not say so of a fact that a rule replaced, nor in other profiles', () => {
    const rules = '[{"from":"visitor.city","to":"properties.isOffline"}]';
    const body = JSON.stringify(conversationWith({ items: [] }, { city: 'Oslo' }));
    const choice = { body, profile: 'warehouse', ids: '', rules } as const;
    expect(placesOfItems(choice)).not.toContain('isOffline');
    expect(placesOfItems({ ...choice, profile: 'complete', rules: '' })).toStrictEqual(['items']);
  });

  it('looks at no more fields than it is told to', () => {
    const conversation = conversationWith({ a: 1, b: 2 });
    expect(mappingOf(conversation, { profile: 'complete' }, 2)).toHaveLength(2);
  });
});
