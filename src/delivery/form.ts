import { decodeFormValue } from '../common/utf8.js';

/**
 * The first field called `data`, each letter of which may be percent-encoded. Before it stands nothing that form
 * encoding leaves out and that JSON, markup and prose have: a visitor may have typed `&data=` into one of those.
 */
const DATA = /^(?:\??|[^"{<\s]*?&)(?:d|%64)(?:a|%61)(?:t|%74)(?:a|%61)(?=[=&]|$)/;

/**
 * An `application/x-www-form-urlencoded` body as an object with its first `data`, decoded as `URLSearchParams` decodes
 * it: what is malformed stays as it is or becomes U+FFFD. `undefined` for text that is not a form.
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
