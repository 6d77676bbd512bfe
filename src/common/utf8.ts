// UTF-8 with the platform's `TextEncoder` and `TextDecoder`, or by hand in a bare V8 isolate, which has neither. Both
// ways follow the WHATWG Encoding Standard: malformed text becomes U+FFFD, and a byte-order mark is kept.

/** What the platform may have. */
interface Platform {
  readonly TextEncoder?: new () => {
    encode(text: string): Uint8Array;
    encodeInto(text: string, bytes: Uint8Array): { readonly read: number; readonly written: number };
  };
  readonly TextDecoder?: new (
    label: string,
    options: { ignoreBOM: boolean },
  ) => { decode(bytes: Uint8Array): string };
}

const { TextEncoder, TextDecoder } = globalThis as Platform;
const encoder = TextEncoder && new TextEncoder();
const decoder = TextDecoder && new TextDecoder('utf-8', { ignoreBOM: true });

/** A buffer for texts that fit: allocating new bytes takes longer than hashing them. */
const scratch = /* @__PURE__ */ new Uint8Array(65536);

/**
 * Returns the bytes of a text. The next call may overwrite them.
 *
 * @example
 * encodeUtf8('é'); // Uint8Array.of(0xc3, 0xa9) */
export function encodeUtf8(text: string): Uint8Array {
  if (encoder) {
    const { read, written } = encoder.encodeInto(text, scratch);
    return read === text.length ? scratch.subarray(0, written) : encoder.encode(text);
  }
  const isAscii = !/[^\0-\x7f]/.test(text);
  const escaped = isAscii ? text : encodeURIComponent(wellFormed(text));
  const bytes = new Uint8Array(escaped.length);
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = escaped.charCodeAt(index);
  return isAscii ? bytes : unescapeBytes(bytes);
}

/**
 * Decodes form encoding: a plus sign becomes a space, and a percent sign stays unless it begins a percent-encoding. It
 * decodes bytes, because replacing plus signs in the text first takes as long as `decodeURIComponent`, and several
 * times the memory.
 *
 * @example
 * decodeFormValue('%C3%A9+%FF+%'); // 'é \ufffd %'
 */
export function decodeFormValue(text: string): string {
  // By way of bytes, text that is not ASCII takes twice as long.
  if (!text.includes('%')) return wellFormed(text).replaceAll('+', ' ');
  try {
    // Faster than UTF-8 by hand.
    if (!decoder) return decodeURIComponent(wellFormed(text).replaceAll('+', ' '));
  } catch {
    // The encoding is malformed.
  }
  return decodeUtf8(unescapeBytes(encodeUtf8(text)));
}

/** A text in which U+FFFD stands for each lone surrogate. Most texts have no surrogate, which is faster to see. */
function wellFormed(text: string): string {
  return /[\ud800-\udfff]/.test(text) ? text.replace(/\p{Surrogate}/gu, '\ufffd') : text;
}

/** Decodes form encoding, plus signs included, in place: the result is never longer. */
function unescapeBytes(bytes: Uint8Array): Uint8Array {
  let length = 0;
  for (let index = 0; index < bytes.length; index += 1, length += 1) {
    const byte = Number(bytes[index]);
    const value = byte === 0x25 ? (hexDigit(bytes[index + 1]) << 4) | hexDigit(bytes[index + 2]) : -1;
    if (value >= 0) index += 2;
    bytes[length] = value >= 0 ? value : byte === 0x2b ? 0x20 : byte;
  }
  return bytes.subarray(0, length);
}

/** The value of a hexadecimal digit; -1 for any other byte. */
function hexDigit(byte = 0): number {
  const letter = (byte | 0x20) - 0x57;
  return byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : letter >= 10 && letter <= 15 ? letter : -1;
}

/** @example decodeUtf8(Uint8Array.of(0xc3, 0xa9)); // 'é' */
export function decodeUtf8(bytes: Uint8Array): string {
  if (decoder) return decoder.decode(bytes);
  let text = '';
  let point = 0;
  let needed = 0;
  let lowest = 0;
  let highest = 0;
  for (const byte of bytes) {
    if (needed > 0) {
      if (byte >= lowest && byte <= highest) {
        lowest = 0x80;
        highest = 0xbf;
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
      lowest = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80;
      highest = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf;
    }
  }
  return needed > 0 ? `${text}\ufffd` : text;
}
