import { describe, expect, it } from 'vitest';

import { operatorList } from '../../../src/mappers.js';
import { deepFreeze } from '../../support/values.js';

describe('operatorList', () => {
  it.each<{ name: string; operators: unknown; list: unknown }>([
    {
      name: 'gives an operator its key as an id',
      operators: { 98: { nickname: 'Sam' } },
      list: [{ nickname: 'Sam', id: '98' }],
    },
    { name: 'leaves an id as it is', operators: { 98: { id: 7 } }, list: [{ id: 7 }] },
    { name: 'replaces an empty id', operators: { 98: { id: '' } }, list: [{ id: '98' }] },
    { name: 'replaces an id that is null', operators: { 98: { id: null } }, list: [{ id: '98' }] },
    {
      name: 'keeps a blank id in a value',
      operators: { 98: { id: ' ' } },
      list: [{ id: '98', value: { id: ' ' } }],
    },
    {
      name: 'keeps an id of another type in a value',
      operators: { 98: { id: true } },
      list: [{ id: '98', value: { id: true } }],
    },
    { name: 'keeps text in a value', operators: { 98: 'Sam' }, list: [{ id: '98', value: 'Sam' }] },
    { name: 'keeps a list in a value', operators: { 98: ['Sam'] }, list: [{ id: '98', value: ['Sam'] }] },
    { name: 'keeps zero in a value', operators: { 98: 0 }, list: [{ id: '98', value: 0 }] },
    { name: 'has only the id of an empty string', operators: { 98: '' }, list: [{ id: '98' }] },
    { name: 'has only the id of null', operators: { 98: null }, list: [{ id: '98' }] },
    {
      name: 'takes keys that every object inherits',
      operators: JSON.parse('{"toString":{"a":1},"__proto__":{"b":2}}'),
      list: [
        { a: 1, id: 'toString' },
        { b: 2, id: '__proto__' },
      ],
    },
    {
      name: 'has the order in which JavaScript lists the keys',
      operators: { sam: { id: 'sam' }, mika: { id: 'mika' }, 98: { id: '98' } },
      list: [{ id: '98' }, { id: 'sam' }, { id: 'mika' }],
    },
    { name: 'finds no operators in an empty object', operators: {}, list: undefined },
    { name: 'finds no operators in an empty list', operators: [], list: undefined },
    { name: 'finds no operators in text', operators: '98', list: undefined },
    { name: 'finds no operators in a number', operators: 98, list: undefined },
    { name: 'finds no operators in true', operators: true, list: undefined },
    { name: 'finds no operators in null', operators: null, list: undefined },
    { name: 'finds no operators in undefined', operators: undefined, list: undefined },
  ])('$name', ({ operators, list }) => {
    expect(operatorList(deepFreeze(operators) as never)).toStrictEqual(list);
  });

  it('passes a list on by reference', () => {
    const operators = [{ nickname: 'Mika' }, 'Sam', null];
    expect(operatorList(operators as never)).toBe(operators);
  });

  it('passes an operator who has an id on by reference', () => {
    const mika = { id: 'mika', nickname: 'Mika' };
    expect(operatorList({ mika })?.[0]).toBe(mika);
  });
});
