import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';

import { decodeUtf8 } from '../../../src/common/utf8.js';

const encoder = new TextEncoder();
const anyText = fc.string({ unit: 'binary' });
const loneSurrogates = fc.string({ unit: fc.constantFrom('\ud83d', '\udea8', 'a', '\ud7ff', '\ue000') });

describe('decodeUtf8', () => {
  it.each([
    { name: 'a character of two bytes', bytes: [0xc3, 0xa9], text: 'é' },
    { name: 'a byte that is not UTF-8 as U+FFFD', bytes: [0xff, 0x41], text: '\ufffdA' },
    { name: 'a byte-order mark as a character', bytes: [0xef, 0xbb, 0xbf, 0x41], text: '\ufeffA' },
  ])('decodes $name', ({ bytes, text }) => {
    expect(decodeUtf8(Uint8Array.from(bytes))).toBe(text);
  });
});

describe.each([
  { where: 'where the runtime has no TextEncoder and no TextDecoder', hasBoth: false },
  // This one comes last, because the next file of tests may be given the module that is loaded here.
  { where: 'where the runtime has TextEncoder and TextDecoder', hasBoth: true },
])('$where', ({ hasBoth }) => {
  let { encodeUtf8, decodeFormValue } = {} as typeof import('../../../src/common/utf8.js');

  beforeAll(async () => {
    if (!hasBoth) {
      vi.stubGlobal('TextEncoder', undefined);
      vi.stubGlobal('TextDecoder', undefined);
    }
    vi.resetModules();
    ({ encodeUtf8, decodeFormValue } = await import('../../../src/common/utf8.js'));
    vi.unstubAllGlobals();
  });

  it('encodeUtf8 encodes any text as TextEncoder does', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, loneSurrogates), (text) => {
        expect([...encodeUtf8(text)]).toStrictEqual([...encoder.encode(text)]);
      }),
      { numRuns: 500 },
    );
  });

  // The encoder writes into 65,536 bytes, which hold 21,845 characters of three bytes and one byte more.
  it.each([0, 1, 21_845, 65_535, 65_536, 65_537, 100_000])('encodeUtf8 encodes %i characters', (length) => {
    for (const character of ['a', 'é', '€', '🚨']) {
      const text = character.repeat(length);
      expect(Buffer.from(encodeUtf8(text)).equals(Buffer.from(text))).toBe(true);
      const withLoneSurrogate = `${text}\ud83d`;
      expect(Buffer.from(encodeUtf8(withLoneSurrogate)).equals(Buffer.from(withLoneSurrogate))).toBe(true);
    }
  });

  it.each([
    { name: 'an empty value', encoded: '', decoded: '' },
    { name: 'spaces as + and as %20, and a plus sign', encoded: 'a+b%20c%2B', decoded: 'a b c+' },
    { name: 'UTF-8, a byte that is not UTF-8, and a lone %', encoded: '%C3%A9+%FF+%', decoded: 'é \ufffd %' },
    { name: 'a character beyond ASCII that is not encoded', encoded: '€%E2%82%AC%e2%82%ac', decoded: '€€€' },
    { name: 'a lone surrogate', encoded: 'a\ud83d+%41', decoded: 'a\ufffd A' },
    // Beside broken percent-encoding, Node's own URLSearchParams loses what is beyond ASCII.
    { name: 'characters beyond ASCII before a lone %', encoded: 'é\u0080🚨%', decoded: 'é\u0080🚨%' },
    { name: 'percent signs that were encoded, once and not twice', encoded: '%25zz%2525', decoded: '%zz%25' },
    { name: 'digits of either case', encoded: '%2f%2F%09%0a%7f', decoded: '//\t\n\x7f' },
    { name: 'a lone % before percent-encoding', encoded: '%%7F', decoded: '%\x7f' },
  ])('decodeFormValue decodes $name', ({ encoded, decoded }) => {
    expect(decodeFormValue(encoded)).toBe(decoded);
  });

  it.each([
    { name: '/, which stands before 0 in ASCII', asSecondDigit: '%2/', asFirstDigit: '%/2' },
    { name: ':, which stands after 9 in ASCII', asSecondDigit: '%2:', asFirstDigit: '%:2' },
    { name: '@, which stands before A in ASCII', asSecondDigit: '%2@', asFirstDigit: '%@2' },
    { name: 'G, which stands after F in ASCII', asSecondDigit: '%2G', asFirstDigit: '%G2' },
    { name: '`, which stands before a in ASCII', asSecondDigit: '%2`', asFirstDigit: '%`2' },
    { name: 'g, which stands after f in ASCII', asSecondDigit: '%2g', asFirstDigit: '%g2' },
  ])(
    'decodeFormValue leaves percent-encoding as it is if a digit is $name',
    ({ asSecondDigit, asFirstDigit }) => {
      expect(decodeFormValue(asSecondDigit)).toBe(asSecondDigit);
      expect(decodeFormValue(asFirstDigit)).toBe(asFirstDigit);
    },
  );

  it('decodeFormValue decodes ASCII as URLSearchParams does', () => {
    const whole = ['%25', '%7B', '%2B', '%E2%82%AC'];
    const broken = ['%', '%2', '%f0%9f', '%C3', '%80'];
    const plain = ['+', 'a', '0', 'g'];
    const piece = fc.constantFrom(...whole, ...broken, ...plain);
    fc.assert(
      fc.property(fc.string({ unit: piece }), (encoded) => {
        expect(decodeFormValue(encoded)).toBe(new URLSearchParams(`a=${encoded}`).get('a'));
      }),
      { numRuns: 500 },
    );
  });
});
