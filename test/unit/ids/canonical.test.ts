import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { canonicalJson } from '../../../src/ids/canonical.js';
import { SHAPES } from '../../../src/ids/shapes.js';
import { conversations, jsonValues } from '../../support/arbitraries.js';
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

/** An object with these keys, in this order where JavaScript keeps one, and the key's place as its value. */
function withKeys(keys: string[]): Record<string, unknown> {
  return Object.fromEntries(keys.map((key, index) => [key, index]));
}

function nested(depth: number): unknown {
  let value: unknown = 0;
  for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { a: value };
  return value;
}

const cycle: unknown[] = [];
cycle.push({ cycle });
const endless = { toJSON: (): unknown => endless };
const unserializable = ['OLARK_UNSERIALIZABLE', undefined];

it('the shapes of Olark’s objects have their fields in order', () => {
  for (const shape of SHAPES.values()) {
    const names = Object.keys(shape({}));
    expect(names).toStrictEqual([...names].sort());
  }
});

describe('canonicalJson', () => {
  it.each([
    [
      'the example of RFC 8785',
      JSON.parse(String.raw`{
        "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]
      }`),
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    ],
    [
      'keys by UTF-16 code units, array indices before them by number',
      withKeys(['', ...'€ \r \ufb33 98 1 1234 🙂 ö ab aB __proto__ 4294967295 01'.split(' ')]),
      '{"1":5,"98":4,"1234":6,"":0,"\\r":2,"01":13,"4294967295":12,"__proto__":11,"aB":10,"ab":9,"ö":8,"€":1,"🙂":7,"\ufb33":3}',
    ],
    ['lone surrogates escaped, pairs as they are', ['\ud83d', '😀'], String.raw`["\ud83d","😀"]`],
    ['an inherited or hidden field not at all', Object.create({ a: {} }, { b: { value: 2 } }), '{}'],
    ['what is no object', 'x', '"x"'],
  ])('writes %s', (_, value, json) => {
    expect(canonicalJson(value)).toBe(json);
  });

  it('treats what JSON cannot hold as JSON.stringify does', () => {
    const odd = Object.assign(new Date(0), { body: 'not this' });
    const strange = {
      items: [new Number(7), new Boolean(false), new Map([[1, 2]]), new Date(0), odd, {}, []],
      // oxlint-disable-next-line no-sparse-arrays -- a hole is what this is about
      c: [undefined, () => 1, , Infinity, NaN, -0],
      a: { nothing: undefined, act: () => 1, symbol: Symbol('s'), [Symbol('key')]: 1 },
      d: { toJSON: () => ({ a: 1, b: { toJSON: () => [2] } }) },
      e: { toJSON: 1 },
    };
    expect(canonicalJson(strange)).toBe(plainly(JSON.parse(JSON.stringify(strange))));
  });

  it('takes 1,000 levels and no more', () => {
    expect(canonicalJson(nested(1000))).toHaveLength(500 * '{"a":}'.length + 500 * '[]'.length + 1);
    expect(refusal(() => canonicalJson(nested(1001)))).toStrictEqual(unserializable);
    expect(refusal(() => canonicalJson(nested(100_000)))).toStrictEqual(unserializable);
  });

  it.each([
    ['a cycle', { cycle }],
    ['a cycle by `toJSON`', endless],
    ['a BigInt', { a: [7n] }],
    ['nothing but a BigInt', 7n],
  ])('refuses %s', (_, value) => {
    expect(refusal(() => canonicalJson(value))).toStrictEqual(unserializable);
  });

  it('is canonical for any JSON value, whatever the order of its keys and what stands beside it', () => {
    const records = fc.shuffledSubarray(['a', 'b', 'ab', '1', '10', '__proto__', 'b"', ',a']).map(withKeys);
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
