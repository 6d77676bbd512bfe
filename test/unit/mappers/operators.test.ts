import { expect, it } from 'vitest';

import { operatorList } from '../../../src/mappers/index.js';

it('operatorList passes operators on by reference, in the order sent', () => {
  const sam = { id: 'sam-1', nickname: 'Sam' };
  const ines = { id: 'ines-1', nickname: 'Ines' };
  const list = operatorList({ 'sam-1': sam, 'ines-1': ines });
  expect(list).toStrictEqual([sam, ines]);
  expect(list[0]).toBe(sam);
  expect(list[1]).toBe(ines);
});

it('operatorList is an empty list where no operator took part', () => {
  expect(operatorList({})).toStrictEqual([]);
});

it('operatorList gives an operator without an id the one that it is listed under', () => {
  const sam = { nickname: 'Sam' };
  const operators = { 98: sam, 99: { id: '' }, 100: { id: null } };
  expect(operatorList(operators)).toStrictEqual([{ nickname: 'Sam', id: '98' }, { id: '99' }, { id: '100' }]);
  expect(sam).toStrictEqual({ nickname: 'Sam' });
});

it('operatorList keeps an id that differs from the one that the operator is listed under', () => {
  expect(operatorList({ 98: { id: 7 } })).toStrictEqual([{ id: 7 }]);
});

it('operatorList keeps what is no operator beside its id', () => {
  const operators = JSON.parse('{ "1": "Sam", "2": null, "3": "", "4": ["Ines"], "5": 0 }') as Parameters<
    typeof operatorList
  >[0];
  expect(operatorList(operators)).toStrictEqual([
    { id: '1', value: 'Sam' },
    { id: '2' },
    { id: '3' },
    { id: '4', value: ['Ines'] },
    { id: '5', value: 0 },
  ]);
});

it.each([[[{ id: '98' }]], ['98'], [98], [null]])(
  'operatorList gives %j back, which is no object by operator id',
  (operators) => {
    expect(operatorList(operators as never)).toBe(operators);
  },
);
