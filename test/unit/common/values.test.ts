import { runInNewContext } from 'node:vm';

import { describe, expect, it } from 'vitest';

import {
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
  it.each([
    { name: 'letters and digits', id: 'v1' },
    { name: 'a zero', id: '0' },
    { name: 'the first visible character of ASCII', id: '!' },
    { name: 'the last visible character of ASCII', id: '~' },
    { name: 'a letter beyond ASCII', id: 'é' },
    { name: 'a Chinese character', id: '中' },
    { name: 'an emoji', id: '🚨' },
    { name: 'a combining accent alone', id: '\u0301' },
    { name: 'a letter after a space', id: ' v1' },
    { name: 'a letter after a zero-width space', id: '\u200bv1' },
    { name: 'a letter after a Hangul filler', id: '\u3164v' },
    { name: 'a visible character after a control character', id: '\x7f~' },
    { name: 'a letter before NUL', id: 'a\0' },
  ])('returns a string as it is if something in it is visible: $name', ({ id }) => {
    expect(toId(id)).toBe(id);
  });

  it.each([
    { name: 'nothing', id: '' },
    { name: 'a space', id: ' ' },
    { name: 'a tab and a line break', id: '\t\r\n' },
    { name: 'a no-break space', id: '\u00a0' },
    { name: 'an em space', id: '\u2003' },
    { name: 'an ideographic space', id: '\u3000' },
    { name: 'a line separator', id: '\u2028' },
    { name: 'NUL', id: '\0' },
    { name: 'the last control character before the space', id: '\x1f' },
    { name: 'the control character DEL', id: '\x7f' },
    { name: 'a soft hyphen', id: '\u00ad' },
    { name: 'a zero-width space', id: '\u200b' },
    { name: 'a zero-width joiner', id: '\u200d' },
    { name: 'a word joiner', id: '\u2060' },
    { name: 'a byte-order mark', id: '\ufeff' },
    { name: 'a lone high surrogate', id: '\ud83d' },
    { name: 'a lone low surrogate', id: '\udea8' },
    { name: 'a character of private use', id: '\ue000' },
    { name: 'a code point that is not assigned', id: '\u0378' },
    { name: 'a language tag', id: '\u{e0001}' },
    { name: 'the last code point', id: '\u{10ffff}' },
    { name: 'a combining grapheme joiner', id: '\u034f' },
    { name: 'a filler for an initial Hangul consonant', id: '\u115f' },
    { name: 'a filler for a Hangul vowel', id: '\u1160' },
    { name: 'the inherent Khmer vowel AQ', id: '\u17b4' },
    { name: 'the inherent Khmer vowel AA', id: '\u17b5' },
    { name: 'a blank Braille pattern', id: '\u2800' },
    { name: 'a Hangul filler', id: '\u3164' },
    { name: 'a Hangul filler of half width', id: '\uffa0' },
    { name: 'several of these', id: '\u200b \0\ud83d\u3164' },
  ])('returns undefined for a string in which nothing is visible: $name', ({ id }) => {
    expect(toId(id)).toBeUndefined();
  });

  it.each([
    { number: 0, id: '0' },
    { number: -1.5, id: '-1.5' },
    { number: 6208911878914048, id: '6208911878914048' },
    { number: 1e21, id: '1e+21' },
  ])('returns the number $number as a string', ({ number, id }) => {
    expect(toId(number)).toBe(id);
  });

  it.each([
    { name: 'undefined', value: undefined },
    { name: 'null', value: null },
    { name: 'a boolean', value: true },
    { name: 'NaN', value: NaN },
    { name: 'Infinity', value: Infinity },
    { name: 'a BigInt', value: 7n },
    { name: 'a symbol', value: Symbol('v1') },
    { name: 'a list', value: ['v1'] },
    { name: 'an object', value: { id: 'v1' } },
    { name: 'a boxed string', value: new String('v1') },
  ])('returns undefined for $name', ({ value }) => {
    expect(toId(value)).toBeUndefined();
  });
});

describe('trimId', () => {
  it.each([
    { name: 'an id without any', id: 'v1', trimmed: 'v1' },
    { name: 'an id with white space around it and in it', id: ' v 1\n', trimmed: 'v 1' },
    { name: 'an id among other invisible characters', id: '\u200b\u3164\u2800é\u00a0\ufeff', trimmed: 'é' },
    { name: 'an id of two lines', id: 'a\nb', trimmed: 'a\nb' },
    { name: 'an emoji', id: '🚨', trimmed: '🚨' },
    { name: 'an id of white space only', id: ' \t', trimmed: '' },
    {
      name: 'an id with 100,000 spaces',
      id: `${' '.repeat(100_000)}x${' '.repeat(100_000)}y`,
      trimmed: `x${' '.repeat(100_000)}y`,
    },
  ])('takes the invisible characters from around $name', ({ id, trimmed }) => {
    expect(trimId(id)).toBe(trimmed);
  });
});

describe('setOwn', () => {
  it.each(['city', 'toString', '__proto__', '0'])(
    'sets a field, and sets it again, also where Object.prototype is frozen: %s',
    (key) => {
      const target = {};
      withFrozen('toString', () => {
        setOwn(target, key, 1);
        setOwn(target, key, 2);
      });
      expect(Object.entries(target)).toStrictEqual([[key, 2]]);
      expect(Object.getPrototypeOf(target)).toBe(Object.prototype);
    },
  );
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
])('isPresent($name) is $present, and isSent($name) is $sent', ({ value, present, sent }) => {
  expect(isPresent(value)).toBe(present);
  expect(isSent(value)).toBe(sent);
});

it.each<{ name: string; value: unknown; object: boolean; record: boolean; plainObject: boolean }>([
  { name: 'an object', value: {}, object: true, record: true, plainObject: true },
  {
    name: 'an object without a prototype',
    value: Object.create(null),
    object: true,
    record: true,
    plainObject: true,
  },
  {
    name: 'an object of another realm',
    value: runInNewContext('({})'),
    object: true,
    record: true,
    plainObject: true,
  },
  { name: 'an instance of a class', value: new Error(), object: true, record: true, plainObject: false },
  { name: 'a date', value: new Date(0), object: true, record: true, plainObject: false },
  { name: 'a list', value: [], object: true, record: false, plainObject: false },
  {
    name: 'a list of another realm',
    value: runInNewContext('[]'),
    object: true,
    record: false,
    plainObject: false,
  },
  { name: 'a function', value: () => 1, object: false, record: false, plainObject: false },
  { name: 'null', value: null, object: false, record: false, plainObject: false },
  { name: 'a string', value: 'x', object: false, record: false, plainObject: false },
])('isObject, isRecord and isPlainObject tell what $name is', ({ value, object, record, plainObject }) => {
  expect(isObject(value)).toBe(object);
  expect(isRecord(value)).toBe(record);
  expect(isPlainObject(value)).toBe(plainObject);
});

it.each<{ name: string; value: unknown; tag: string }>([
  { name: 'a Promise', value: Promise.resolve(), tag: 'Promise' },
  {
    name: 'an ArrayBuffer of another realm',
    value: runInNewContext('new ArrayBuffer(1)'),
    tag: 'ArrayBuffer',
  },
  { name: 'a URLSearchParams', value: new URLSearchParams(), tag: 'URLSearchParams' },
  { name: 'null', value: null, tag: 'Null' },
])('tagOf names the class of $name', ({ value, tag }) => {
  expect(tagOf(value)).toBe(tag);
});
