import { expect, it } from 'vitest';

import type { MappingRule } from '../../src/index.js';
import { applyRules, type ApplyRulesOptions } from '../../src/mappers.js';
import { withOnPrototype } from '../support/prototype.js';
import { conversationWith, deepFreeze, revokedProxy, thrownBy } from '../support/values.js';

/** Three rules say by their target which of them ran; the last one, whether empty strings count. */
const rules: MappingRule[] = [
  { from: 'id', to: 'traits.track' },
  { from: 'id', to: 'traits.group', event: 'group' },
  { from: 'group.name', to: 'traits.name', event: 'all' },
  { from: 'empty', to: 'traits.empty', event: 'all' },
];
const conversation = deepFreeze(conversationWith({ id: 'c1', empty: '' }));
const group = { id: 'g1', name: 'Sales' };

it.each<{ name: string; options: ApplyRulesOptions | undefined; becomes: object }>([
  { name: 'no options', options: undefined, becomes: { traits: { track: 'c1' } } },
  {
    name: 'options that are undefined',
    options: { event: undefined, group: undefined, profile: undefined },
    becomes: { traits: { track: 'c1' } },
  },
  { name: 'a group', options: { group }, becomes: { traits: { group: 'c1', name: 'Sales' } } },
  {
    name: 'a track event',
    options: { event: { type: 'track', a: 1 } },
    becomes: { type: 'track', a: 1, traits: { track: 'c1' } },
  },
  {
    name: 'a group event',
    options: { event: { type: 'group' } },
    becomes: { type: 'group', traits: { group: 'c1' } },
  },
  {
    name: 'a track event and a group',
    options: { event: { type: 'track' }, group },
    becomes: { type: 'track', traits: { track: 'c1', name: 'Sales' } },
  },
  {
    name: 'an event without a type',
    options: { event: { a: 1 } },
    becomes: { a: 1, traits: { track: 'c1' } },
  },
  {
    name: 'an event without a type, and a group',
    options: { event: { a: 1 }, group },
    becomes: { a: 1, traits: { group: 'c1', name: 'Sales' } },
  },
  {
    name: 'another profile',
    options: { profile: 'complete' },
    becomes: { traits: { track: 'c1' } },
  },
  {
    name: 'the profile that keeps empty strings',
    options: { profile: 'rudder-transformer' },
    becomes: { traits: { track: 'c1', empty: '' } },
  },
])('applyRules, given $name, runs the rules that are for such an event', ({ options, becomes }) => {
  expect(applyRules(rules, conversation, deepFreeze(options))).toStrictEqual(becomes);
});

it('applyRules without rules returns the event, or an empty one', () => {
  const event = { type: 'track', a: 1 };
  expect(applyRules([], conversation, { event })).toBe(event);
  expect(applyRules([], conversation)).toStrictEqual({});
});

it('applyRules edits and removes fields of the event that it is given', () => {
  const event = deepFreeze({ context: { ip: '203.0.113.24', traits: { email: 'Bob@Example.com' } } });
  const masks: MappingRule[] = [
    { to: 'context.ip', value: null },
    { to: 'context.traits.email', via: (email: string) => email.toLowerCase() },
  ];
  expect(applyRules(masks, conversation, { event })).toStrictEqual({
    context: { traits: { email: 'bob@example.com' } },
  });
});

it.each([
  { name: 'event', value: { a: 1 } },
  { name: 'group', value: group },
  { name: 'profile', value: 'rudder-transformer' },
  { name: 'type', value: 'group' },
])('applyRules takes no $name from Object.prototype', ({ name, value }) => {
  const made = withOnPrototype(name, { value }, () => applyRules(rules, conversation, {}));
  expect(made).toStrictEqual({ traits: { track: 'c1' } });
});

const unreadable = revokedProxy();

it.each<{ name: string; args: Parameters<typeof applyRules>; path: string }>([
  { name: 'rules that are undefined', args: [undefined as never, conversation], path: 'options.rules' },
  { name: 'a rule for `type`', args: [[{ from: 'id', to: 'type' }], conversation], path: 'options.rules[0]' },
  {
    name: 'an unknown option',
    args: [rules, conversation, { events: {} } as object],
    path: 'options.events',
  },
  {
    name: 'an event that is a list',
    args: [rules, conversation, { event: [] }],
    path: 'options.event',
  },
  {
    name: 'an event that is null',
    args: [rules, conversation, { event: null as never }],
    path: 'options.event',
  },
  {
    name: 'an unknown profile',
    args: [rules, conversation, { profile: 'x' as never }],
    path: 'options.profile',
  },
  { name: 'rules that cannot be read', args: [unreadable as MappingRule[], conversation], path: 'options' },
  { name: 'a rule that cannot be read', args: [[unreadable as MappingRule], conversation], path: 'options' },
  { name: 'options that cannot be read', args: [rules, conversation, unreadable], path: 'options' },
])('applyRules refuses $name', ({ args, path }) => {
  const error = thrownBy(() => applyRules(...args));
  expect([error.code, error.path, error.cause]).toStrictEqual(['OLARK_INVALID_OPTION', path, undefined]);
});

it('applyRules refuses a conversation that cannot be read', () => {
  const error = thrownBy(() => applyRules(rules, unreadable));
  expect([error.code, error.path, error.cause]).toStrictEqual(['OLARK_UNSERIALIZABLE', undefined, undefined]);
});
