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
  let { encodeUtf8, decodeUtf8 } = {} as typeof import('../../src/utf8.js');

  beforeAll(async () => {
    if (way === 'without') {
      vi.stubGlobal('TextEncoder', undefined);
      vi.stubGlobal('TextDecoder', undefined);
    }
    vi.resetModules();
    ({ encodeUtf8, decodeUtf8 } = await import('../../src/utf8.js'));
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

  it('keeps a byte-order mark', () => {
    expect(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))).toBe('\ufeffA');
  });
});
