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
  let text = '';
  let point = 0;
  let needed = 0;
  let lowest = 0x80;
  let highest = 0xbf;
  for (const byte of bytes) {
    if (needed > 0) {
      const isTrail = byte >= lowest && byte <= highest;
      lowest = 0x80;
      highest = 0xbf;
      if (isTrail) {
        point = (point << 6) | (byte & 0x3f);
        needed -= 1;
        if (needed === 0) text += String.fromCodePoint(point);
        continue;
      }
      text += '\ufffd';
      needed = 0;
    }
    if (byte < 0x80) text += String.fromCharCode(byte);
    else if (byte < 0xc2 || byte > 0xf4) text += '\ufffd';
    else {
      needed = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
      point = byte & (0x3f >> needed);
      if (byte === 0xe0) lowest = 0xa0;
      if (byte === 0xed) highest = 0x9f;
      if (byte === 0xf0) lowest = 0x90;
      if (byte === 0xf4) highest = 0x8f;
    }
  }
  return needed > 0 ? `${text}\ufffd` : text;
}
