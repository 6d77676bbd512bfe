import { expect, it } from 'vitest';

import { applyRules } from '../../../src/mappers/index.js';
import { conversationWith, thrownBy } from '../../support/values.js';

it('applyRules runs one rule alone', () => {
  const rule = { from: 'visitor.customFields.id', to: 'context.externalId' };
  expect(applyRules([rule], conversationWith({}, { customFields: { id: 7 } }))).toStrictEqual({
    context: { externalId: 7 },
  });
});

it('applyRules keeps empty strings only when asked', () => {
  const rules = [{ from: 'id', to: 'properties.id' }];
  expect(applyRules(rules, conversationWith({ id: '' }))).toStrictEqual({});
  expect(applyRules(rules, conversationWith({ id: '' }), { keepsEmptyStrings: true })).toStrictEqual({
    properties: { id: '' },
  });
});

it('applyRules refuses what transformOlark refuses', () => {
  const rules = [{ from: 'id', to: '__proto__.id' }];
  expect(thrownBy(() => applyRules(rules, conversationWith()))).toMatchObject({
    code: 'OLARK_INVALID_OPTION',
  });
});
