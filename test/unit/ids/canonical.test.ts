import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { canonicalJson } from '../../../src/ids/canonical.js';
import { conversations, jsonValues } from '../../support/arbitraries.js';
import { withAddition, withFrozen } from '../../support/prototype.js';
import { refusal, reordered } from '../../support/values.js';

/** Canonical JSON of plain JSON data, written in the simplest way. */
function simplyCanonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(simplyCanonical).join()}]`;
  // JavaScript itself puts array indices before the other keys, by number.
  const sorted = Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  const fields = Object.entries(sorted).map(
    ([key, field]) => `${JSON.stringify(key)}:${simplyCanonical(field)}`,
  );
  return `{${fields.join()}}`;
}

const cycle: unknown[] = [];
cycle.push({ cycle });
const endless = { toJSON: (): unknown => endless };

describe('canonicalJson', () => {
  it.each([
    { name: 'scalars', value: [null, true, 'x', 4.5], json: '[null,true,"x",4.5]' },
    { name: 'numbers as JavaScript does', value: [1e30, 2e-3, 1e-27, -0], json: '[1e+30,0.002,1e-27,0]' },
    { name: 'escapes as JSON.stringify does', value: '€$\u000f\nA"\\', json: String.raw`"€$\u000f\nA\"\\"` },
    { name: 'a lone surrogate escaped', value: ['\ud83d', '😀'], json: String.raw`["\ud83d","😀"]` },
    { name: 'keys sorted', value: { b: 1, a: { d: 2, c: 3 } }, json: '{"a":{"c":3,"d":2},"b":1}' },
    { name: 'capitals first', value: { ab: 1, aB: 2, Z: 3 }, json: '{"Z":3,"aB":2,"ab":1}' },
    { name: 'array indices first, by number', value: { a: 1, 10: 2, 9: 3 }, json: '{"9":3,"10":2,"a":1}' },
    {
      name: 'digits after a leading zero not as an index',
      value: { '01': 1, 1: 2, '': 3 },
      json: '{"1":2,"":3,"01":1}',
    },
    {
      name: 'keys by UTF-16 code units, so that an emoji comes before U+FB33',
      value: { '\ufb33': 1, '😀': 2, é: 3 },
      json: '{"é":3,"😀":2,"\ufb33":1}',
    },
    {
      name: '`__proto__` as any key',
      value: JSON.parse('{"b":1,"__proto__":2}') as unknown,
      json: '{"__proto__":2,"b":1}',
    },
    {
      name: 'no inherited field',
      value: Object.setPrototypeOf({ b: 2 }, { a: 1 }) as unknown,
      json: '{"b":2}',
    },
    { name: 'an empty object and an empty list', value: { b: {}, a: [] }, json: '{"a":[],"b":{}}' },
    { name: 'a date by its `toJSON`', value: { at: new Date(0) }, json: '{"at":"1970-01-01T00:00:00.000Z"}' },
    { name: 'what `toJSON` gives, sorted', value: { toJSON: () => ({ b: 1, a: 2 }) }, json: '{"a":2,"b":1}' },
    { name: 'a `toJSON` that is not a function', value: { toJSON: 1 }, json: '{"toJSON":1}' },
    { name: 'null for NaN', value: [NaN, Infinity], json: '[null,null]' },
    { name: 'null for a function in a list', value: [() => 1, undefined], json: '[null,null]' },
    { name: 'no field for a function', value: { a: () => 1, b: undefined, c: 1 }, json: '{"c":1}' },
    {
      name: 'a boxed number and a boxed boolean',
      value: [new Number(7), new Boolean(false)],
      json: '[7,false]',
    },
    { name: 'a Map as an object without fields', value: new Map([[1, 2]]), json: '{}' },
  ])('writes $name', ({ value, json }) => {
    expect(canonicalJson(value)).toBe(json);
  });

  it('sorts more keys than a conversation has', () => {
    const keys = Array.from({ length: 100 }, (_, index) => `field ${String(100 + index)}`);
    const reversed = Object.fromEntries([...keys].reverse().map((key) => [key, 0]));
    expect(canonicalJson(reversed)).toBe(`{${keys.map((key) => `"${key}":0`).join()}}`);
  });

  it.each([
    { name: 'lists', begin: '[', end: ']' },
    { name: 'objects', begin: '{"a":', end: '}' },
  ])('writes $name that are 1,000 levels deep, and refuses deeper ones', ({ begin, end }) => {
    const jsonOf = (levels: number) => `${begin.repeat(levels)}0${end.repeat(levels)}`;
    expect(canonicalJson(JSON.parse(jsonOf(1000)))).toBe(jsonOf(1000));
    for (const levels of [1001, 100_000]) {
      const refused = refusal(() => canonicalJson(JSON.parse(jsonOf(levels))));
      expect(refused).toStrictEqual(['OLARK_UNSERIALIZABLE', undefined]);
    }
  });

  it.each([
    { name: 'a cycle', value: { cycle } },
    { name: 'an object whose `toJSON` returns the object itself', value: endless },
    { name: 'a BigInt', value: 7n },
    { name: 'a BigInt in a list', value: { a: [7n] } },
    {
      name: 'a list of 4,294,967,295 elements',
      value: { a: Object.assign([], { length: 4_294_967_295 }) },
    },
  ])('refuses $name', ({ value }) => {
    expect(refusal(() => canonicalJson(value))).toStrictEqual(['OLARK_UNSERIALIZABLE', undefined]);
  });

  it.each([
    { name: 'x', addition: 1 },
    { name: 'x', addition: { plan: 'free' } },
    { name: 'plan', addition: 'free' },
    { name: 'toJSON', addition: () => 'forged' },
  ])('writes the same while Object.prototype.$name is $addition', ({ name, addition }) => {
    const value = { list: [{ plan: 'gold' }, {}, []], plan: 'gold' };
    const json = withAddition(name, addition, () => canonicalJson(value));
    expect(json).toBe('{"list":[{"plan":"gold"},{},[]],"plan":"gold"}');
  });

  it('writes fields whose names a frozen Object.prototype has', () => {
    const value = { toString: 'x', constructor: 1 };
    const json = withFrozen('toString', () => withFrozen('constructor', () => canonicalJson(value)));
    expect(json).toBe('{"constructor":1,"toString":"x"}');
  });

  it('writes the same for any JSON value, whatever the order of its keys', () => {
    const keys = ['a', 'b', 'ab', '1', '10', '__proto__', 'b"', ',a'];
    const records = fc.dictionary(fc.constantFrom(...keys), fc.nat());
    fc.assert(
      fc.property(fc.oneof(jsonValues, conversations, records, fc.jsonValue()), (value) => {
        // As JSON makes it, where `__proto__` is a key like any other.
        const parsed = JSON.parse(JSON.stringify(value)) as unknown;
        expect(canonicalJson(parsed)).toBe(simplyCanonical(parsed));
        expect(canonicalJson(reordered(parsed))).toBe(simplyCanonical(parsed));
      }),
      { numRuns: 1000 },
    );
  });
});
