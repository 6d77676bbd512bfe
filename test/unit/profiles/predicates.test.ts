import { expect, it } from 'vitest';

import { isBoolean, isLabel, isList, isText, isWholeNumber } from '../../../src/profiles/predicates.js';

const predicates = { isText, isWholeNumber, isBoolean, isList, isLabel };

it.each<{ name: string; value: unknown; is: (keyof typeof predicates)[] }>([
  { name: 'text', value: 'x', is: ['isText', 'isLabel'] },
  { name: 'white space', value: ' \t', is: ['isText'] },
  { name: 'empty text', value: '', is: [] },
  { name: 'zero', value: 0, is: ['isText', 'isWholeNumber'] },
  { name: 'a negative whole number', value: -1, is: ['isText', 'isWholeNumber'] },
  { name: 'the largest safe integer', value: 9007199254740991, is: ['isText', 'isWholeNumber'] },
  { name: 'the integer after it', value: 9007199254740992, is: ['isText'] },
  { name: 'a fraction', value: 0.5, is: ['isText'] },
  { name: 'NaN', value: NaN, is: [] },
  { name: 'Infinity', value: Infinity, is: [] },
  { name: 'a BigInt', value: 1n, is: [] },
  { name: 'true', value: true, is: ['isBoolean'] },
  { name: 'false', value: false, is: ['isBoolean'] },
  { name: 'a list', value: [null], is: ['isList'] },
  { name: 'an empty list', value: [], is: [] },
  { name: 'an object that looks like a list', value: { 0: 'x', length: 1 }, is: [] },
  { name: 'null', value: null, is: [] },
  { name: 'undefined', value: undefined, is: [] },
])('$name fits $is', ({ value, is }) => {
  const fitting = Object.entries(predicates).filter(([, fits]) => fits(value));
  expect(fitting.map(([name]) => name)).toStrictEqual(is);
});
