import { expect, it } from 'vitest';

import type { FieldPlan } from '../../../src/profiles/named-fields.js';
import { addOtherFields } from '../../../src/profiles/other-fields.js';

type Fields = Record<string, unknown>;

const nothingLeft = { complete: undefined, warehouse: () => undefined };
const plans = new Map<string, FieldPlan>([['placed', nothingLeft]]);

const unsafe = JSON.parse('{"__proto__":{"a":1},"constructor":1,"prototype":2,"b":3}') as Fields;

it.each<[string, Fields, Fields, Fields]>([
  ['falsy values', { name: 'Bob' }, { visits: 0, isLead: false }, { name: 'Bob', visits: 0, isLead: false }],
  ['nothing absent, and nothing that has its place', {}, { placed: 1, a: null, b: undefined, c: '' }, {}],
  ['a taken key beside it', { name: 'Bob' }, { name: 'bobby' }, { name: 'Bob', visitor_name: 'bobby' }],
  ['a key that only its prototype has', {}, { toString: 'x' }, { toString: 'x' }],
  [
    'a number to a key that another field has',
    { name: 'a', phone: 'd' },
    { name: 'b', visitor_name: 'c', phone: 'e' },
    { name: 'a', phone: 'd', visitor_name: 'c', visitor_name_2: 'b', visitor_phone: 'e' },
  ],
  [
    'a number to a key that the event has',
    { name: 'a', visitor_name: 'b', visitor_name_2: 'c' },
    { name: 1, visitor_name: 2 },
    { name: 'a', visitor_name: 'b', visitor_name_2: 'c', visitor_name_3: 1, visitor_visitor_name: 2 },
  ],
])('adds %s, whatever order the fields come in', (_, target, source, expected) => {
  for (const entries of [Object.entries(source), Object.entries(source).reverse()]) {
    const copy = { ...target };
    addOtherFields(copy, Object.fromEntries(entries), plans, 'visitor_');
    expect(copy).toStrictEqual(expected);
  }
});

it('copies no key that reaches a prototype, and objects by reference', () => {
  const target: Fields = {};
  const customFields = {};
  addOtherFields(target, { ...unsafe, customFields }, plans, 'visitor_');
  expect(Object.entries(target)).toStrictEqual(Object.entries({ b: 3, customFields: {} }));
  expect(Object.getPrototypeOf(target)).toBe(Object.prototype);
  expect(target['customFields']).toBe(customFields);
});
