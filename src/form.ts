import { decodeUtf8, encodeUtf8 } from './utf8.js';

/** `data` with every letter percent-encoded. */
const LONGEST_NAME = '%64%61%74%61'.length;

/**
 * The value of the first `data` field of an `application/x-www-form-urlencoded` body, decoded as
 * `URLSearchParams` decodes it: what is malformed stays as it is or becomes U+FFFD. `undefined` where no
 * field has that name.
 *
 * @example
 * dataField('source=olark&data=%7B%22kind%22%3A+1%7D'); // '{"kind": 1}'
 */
export function dataField(body: string): string | undefined {
  let equals = -1;
  for (let start = 0; start <= body.length;) {
    const ampersand = body.indexOf('&', start);
    const end = ampersand < 0 ? body.length : ampersand;
    // Looked for again only once it is passed, or a body of many fields without one would take a square of time.
    if (equals < start) equals = (body.indexOf('=', start) + 1 || body.length + 1) - 1;
    const nameEnd = Math.min(equals, end);
    if (nameEnd - start <= LONGEST_NAME && decode(body.slice(start, nameEnd)) === 'data') {
      return decode(body.slice(nameEnd + 1, end));
    }
    start = end + 1;
  }
  return undefined;
}

function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return decodeLeniently(spaced);
  }
}

function decodeLeniently(text: string): string {
  const bytes = encodeUtf8(text);
  let length = 0;
  let decodedUpTo = 0;
  bytes.forEach((byte, index) => {
    if (index < decodedUpTo) return;
    const hex = byte === 0x25 ? String.fromCharCode(...bytes.subarray(index + 1, index + 3)) : '';
    const isEncoded = /^[\da-f]{2}$/i.test(hex);
    if (isEncoded) decodedUpTo = index + 3;
    // What is written is never longer than what has been read.
    bytes[length] = isEncoded ? parseInt(hex, 16) : byte;
    length += 1;
  });
  return decodeUtf8(bytes.subarray(0, length));
}
