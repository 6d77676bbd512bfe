import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const anyText = fc.string({ unit: 'binary' });
const loneSurrogates = fc
  .array(fc.constantFrom('\ud83d', '\udea8', 'a', '\ud7ff', '\ue000'))
  .map((units) => units.join(''));
/** Bytes near every border of the UTF-8 table. */
const byte = fc.oneof(
  fc.constantFrom(
    0x00,
    0x41,
    0x7f,
    0x80,
    0x8f,
    0x90,
    0x9f,
    0xa0,
    0xbf,
    0xc0,
    0xc1,
    0xc2,
    0xdf,
    0xe0,
    0xe1,
    0xec,
  ),
  fc.constantFrom(0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff, 0xbb),
);
const bytes = fc.oneof(
  fc.array(byte, { maxLength: 12 }).map((list) => Uint8Array.from(list)),
  anyText.map((text) => encoder.encode(text)),
);

describe.each(['with', 'without'])('%s TextEncoder and TextDecoder', (way) => {
  let { encodeUtf8, decodeUtf8, decodeEscapes } = {} as typeof import('../../../src/common/utf8.js');

  beforeAll(async () => {
    if (way === 'without') {
      vi.stubGlobal('TextEncoder', undefined);
      vi.stubGlobal('TextDecoder', undefined);
    }
    vi.resetModules();
    ({ encodeUtf8, decodeUtf8, decodeEscapes } = await import('../../../src/common/utf8.js'));
    vi.unstubAllGlobals();
  });

  it('encodes as the platform does', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, loneSurrogates), (text) => {
        expect([...encodeUtf8(text)]).toStrictEqual([...encoder.encode(text)]);
      }),
      { numRuns: 1000 },
    );
  });

  it('decodes as the platform does', () => {
    fc.assert(
      fc.property(bytes, (input) => {
        expect(decodeUtf8(input)).toBe(decoder.decode(input));
      }),
      { numRuns: 10_000 },
    );
  });

  it('encodes text of any length', () => {
    for (const length of [0, 1, 21_845, 65_535, 65_536, 65_537, 100_000]) {
      for (const character of ['a', 'é', '€', '🚨']) {
        const text = character.repeat(length);
        expect(Buffer.from(encodeUtf8(text)).equals(Buffer.from(text))).toBe(true);
      }
      const broken = `${'a'.repeat(length)}\ud83d`;
      expect(Buffer.from(encodeUtf8(broken)).equals(Buffer.from(broken))).toBe(true);
    }
  });

  it('decodes what is percent-encoded, and leaves what is not', () => {
    expect(decodeEscapes('%C3%A9 %FF %')).toBe('é \ufffd %');
    expect(decodeEscapes('100%, 5%2, %zz%7g%g7 €%E2%82%AC%e2%82%ac')).toBe('100%, 5%2, %zz%7g%g7 €€€');
    expect(decodeEscapes('%25zz%2525%')).toBe('%zz%25%');
    expect(decodeEscapes('')).toBe('');
  });

  it('decodes percent-encoding as URLSearchParams does', () => {
    const piece = fc.constantFrom(
      '%',
      '%2',
      '%25',
      '%7B',
      '%E2%82%AC',
      '%f0%9f',
      '%C3',
      '%80',
      'a',
      '0',
      'g',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        expect(decodeEscapes(text)).toBe(new URLSearchParams(`a=${text}`).get('a'));
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps a byte-order mark', () => {
    expect(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))).toBe('\ufeffA');
  });
});
