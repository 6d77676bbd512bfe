import { decodeUtf8, encodeUtf8 } from './utf8.js';

/** The name `data`, each letter of which may be percent-encoded, at the start of a field. */
const DATA = /(?:^|&)(?:d|%64)(?:a|%61)(?:t|%74)(?:a|%61)(?=[=&]|$)/;

/**
 * The value of the first `data` field of an `application/x-www-form-urlencoded` body, decoded as
 * `URLSearchParams` decodes it: what is malformed stays as it is or becomes U+FFFD. `undefined` where no
 * field has that name.
 *
 * @example
 * dataField('source=olark&data=%7B%22kind%22%3A+1%7D'); // '{"kind": 1}'
 */
export function dataField(body: string): string | undefined {
  const name = DATA.exec(body);
  if (!name) return undefined;
  const nameEnd = name.index + name[0].length;
  const end = body.indexOf('&', nameEnd);
  return decode(body.slice(nameEnd + 1, end < 0 ? body.length : end));
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
