import { expect, it } from 'vitest';

import type { MappingRule } from '../../src/index.js';
import { applyRules } from '../../src/mappers.js';
import { conversationWith, deepFreeze, revokedProxy, thrownBy } from '../support/values.js';

const rules: MappingRule[] = [
  { from: 'id', to: 'traits.track' },
  { from: 'id', to: 'traits.group', event: 'group' },
  { from: 'group.name', to: 'traits.name', event: 'all' },
  { from: 'empty', to: 'traits.empty', event: 'all' },
];
const conversation = deepFreeze(conversationWith({ id: 'c1', empty: '' }));
const group = deepFreeze({ id: 'g1', name: 'Sales' });
const [track, ofGroup] = [{ type: 'track', a: 1 }, { type: 'group' }];

const UNDEFINED = { event: undefined, group: undefined, profile: undefined };

it.each<[string, Parameters<typeof applyRules>[2], object]>([
  ['nothing', undefined, { track: 'c1' }],
  ['nothing but undefined', UNDEFINED, { track: 'c1' }],
  ['a group', { group }, { group: 'c1', name: 'Sales' }],
  ['a track event', { event: track }, { track: 'c1' }],
  ['a group event', { event: ofGroup }, { group: 'c1' }],
  ['a track event and a group', { event: track, group }, { track: 'c1', name: 'Sales' }],
  ['an event without a type and a group', { event: { a: 1 }, group }, { group: 'c1', name: 'Sales' }],
  ['another profile', { profile: 'complete' }, { track: 'c1' }],
  ['the profile that keeps empty strings', { profile: 'rudder-transformer' }, { track: 'c1', empty: '' }],
])('applyRules with %s runs the rules for its event, alone', (_, options, traits) => {
  expect(applyRules(rules, conversation, deepFreeze(options))).toStrictEqual({ ...options?.event, traits });
});

it('applyRules without rules gives the event, or an empty one', () => {
  expect(applyRules([], conversation, { event: track })).toBe(track);
  expect(applyRules([], conversation)).toStrictEqual({});
});

const unreadable = revokedProxy();

it.each<[string, Parameters<typeof applyRules>, string | undefined]>([
  ['rules that are no array', [undefined as never, conversation], 'options.rules'],
  ['a rule', [[{ from: 'id', to: 'type' }], conversation], 'options.rules[0]'],
  ['an unknown option', [rules, conversation, { events: {} } as object], 'options.events'],
  ['an event that is not an object', [rules, conversation, { event: [] }], 'options.event'],
  ['an unknown profile', [rules, conversation, { profile: 'x' as never }], 'options.profile'],
  ['rules that cannot be read', [unreadable as MappingRule[], conversation], 'options'],
  ['a rule that cannot be read', [[unreadable as MappingRule], conversation], 'options'],
  ['options that cannot be read', [rules, conversation, unreadable], 'options'],
  ['a conversation that cannot be read', [rules, unreadable], undefined],
])('applyRules refuses %s', (_, args, path) => {
  const error = thrownBy(() => applyRules(...args));
  const code = path === undefined ? 'OLARK_UNSERIALIZABLE' : 'OLARK_INVALID_OPTION';
  expect([error.code, error.path]).toStrictEqual([code, path]);
  expect(error.cause).toBeUndefined();
});
