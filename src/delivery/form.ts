import { decodeFormValue } from '../common/utf8.js';

/**
 * Finds the first field called `data`, whose letters may be percent-encoded. The text before it must not hold `"`, `{`,
 * `<` or white space. A form encodes these, but JSON, markup and prose hold them, and in those a visitor may have typed
 * `&data=`.
 */
const DATA = /^(?:\??|[^"{<\s]*?&)(?:d|%64)(?:a|%61)(?:t|%74)(?:a|%61)(?=[=&]|$)/;

/**
 * Parses an `application/x-www-form-urlencoded` body into an object with its first `data`. It decodes as
 * `URLSearchParams` does: malformed encoding stays as it is or becomes U+FFFD. It returns `undefined` for text that is
 * not a form.
 *
 * @example
 * parseForm('source=olark&data=%7B%22kind%22%3A+1%7D'); // { data: '{"kind": 1}' }
 * parseForm('source=olark'); // { data: undefined }
 * parseForm('{"body":"&data=1"}'); // undefined
 */
export function parseForm(text: string): { readonly data: string | undefined } | undefined {
  const name = DATA.exec(text)?.[0];
  if (name === undefined) return looksLikeForm(text) ? { data: undefined } : undefined;
  const end = text.indexOf('&', name.length);
  return { data: decodeFormValue(text.slice(name.length + 1, end < 0 ? text.length : end)) };
}

function looksLikeForm(text: string): boolean {
  return text.includes('=') && !/["{<\s]/.test(text);
}
