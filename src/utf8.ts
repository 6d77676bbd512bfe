/**
 * UTF-8, by the platform where it can and by hand in a bare V8 isolate, which has neither `TextEncoder`
 * nor `TextDecoder`. Both ways follow the WHATWG Encoding Standard: what is malformed becomes U+FFFD, a
 * byte-order mark is kept.
 */
interface Platform {
  readonly TextEncoder?: new () => { encode(text: string): Uint8Array };
  readonly TextDecoder?: new (
    label: string,
    options: { ignoreBOM: boolean },
  ) => { decode(bytes: Uint8Array): string };
}

const { TextEncoder, TextDecoder } = globalThis as Platform;
const encoder = TextEncoder && new TextEncoder();
const decoder = TextDecoder && new TextDecoder('utf-8', { ignoreBOM: true });

/** @example encodeUtf8('é'); // Uint8Array.of(0xc3, 0xa9) */
export function encodeUtf8(text: string): Uint8Array {
  if (encoder) return encoder.encode(text);
  const escaped = encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
  return Uint8Array.from(escaped.match(/%..|./g) ?? [], (unit) =>
    unit.length === 1 ? unit.charCodeAt(0) : parseInt(unit.slice(1), 16),
  );
}

/** @example decodeUtf8(Uint8Array.of(0xc3, 0xa9)); // 'é' */
export function decodeUtf8(bytes: Uint8Array): string {
  if (decoder) return decoder.decode(bytes);
  return decodeEscapes(Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
}

/** A percent-encoded trailing byte. */
const TRAIL = '%[89ab][\\da-f]';

/** The lead of three bytes and the lead of four, each with the byte after it, which it limits. */
const LEAD_OF_THREE = `%(?:e0%[ab]|ed%[89]|e[1-9a-cef]%[89ab])[\\da-f]`;
const LEAD_OF_FOUR = `%(?:f0%[9ab]|f4%8|f[1-3]%[89ab])[\\da-f]`;

/** One percent-encoded character; or else what the standard has become one U+FFFD. */
const ESCAPES = new RegExp(
  `(%[0-7][\\da-f]|%(?:c[2-9a-f]|d[\\da-f])${TRAIL}|${LEAD_OF_THREE}${TRAIL}|${LEAD_OF_FOUR}${TRAIL}${TRAIL})` +
    `|${LEAD_OF_THREE}|${LEAD_OF_FOUR}(?:${TRAIL})?|%[\\da-f]{2}`,
  'gi',
);

/** @example decodeEscapes('%C3%A9 %FF %'); // 'é \ufffd %' */
export function decodeEscapes(text: string): string {
  return text.replace(ESCAPES, (_, character?: string) =>
    character === undefined ? '\ufffd' : decodeURIComponent(character),
  );
}
