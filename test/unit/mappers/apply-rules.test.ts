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

it('applyRules calls a `via` once for rules that share its result, the first among them', () => {
  let calls = 0;
  const via = (id: unknown) => {
    calls += 1;
    return id;
  };
  const rules = [
    { from: 'id', to: 'a', via },
    { from: 'id', to: 'b', via },
  ];
  expect(applyRules(rules, conversationWith({ id: 'c1' }))).toStrictEqual({ a: 'c1', b: 'c1' });
  expect(calls).toBe(1);
});
