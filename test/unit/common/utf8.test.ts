import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';

import { decodeUtf8 } from '../../../src/common/utf8.js';

const encoder = new TextEncoder();
const anyText = fc.string({ unit: 'binary' });
const loneSurrogates = fc.string({ unit: fc.constantFrom('\ud83d', '\udea8', 'a', '\ud7ff', '\ue000') });

describe('decodeUtf8', () => {
  it.each([
    { bytes: [0xc3, 0xa9], text: 'é' },
    { bytes: [0xff, 0x41], text: '\ufffdA' },
    { bytes: [0xef, 0xbb, 0xbf, 0x41], text: '\ufeffA' },
  ])('decodes $bytes as $text', ({ bytes, text }) => {
    expect(decodeUtf8(Uint8Array.from(bytes))).toBe(text);
  });
});

// The platform's way comes last: the next file of tests may be given what is loaded here.
describe.each(['without', 'with'])('%s TextEncoder and TextDecoder', (way) => {
  let { encodeUtf8, decodeFormValue } = {} as typeof import('../../../src/common/utf8.js');

  beforeAll(async () => {
    if (way === 'without') {
      vi.stubGlobal('TextEncoder', undefined);
      vi.stubGlobal('TextDecoder', undefined);
    }
    vi.resetModules();
    ({ encodeUtf8, decodeFormValue } = await import('../../../src/common/utf8.js'));
    vi.unstubAllGlobals();
  });

  it('encodes as the platform does', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, loneSurrogates), (text) => {
        expect([...encodeUtf8(text)]).toStrictEqual([...encoder.encode(text)]);
      }),
      { numRuns: 500 },
    );
  });

  it.each([0, 1, 21_845, 65_535, 65_536, 65_537, 100_000])('encodes %i characters of any width', (length) => {
    for (const text of ['a', 'é', '€', '🚨'].flatMap((unit) => [
      unit.repeat(length),
      `${unit.repeat(length)}\ud83d`,
    ])) {
      expect(Buffer.from(encodeUtf8(text)).equals(Buffer.from(text))).toBe(true);
    }
  });

  it.each([
    ['', ''],
    ['a+b%20c%2B', 'a b c+'],
    ['%C3%A9+%FF+%', 'é \ufffd %'],
    ['€%E2%82%AC%e2%82%ac', '€€€'],
    ['a\ud83d+%41', 'a\ufffd A'],
    // Beside broken percent-encoding, Node's own URLSearchParams loses what is beyond ASCII.
    ['é\u0080🚨%', 'é\u0080🚨%'],
    ['%25zz%2525', '%zz%25'],
    // One before and one after each run of digits.
    ['%2/%2:%2@%2G%2`%2g%/2%:2%@2%G2%`2%g2%', '%2/%2:%2@%2G%2`%2g%/2%:2%@2%G2%`2%g2%'],
    ['%2f%2F%09%0a%7f%%7F', '//\t\n\x7f%\x7f'],
  ])('decodes the form value %j as %j', (text, value) => {
    expect(decodeFormValue(text)).toBe(value);
  });

  it('decodes form values of ASCII as URLSearchParams does', () => {
    const piece = fc.constantFrom(
      ...['%', '%2', '%25', '%7B', '%2B', '+', '%E2%82%AC', '%f0%9f', '%C3', '%80', 'a', '0', 'g'],
    );
    fc.assert(
      fc.property(fc.string({ unit: piece }), (text) => {
        expect(decodeFormValue(text)).toBe(new URLSearchParams(`a=${text}`).get('a'));
      }),
      { numRuns: 500 },
    );
  });
});
