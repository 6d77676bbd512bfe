import { runInNewContext } from 'node:vm';

import { describe, expect, it } from 'vitest';

import {
  countsAsValue,
  isObject,
  isPlainObject,
  isPresent,
  isRecord,
  isSent,
  setOwn,
  tagOf,
  toId,
  trimId,
  withoutInherited,
} from '../../../src/common/values.js';
import { withAddition, withFrozen } from '../../support/prototype.js';

describe('toId', () => {
  it.each(['v1', '0', '!', '~', 'é', '中', '🚨', '\u0301', ' v1', '\u200bv1', '\u3164v', '\x7f~', 'a\0'])(
    'gives %j as it is, because something in it can be seen',
    (id) => {
      expect(toId(id)).toBe(id);
    },
  );

  it.each([
    ['white space', ['', ' ', '\t\r\n', '\u00a0', '\u2003', '\u3000', '\u2028']],
    ['controls and format characters', Array.from('\0\x1f\x7f\u00ad\u200b\u200d\u2060\ufeff')],
    ['what is no character', ['\ud83d', '\udea8', '\ue000', '\u0378', '\u{e0001}', '\u{10ffff}']],
    ['what RudderStack trims beside', Array.from('\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0')],
  ])('takes text of %s alone for no id', (_, ids) => {
    expect([...ids, ids.join(' ')].filter((id) => toId(id) !== undefined)).toStrictEqual([]);
  });

  it.each([
    [0, '0'],
    [-1.5, '-1.5'],
    [6208911878914048, '6208911878914048'],
    [1e21, '1e+21'],
  ])('gives the number %j as the string %j', (number, id) => {
    expect(toId(number)).toBe(id);
  });

  it.each([undefined, null, true, NaN, Infinity, 7n, Symbol('v1'), ['v1'], { id: 'v1' }, new String('v1')])(
    'takes %s for no id',
    (value) => {
      expect(toId(value)).toBeUndefined();
    },
  );
});

describe('trimId', () => {
  it.each([
    { id: 'v1', trimmed: 'v1' },
    { id: ' v 1\n', trimmed: 'v 1' },
    { id: '\u200b\u3164\u2800é\u00a0\ufeff', trimmed: 'é' },
    { id: 'a\nb', trimmed: 'a\nb' },
    { id: '🚨', trimmed: '🚨' },
    { id: ' \t', trimmed: '' },
    { id: `${' '.repeat(100_000)}x${' '.repeat(100_000)}y`, trimmed: `x${' '.repeat(100_000)}y` },
  ])('makes $trimmed of $id', ({ id, trimmed }) => {
    expect(trimId(id)).toBe(trimmed);
  });
});

describe('setOwn', () => {
  it.each(['city', 'toString', '__proto__', '0'])('sets the field %s', (key) => {
    const target = {};
    withFrozen('toString', () => {
      setOwn(target, key, 1);
      setOwn(target, key, 2);
    });
    expect(Object.entries(target)).toStrictEqual([[key, 2]]);
    expect(Object.getPrototypeOf(target)).toBe(Object.prototype);
  });
});

describe('withoutInherited', () => {
  const date = new Date(0);
  const value = { visitor: { id: 'v1', deep: { deeper: {} } }, items: [{ at: date }] };

  it('returns the value itself where nothing is inherited', () => {
    expect(withoutInherited(value, 2)).toBe(value);
  });

  it('copies plain objects and lists as deep as it is told where something is', () => {
    const copy = withAddition('x', 1, () => withoutInherited(value, 3)) as typeof value;
    expect(copy).toEqual(value);
    for (const object of [copy, copy.visitor, copy.visitor.deep, copy.items[0]]) {
      expect(Object.getPrototypeOf(object)).toBeNull();
    }
    expect(copy.visitor.deep.deeper).toBe(value.visitor.deep.deeper);
    expect(copy.items[0]?.at).toBe(date);
  });
});

it.each<{ name: string; value: unknown; present: boolean; sent: boolean }>([
  { name: 'undefined', value: undefined, present: false, sent: false },
  { name: 'null', value: null, present: false, sent: false },
  { name: 'an empty string', value: '', present: false, sent: true },
  { name: 'a space', value: ' ', present: true, sent: true },
  { name: 'zero', value: 0, present: true, sent: true },
  { name: 'false', value: false, present: true, sent: true },
  { name: 'NaN', value: NaN, present: true, sent: true },
])('$name is present: $present, and sent: $sent', ({ value, present, sent }) => {
  expect(isPresent(value)).toBe(present);
  expect(isSent(value)).toBe(sent);
  expect(countsAsValue(value, false)).toBe(present);
  expect(countsAsValue(value, true)).toBe(sent);
});

it.each([
  ['an object', {}, ['object', 'record', 'plain']],
  ['an object without a prototype', Object.create(null), ['object', 'record', 'plain']],
  ['an object of another realm', runInNewContext('({})'), ['object', 'record', 'plain']],
  ['an instance of a class', new Error(), ['object', 'record']],
  ['a date', new Date(0), ['object', 'record']],
  ['a list', [], ['object']],
  ['a list of another realm', runInNewContext('[]'), ['object']],
  ['a function', () => 1, []],
  ['null', null, []],
  ['a string', 'x', []],
])('%s is what its kinds say', (_, value: unknown, kinds) => {
  const found = [isObject(value) && 'object', isRecord(value) && 'record', isPlainObject(value) && 'plain'];
  expect(found.filter(Boolean)).toStrictEqual(kinds);
});

it('tagOf names the classes of the platform, in whatever realm', () => {
  const values = [Promise.resolve(), runInNewContext('new ArrayBuffer(1)'), new URLSearchParams(), null];
  expect(values.map(tagOf)).toStrictEqual(['Promise', 'ArrayBuffer', 'URLSearchParams', 'Null']);
});
