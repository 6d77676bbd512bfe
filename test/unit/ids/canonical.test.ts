import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { canonicalJson } from '../../../src/ids/canonical.js';
import { reordered, thrownBy } from '../../support/values.js';

function nested(depth: number): unknown {
  let value: unknown = 0;
  for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { a: value };
  return value;
}

describe('canonicalJson', () => {
  it('writes the example of RFC 8785', () => {
    const text = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`;
    expect(canonicalJson(JSON.parse(text))).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('orders keys by UTF-16 code units, array indices before them by number', () => {
    const value = {
      '€': 1,
      '\r': 2,
      '\ufb33': 3,
      1: 4,
      98: 5,
      1234: 6,
      '🙂': 7,
      '': 8,
      ö: 9,
      ['__proto__']: 10,
      '6208911878914048': 11,
    };
    expect(canonicalJson(value)).toBe(
      `{"1":4,"98":5,"1234":6,"":8,"\\r":2,"6208911878914048":11,"__proto__":10,"ö":9,"€":1,"🙂":7,"\ufb33":3}`,
    );
  });

  it('holds just what JSON holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toStrictEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('is the same in whatever order keys come', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(reordered(value))).toBe(canonicalJson(value));
      }),
    );
  });

  it('tells lone surrogates apart', () => {
    expect(canonicalJson('\ud83d')).toBe(String.raw`"\ud83d"`);
    expect(canonicalJson('\ude00')).toBe(String.raw`"\ude00"`);
    expect(canonicalJson('😀')).toBe('"😀"');
  });

  it('treats what JSON cannot hold as JSON.stringify does', () => {
    const odd = {
      date: new Date(0),
      nan: NaN,
      minusZero: -0,
      nothing: undefined,
      act: () => 1,
      symbol: Symbol('s'),
      // eslint-disable-next-line no-sparse-arrays -- a hole is what this is about
      list: [undefined, () => 1, , Infinity],
      map: new Map([[1, 2]]),
      boxed: [new Number(7), new Boolean(false)],
      own: { toJSON: () => ({ b: 1, a: 2 }) },
      notCallable: { toJSON: 1 },
    };
    expect(JSON.parse(canonicalJson(odd))).toStrictEqual(JSON.parse(JSON.stringify(odd)));
  });

  it('takes 1,000 levels and no more', () => {
    expect(canonicalJson(nested(1000))).toHaveLength(500 * '{"a":}'.length + 500 * '[]'.length + 1);
    expect(thrownBy(() => canonicalJson(nested(1001)))).toMatchObject({ code: 'OLARK_UNSERIALIZABLE' });
    expect(thrownBy(() => canonicalJson(nested(100_000)))).toMatchObject({ code: 'OLARK_UNSERIALIZABLE' });
  });

  it('refuses cycles, and BigInts as JSON.stringify does', () => {
    const cycle: unknown[] = [];
    cycle.push({ cycle });
    const endless = { toJSON: (): unknown => endless };
    for (const value of [cycle, { cycle }, endless, [endless]]) {
      expect(thrownBy(() => canonicalJson(value))).toMatchObject({
        code: 'OLARK_UNSERIALIZABLE',
        message: 'The payload has a cycle or nesting deeper than 1,000 levels; content ids need plain data.',
      });
    }
    expect(() => canonicalJson({ a: [7n] })).toThrow(TypeError);
    expect(() => canonicalJson(7n)).toThrow(TypeError);
  });
});

/** Canonical JSON by the shortest way there is, of plain JSON data. */
function plainly(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(plainly).join()}]`;
  const entries = Object.entries(value);
  const isIndex = (key: string) => /^(?:0|[1-9]\d*)$/.test(key) && Number(key) < 2 ** 32 - 1;
  const indices = entries.filter(([key]) => isIndex(key)).sort(([a], [b]) => Number(a) - Number(b));
  const others = entries.filter(([key]) => !isIndex(key)).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${[...indices, ...others].map(([key, inner]) => `${JSON.stringify(key)}:${plainly(inner)}`).join()}}`;
}

/** An object with these keys, in this order where JavaScript keeps one, and the key's place as its value. */
function withKeys(...keys: string[]): Record<string, unknown> {
  return Object.fromEntries(keys.map((key, index) => [key, index]));
}

describe('objects one after another', () => {
  it.each([
    [
      'the same keys in another order',
      withKeys('b', 'a', 'c'),
      withKeys('c', 'b', 'a'),
      withKeys('a', 'b', 'c'),
    ],
    ['as many keys, one of them another', withKeys('b', 'a'), withKeys('b', 'c'), withKeys('a', 'a2')],
    ['as many keys, all others', withKeys('y', 'x'), withKeys('b', 'a'), withKeys('x', 'b')],
    ['the first keys of the one before', withKeys('c', 'b', 'a'), withKeys('c', 'b'), withKeys('c')],
    ['the keys of the one before and more', withKeys('b'), withKeys('b', 'a'), withKeys('b', 'a', '0')],
    ['no key between others', withKeys('b', 'a'), {}, withKeys('b', 'a')],
    [
      'keys whose text runs together',
      withKeys('ab', 'c'),
      withKeys('a', 'bc'),
      withKeys('a,b', 'c'),
      withKeys('c', 'b', 'a'),
    ],
    [
      'keys with quotes, commas and control characters',
      withKeys('b"', 'a,'),
      withKeys('b', '",a'),
      withKeys('\0', ''),
    ],
    [
      'keys that are array indices',
      withKeys('b', '10', '9', 'a'),
      withKeys('9', 'b', '10', 'a'),
      withKeys('b', '9', 'a', '1'),
    ],
    [
      'keys that only look like array indices',
      withKeys('01', '1', '-1', '1.0'),
      withKeys('4294967295', '4294967294', 'a'),
    ],
    [
      'keys of prototypes',
      withKeys('toString', '__proto__', 'a'),
      withKeys('__proto__', 'constructor', 'a'),
      withKeys('a', '__proto__'),
    ],
    ['keys by another case', withKeys('B', 'a'), withKeys('b', 'A')],
    ['keys beyond ASCII', withKeys('\ud83d\ude42', '\ufb33', 'é'), withKeys('\ufb33', 'é', '\ud83d\ude42')],
  ])('may have %s', (_, ...objects) => {
    for (const list of [
      objects,
      [...objects].reverse(),
      [...objects, ...objects],
      objects.flatMap((one) => [one, one]),
    ]) {
      expect(canonicalJson(list)).toBe(plainly(list));
    }
    for (const object of objects) expect(canonicalJson(object)).toBe(plainly(object));
  });

  it('may be of two shapes in turn, or inside each other', () => {
    const item = (index: number) =>
      index % 2
        ? {
            timestamp: index,
            kind: 'MessageToVisitor',
            body: {
              z: 1,
              a: [
                { z: 1, a: 2 },
                { a: 2, z: 1 },
              ],
            },
          }
        : {
            kind: 'MessageToOperator',
            visitor_nickname: 'x',
            body: { a: { z: 1, a: 2 }, z: 1 },
            timestamp: index,
          };
    const items = Array.from({ length: 9 }, (_, index) => item(index));
    expect(canonicalJson({ items, a: item(1) })).toBe(plainly({ items, a: item(1) }));
    const nestedAlike = { b: { b: { b: 1, a: 2 }, a: { b: 1, a: 2 } }, a: { b: 3, a: { a: 1, b: 2 } } };
    expect(canonicalJson([nestedAlike, nestedAlike])).toBe(plainly([nestedAlike, nestedAlike]));
  });

  it('may have many keys, in any order', () => {
    const keys = Array.from({ length: 70 }, (_, index) => `k${String((index * 37) % 70)}`);
    for (const count of [31, 32, 33, 70]) {
      const list = [
        withKeys(...keys.slice(0, count)),
        withKeys(...keys.slice(0, count).reverse()),
        withKeys(...keys.slice(1, count + 1)),
      ];
      expect(canonicalJson(list)).toBe(plainly(list));
    }
  });

  it('may be anything that JSON holds, few keys in many orders above all', () => {
    const key = fc.constantFrom(
      ...['a', 'b', 'c', 'ab', '', '0', '1', '10', '01', '__proto__', 'toString', 'é', '\ud83d'],
    );
    const keys = fc.oneof(
      fc.uniqueArray(key, { maxLength: 5 }),
      fc.shuffledSubarray(['a', 'b', 'c'], { minLength: 2 }),
    );
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'medium' },
        fc.nat(3),
        fc.array(tie('value'), { maxLength: 4 }),
        keys.chain((names) =>
          fc
            .array(tie('value'), { minLength: names.length, maxLength: names.length })
            .map((inner) => Object.fromEntries(names.map((name, index) => [name, inner[index]]))),
        ),
      ),
    }));
    fc.assert(
      fc.property(fc.oneof(fc.array(value, { maxLength: 6 }), fc.jsonValue()), (json) => {
        // As JSON makes it, which has no `__proto__` that is not a key.
        const parsed = JSON.parse(plainly(json)) as unknown;
        expect(canonicalJson(parsed)).toBe(plainly(parsed));
        expect(canonicalJson(reordered(parsed))).toBe(plainly(parsed));
      }),
      { numRuns: 2000 },
    );
  });

  it('are written the same after one that could not be written', () => {
    const sound = [withKeys('b', 'a'), withKeys('b', 'a')];
    const throwing = Object.defineProperty(withKeys('b', 'a'), 'a', {
      enumerable: true,
      get: () => {
        throw new Error('read');
      },
    });
    expect(() => canonicalJson([withKeys('b', 'a'), throwing])).toThrow('read');
    expect(canonicalJson(sound)).toBe('[{"a":1,"b":0},{"a":1,"b":0}]');
  });

  it('may have keys that cannot be listed, which are left out', () => {
    const hidden = Object.defineProperty({ b: 1 }, 'a', { value: 2, enumerable: false });
    const inherits = Object.assign(Object.create({ a: 2 }) as object, { b: 1 });
    expect(canonicalJson([{ b: 1, a: 2 }, hidden, inherits, { b: 1, a: 2, [Symbol('s')]: 3 }])).toBe(
      '[{"a":2,"b":1},{"b":1},{"b":1},{"a":2,"b":1}]',
    );
  });
});
