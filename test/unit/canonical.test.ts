import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { canonicalJson } from '../../src/canonical.js';
import { reordered, thrownBy } from '../support/values.js';

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

  it('refuses cycles and BigInts', () => {
    const cycle: unknown[] = [];
    cycle.push({ cycle });
    const endless = { toJSON: (): unknown => endless };
    expect(thrownBy(() => canonicalJson(cycle))).toMatchObject({
      code: 'OLARK_UNSERIALIZABLE',
      message:
        'The payload holds a cycle or nesting deeper than 1,000 levels; it must be plain data to get content ids.',
    });
    expect(thrownBy(() => canonicalJson(endless))).toMatchObject({ code: 'OLARK_UNSERIALIZABLE' });
    expect(thrownBy(() => canonicalJson({ a: [7n] }))).toMatchObject({
      code: 'OLARK_UNSERIALIZABLE',
      message: 'The payload holds a BigInt; it must be plain data to get content ids.',
    });
  });
});
