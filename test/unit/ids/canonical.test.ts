import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { canonicalJson } from '../../../src/ids/canonical.js';
import { conversations, jsonValues } from '../../support/arbitraries.js';
import { withAddition, withFrozen } from '../../support/prototype.js';
import { refusal, reordered } from '../../support/values.js';

/** Canonical JSON by the shortest way there is, of plain JSON data. */
function plainly(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(plainly).join()}]`;
  // JavaScript itself puts array indices before the other keys, by number.
  const sorted = Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  const fields = Object.entries(sorted).map(([key, field]) => `${JSON.stringify(key)}:${plainly(field)}`);
  return `{${fields.join()}}`;
}

function nested(depth: number): unknown {
  let value: unknown = 0;
  for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { a: value };
  return value;
}

const cycle: unknown[] = [];
cycle.push({ cycle });
const endless = { toJSON: (): unknown => endless };

describe('canonicalJson', () => {
  it.each([
    { what: 'scalars', value: [null, true, 'x', 4.5], json: '[null,true,"x",4.5]' },
    { what: 'numbers as JavaScript does', value: [1e30, 2e-3, 1e-27, -0], json: '[1e+30,0.002,1e-27,0]' },
    { what: 'escapes as JSON.stringify does', value: '€$\u000f\nA"\\', json: String.raw`"€$\u000f\nA\"\\"` },
    { what: 'a lone surrogate escaped', value: ['\ud83d', '😀'], json: String.raw`["\ud83d","😀"]` },
    { what: 'keys sorted', value: { b: 1, a: { d: 2, c: 3 } }, json: '{"a":{"c":3,"d":2},"b":1}' },
    { what: 'capitals first', value: { ab: 1, aB: 2, Z: 3 }, json: '{"Z":3,"aB":2,"ab":1}' },
    { what: 'array indices first, by number', value: { a: 1, 10: 2, 9: 3 }, json: '{"9":3,"10":2,"a":1}' },
    { what: 'no index where a zero leads', value: { '01': 1, 1: 2, '': 3 }, json: '{"1":2,"":3,"01":1}' },
    {
      what: 'keys by UTF-16 code units, so that an emoji comes before U+FB33',
      value: { '\ufb33': 1, '😀': 2, é: 3 },
      json: '{"é":3,"😀":2,"\ufb33":1}',
    },
    {
      what: '`__proto__` as any key',
      value: JSON.parse('{"b":1,"__proto__":2}') as unknown,
      json: '{"__proto__":2,"b":1}',
    },
    {
      what: 'no inherited field',
      value: Object.setPrototypeOf({ b: 2 }, { a: 1 }) as unknown,
      json: '{"b":2}',
    },
    { what: 'an empty object and an empty list', value: { b: {}, a: [] }, json: '{"a":[],"b":{}}' },
    { what: 'a date by its `toJSON`', value: { at: new Date(0) }, json: '{"at":"1970-01-01T00:00:00.000Z"}' },
    { what: 'what `toJSON` gives, sorted', value: { toJSON: () => ({ b: 1, a: 2 }) }, json: '{"a":2,"b":1}' },
    { what: 'a `toJSON` that is no function', value: { toJSON: 1 }, json: '{"toJSON":1}' },
    { what: 'null for NaN', value: [NaN, Infinity], json: '[null,null]' },
    { what: 'null for a function in a list', value: [() => 1, undefined], json: '[null,null]' },
    { what: 'no field for a function', value: { a: () => 1, b: undefined, c: 1 }, json: '{"c":1}' },
    { what: 'a boxed number', value: [new Number(7), new Boolean(false)], json: '[7,false]' },
    { what: 'a Map as an object without fields', value: new Map([[1, 2]]), json: '{}' },
  ])('writes $what', ({ value, json }) => {
    expect(canonicalJson(value)).toBe(json);
  });

  it('sorts more names than a conversation has', () => {
    const names = Array.from({ length: 100 }, (_, index) => `f${String((index * 37) % 100)}`);
    const json = canonicalJson(Object.fromEntries(names.map((name) => [name, 0])));
    expect(Object.keys(JSON.parse(json) as object)).toStrictEqual(names.sort());
  });

  it('takes 1,000 levels and no more', () => {
    expect(canonicalJson(nested(1000))).toHaveLength(500 * '{"a":}'.length + 500 * '[]'.length + 1);
    for (const depth of [1001, 100_000]) {
      expect(refusal(() => canonicalJson(nested(depth)))).toStrictEqual(['OLARK_UNSERIALIZABLE', undefined]);
    }
  });

  it.each([
    ['a cycle', { cycle }],
    ['a cycle by `toJSON`', endless],
    ['a BigInt', { a: [7n] }],
    ['nothing but a BigInt', 7n],
    ['a list that says it has 4,294,967,295 elements', { a: Object.assign([], { length: 4_294_967_295 }) }],
  ])('refuses %s', (_, value) => {
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

  it('is canonical for any JSON value, whatever the order of its keys', () => {
    const keys = ['a', 'b', 'ab', '1', '10', '__proto__', 'b"', ',a'];
    const records = fc.dictionary(fc.constantFrom(...keys), fc.nat());
    fc.assert(
      fc.property(fc.oneof(jsonValues, conversations, records, fc.jsonValue()), (value) => {
        // As JSON makes it, where `__proto__` is a key like any other.
        const parsed = JSON.parse(JSON.stringify(value)) as unknown;
        expect(canonicalJson(parsed)).toBe(plainly(parsed));
        expect(canonicalJson(reordered(parsed))).toBe(plainly(parsed));
      }),
      { numRuns: 1000 },
    );
  });
});
