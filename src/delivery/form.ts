import { decodeEscapes } from '../common/utf8.js';

/** The name `data`, each letter of which may be percent-encoded, at the start of a field. */
const DATA = /(?:^\??|&)(?:d|%64)(?:a|%61)(?:t|%74)(?:a|%61)(?=[=&]|$)/;

/**
 * An `application/x-www-form-urlencoded` body as an object with its `data`; `undefined` for text that is no
 * form: no field is called `data`, and before the first `=` stands what JSON or markup has and names have not.
 */
export function parseForm(text: string): { readonly data: string | undefined } | undefined {
  if (!text.includes('=')) return undefined;
  const data = dataField(text);
  return data !== undefined || /^[^\s"'<>{}[\]=]*=/.test(text) ? { data } : undefined;
}

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
    return decodeEscapes(spaced);
  }
}
