import { expect, it } from 'vitest';

import { applyRules, groups, remainingGroupFields, transformerGroups } from '../../../src/mappers/index.js';
import { conversationWith } from '../../support/values.js';

const group = { kind: 'Group', id: 7, name: 'Sales' };
const conversation = conversationWith({ groups: [group] });

it('the rules for groups follow RudderStack’s documentation', () => {
  expect(applyRules(groups, conversation, { group })).toStrictEqual({
    userId: 'v1',
    groupId: '7',
    properties: { kind: 'Group' },
    traits: { name: 'Sales' },
  });
});

it('the rules for groups follow RudderStack’s transformer', () => {
  expect(applyRules(transformerGroups, conversation, { group })).toStrictEqual({
    userId: 'v1',
    groupId: '7',
    traits: { kind: 'Group' },
    name: 'Sales',
  });
});

it('the rules for groups keep every other field, and groups without an id on the track event', () => {
  const rules = [...groups, ...remainingGroupFields];
  const odd = { ...group, queue: 'vip', group_queue: 0, none: '' };
  expect(applyRules(rules, conversation, { group: odd })).toMatchObject({
    traits: { name: 'Sales', queue: 'vip', group_queue: 0 },
  });
  expect(applyRules(rules, conversation)).toStrictEqual({ properties: { groups: [group] } });
});
