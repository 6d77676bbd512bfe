import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { dataField } from '../../src/form.js';

describe('dataField', () => {
  it.each([
    ['data=x', 'x'],
    ['data=', ''],
    ['data&a=1', ''],
    ['a=1&data=x', 'x'],
    ['data=x&data=y', 'x'],
    ['data=a=b', 'a=b'],
    ['data=a+b%20c%2B', 'a b c+'],
    ['%64%61%74%61=x', 'x'],
    ['&&data=x&&', 'x'],
    ['data=%', '%'],
    ['data=%7', '%7'],
    ['data=%zz+%7b', '%zz {'],
    ['data=%E2%82', '\ufffd'],
    ['data=%ff%41', '\ufffdA'],
    ['data=é%', 'é%'],
    ['data=%00%', '\0%'],
    ['data=%2f%2F%7f%7F%', '//\x7f\x7f%'],
    // One before and one after each run of digits.
    ['data=%2/%2:%2@%2G%2`%2g%/2%:2%@2%G2%`2%g2%', '%2/%2:%2@%2G%2`%2g%/2%:2%@2%G2%`2%g2%'],
  ])('reads %j as %j', (body, value) => {
    expect(dataField(body)).toBe(value);
    expect(new URLSearchParams(body).get('data')).toBe(value);
  });

  it.each(['', 'a=1', 'a', 'datax=1', 'xdata=1', 'Data=1', '=data', 'a=data'])(
    'finds nothing in %j',
    (body) => {
      expect(dataField(body)).toBeUndefined();
    },
  );

  it('reads characters beyond ASCII as they are, beside broken percent-encoding too', () => {
    expect(dataField('data=é\u0080🚨%E2%82%AC%')).toBe('é\u0080🚨€%');
  });

  it('agrees with URLSearchParams on any body of ASCII, as form bodies are', () => {
    const piece = fc.oneof(
      fc.constantFrom('data', '=', '&', '+', '%', '%7B', '%E2%82%AC', '%f0%9f', '%C3'),
      fc.string({ unit: 'binary-ascii', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        // URLSearchParams drops a question mark in front, which a form body has not.
        const body = pieces.join('').replace(/^\?/, '');
        expect(dataField(body) ?? null).toBe(new URLSearchParams(body).get('data'));
      }),
      { numRuns: 2000 },
    );
  });
});
