import { expect, it } from 'vitest';

import { applyRules, operators, operatorsOnGroups } from '../../../src/mappers/index.js';
import { conversationWith } from '../../support/values.js';

const conversation = conversationWith({ operators: { 98: { nickname: 'Mika' } } });

it('the rules for operators put them on the track event', () => {
  expect(applyRules(operators, conversation)).toStrictEqual({
    properties: { operators: { 98: { nickname: 'Mika' } } },
  });
  expect(applyRules(operators, conversation, { group: { id: 'g' } })).toStrictEqual({});
});

it('the rules for operators put them on group events in rudder-transformer', () => {
  expect(applyRules(operatorsOnGroups, conversation)).toStrictEqual({});
  expect(applyRules(operatorsOnGroups, conversation, { group: { id: 'g' } })).toStrictEqual({
    traits: { operators: { 98: { nickname: 'Mika' } } },
  });
});
