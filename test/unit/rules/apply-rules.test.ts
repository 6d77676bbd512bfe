import { describe, expect, it } from 'vitest';

import type { MappingRule } from '../../../src/index.js';
import { applyRules } from '../../../src/mappers/index.js';
import { conversationWith, deepFreeze, thrownBy } from '../../support/values.js';

const rules: MappingRule[] = [
  { from: 'id', to: 'traits.track' },
  { from: 'id', to: 'traits.group', event: 'group' },
  { from: 'group.name', to: 'traits.name', event: 'all' },
  { from: 'empty', to: 'traits.empty', event: 'all' },
];
const conversation = deepFreeze(conversationWith({ id: 'c1', empty: '' }));
const group = deepFreeze({ id: 'g1', name: 'Sales' });

it.each<[string, Parameters<typeof applyRules>[2], object]>([
  ['nothing', undefined, { traits: { track: 'c1' } }],
  [
    'nothing but undefined',
    { event: undefined, group: undefined, profile: undefined },
    { traits: { track: 'c1' } },
  ],
  ['a group', { group }, { traits: { group: 'c1', name: 'Sales' } }],
  ['a track event', { event: { type: 'track', a: 1 } }, { type: 'track', a: 1, traits: { track: 'c1' } }],
  ['a group event', { event: { type: 'group' } }, { type: 'group', traits: { group: 'c1' } }],
  [
    'a track event and a group',
    { event: { type: 'track' }, group },
    { type: 'track', traits: { track: 'c1', name: 'Sales' } },
  ],
  [
    'an event without a type and a group',
    { event: { a: 1 }, group },
    { a: 1, traits: { group: 'c1', name: 'Sales' } },
  ],
  ['another profile', { profile: 'complete' }, { traits: { track: 'c1' } }],
  [
    'the profile that keeps empty strings',
    { profile: 'rudder-transformer' },
    { traits: { track: 'c1', empty: '' } },
  ],
])('applyRules with %s runs the rules for its event, alone', (_, options, expected) => {
  expect(applyRules(rules, conversation, deepFreeze(options))).toStrictEqual(expected);
});

it('applyRules without rules gives the event, or an empty one', () => {
  const event = { type: 'track' };
  expect(applyRules([], conversation, { event })).toBe(event);
  expect(applyRules([], conversation)).toStrictEqual({});
});

describe('applyRules refuses', () => {
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  const read = new Error('read');
  const throwing = Object.defineProperty({ to: 'a' }, 'from', {
    enumerable: true,
    get: () => {
      throw read;
    },
  });

  it.each<[string, unknown, unknown, unknown, string, string]>([
    ['rules that are no array', undefined, conversation, {}, 'OLARK_INVALID_OPTION', 'options.rules'],
    ['a rule', [{ from: 'id', to: 'type' }], conversation, {}, 'OLARK_INVALID_OPTION', 'options.rules[0]'],
    ['an unknown option', rules, conversation, { events: {} }, 'OLARK_INVALID_OPTION', 'options.events'],
    [
      'an event that is not an object',
      rules,
      conversation,
      { event: [] },
      'OLARK_INVALID_OPTION',
      'options.event',
    ],
    ['an unknown profile', rules, conversation, { profile: 'x' }, 'OLARK_INVALID_OPTION', 'options.profile'],
    ['options that are no object', rules, conversation, [], 'OLARK_INVALID_OPTION', 'options'],
    ['rules that cannot be read', proxy, conversation, {}, 'OLARK_INVALID_OPTION', 'options'],
    ['a rule that cannot be read', [throwing], conversation, {}, 'OLARK_INVALID_OPTION', 'options'],
    ['options that cannot be read', rules, conversation, proxy, 'OLARK_INVALID_OPTION', 'options'],
    ['a conversation that cannot be read', rules, proxy, {}, 'OLARK_UNSERIALIZABLE', 'none'],
  ])('%s', (what, list, payload, options, code, path) => {
    const error = thrownBy(() => applyRules(list as MappingRule[], payload, options as object));
    expect([error.name, error.code, error.path ?? 'none']).toStrictEqual(['OlarkPayloadError', code, path]);
    expect(error.cause !== undefined).toBe(what.endsWith('cannot be read'));
  });
});
