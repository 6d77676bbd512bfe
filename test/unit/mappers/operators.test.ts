import { expect, it } from 'vitest';

import { operatorList } from '../../../src/mappers/index.js';
import { deepFreeze } from '../../support/values.js';

const mika = { id: 'mika', nickname: 'Mika' };
const list = [{ nickname: 'Mika' }, 'Sam', null];

it.each<[unknown, unknown]>([
  [{ sam: { id: 'sam' }, mika, 98: { id: '98' } }, [{ id: '98' }, { id: 'sam' }, mika]],
  [{ 98: { id: 7 } }, [{ id: 7 }]],
  [
    { 1: { nickname: 'Sam' }, 2: { id: '' }, 3: { id: null }, 4: { id: ' ' }, 5: { id: true } },
    [
      { nickname: 'Sam', id: '1' },
      { id: '2' },
      { id: '3' },
      { id: '4', value: { id: ' ' } },
      { id: '5', value: { id: true } },
    ],
  ],
  [
    { 1: 'Sam', 2: null, 3: '', 4: ['Ines'], 5: 0 },
    [
      { id: '1', value: 'Sam' },
      { id: '2' },
      { id: '3' },
      { id: '4', value: ['Ines'] },
      { id: '5', value: 0 },
    ],
  ],
  [list, list],
  [{}, undefined],
  [[], undefined],
  ...['', '98', 98, true, null, undefined].map((value) => [value, undefined] as [unknown, unknown]),
])('operatorList makes of %j %j', (operators, expected) => {
  expect(operatorList(deepFreeze(operators) as never)).toStrictEqual(expected);
});

it('operatorList passes on by reference a list, and an operator that has its id', () => {
  expect(operatorList(list as never)).toBe(list);
  expect(operatorList({ mika })?.[0]).toBe(mika);
});
