// UTF-8 as the WHATWG Encoding Standard has it: malformed text becomes U+FFFD, and a byte-order mark is kept. A bare V8
// isolate has neither `TextEncoder` nor `TextDecoder`; there, text is encoded and form values are decoded without them.

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
 * encodeUtf8('é'); // Uint8Array.of(0xc3, 0xa9)
 */
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
  if (!decoder) return unescapeText(wellFormed(text).replaceAll('+', ' '));
  return decoder.decode(unescapeBytes(encodeUtf8(text)));
}

/** What looks like one character's percent-encoding: two, three or four bytes, or one. */
const ESCAPE =
  /%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){1,2}|%f[\da-f](?:%[89ab][\da-f]){1,3}|%[\da-f]{2}/gi;

/** Decodes percent-encoding without `TextDecoder`. */
function unescapeText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(ESCAPE, (escape) => {
      try {
        return decodeURIComponent(escape);
      } catch {
        return '\ufffd';
      }
    });
  }
}

/** A text in which U+FFFD stands for each lone surrogate. Most texts have no surrogate, which is faster to see. */
export function wellFormed(text: string): string {
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

/**
 * Decodes bytes; `undefined` in a runtime without `TextDecoder`, where nothing hands over bytes.
 *
 * @example
 * decodeUtf8(Uint8Array.of(0xc3, 0xa9)); // 'é'
 */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  return decoder?.decode(bytes);
}
