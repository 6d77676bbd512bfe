import { expect, it } from 'vitest';

import { operatorList } from '../../../src/mappers.js';
import { deepFreeze } from '../../support/values.js';

const mika = { id: 'mika', nickname: 'Mika' };
const list = [{ nickname: 'Mika' }, 'Sam', null];

it.each<[unknown, unknown]>([
  [{ nickname: 'Sam' }, { nickname: 'Sam', id: '98' }],
  [{ id: 7 }, { id: 7 }],
  [{ id: '' }, { id: '98' }],
  [{ id: null }, { id: '98' }],
  [{ id: ' ' }, { id: '98', value: { id: ' ' } }],
  [{ id: true }, { id: '98', value: { id: true } }],
  ['Sam', { id: '98', value: 'Sam' }],
  [['Ines'], { id: '98', value: ['Ines'] }],
  [0, { id: '98', value: 0 }],
  ['', { id: '98' }],
  [null, { id: '98' }],
])('operatorList makes of the operator %j under the key 98 %j', (operator, expected) => {
  expect(operatorList(deepFreeze({ 98: operator }) as never)).toStrictEqual([expected]);
});

it('operatorList has the order in which JavaScript lists the keys', () => {
  const operators = { sam: { id: 'sam' }, mika, 98: { id: '98' } };
  expect(operatorList(operators)).toStrictEqual([{ id: '98' }, { id: 'sam' }, mika]);
});

it.each([{}, [], '', '98', 98, true, null, undefined])(
  'operatorList finds no operators in %j',
  (operators) => {
    expect(operatorList(operators as never)).toBeUndefined();
  },
);

it('operatorList passes on by reference a list, and an operator that has its id', () => {
  expect(operatorList(list as never)).toBe(list);
  expect(operatorList({ mika })?.[0]).toBe(mika);
});
