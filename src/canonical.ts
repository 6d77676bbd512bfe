import { OlarkPayloadError } from './errors.js';
import type { Fields } from './values.js';

/** Deeper than any conversation, shallower than any runtime's stack. */
const MAX_DEPTH = 1000;

/** Characters that JSON escapes; `JSON.stringify` also escapes lone surrogates. */
// eslint-disable-next-line no-control-regex -- these are the characters
const NEEDS_ESCAPES = /["\\\u0000-\u001f\ud800-\udfff]/;

/**
 * Canonical JSON (RFC 8785): object keys in the order of their UTF-16 code units, no white space,
 * numbers and strings as `JSON.stringify` writes them. What JSON cannot hold is treated as
 * `JSON.stringify` treats it: `toJSON` is called, NaN becomes null, a function is left out.
 *
 * @throws OlarkPayloadError `OLARK_UNSERIALIZABLE` for a BigInt, a cycle or nesting deeper than 1,000 levels.
 *
 * @example
 * canonicalJson({ b: [1, 'x'], a: null }); // '{"a":null,"b":[1,"x"]}'
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0) ?? 'null';
}

/** `undefined` for what JSON leaves out. */
function write(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'bigint') throw unserializable('a BigInt');
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (depth === MAX_DEPTH) throw unserializable('a cycle or nesting deeper than 1,000 levels');
  if (hasToJson(value)) return write(value.toJSON(), depth + 1);
  return Array.isArray(value) ? writeArray(value, depth + 1) : writeObject(value as Fields, depth + 1);
}

function writeArray(items: readonly unknown[], depth: number): string {
  let text = '';
  for (const item of items) text += `${text && ','}${write(item, depth) ?? 'null'}`;
  return `[${text}]`;
}

function writeObject(object: Fields, depth: number): string {
  let text = '';
  for (const key of Object.keys(object).sort()) {
    const field = write(object[key], depth);
    if (field !== undefined) text += `${text && ','}${quote(key)}:${field}`;
  }
  return `{${text}}`;
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}

function quote(text: string): string {
  return NEEDS_ESCAPES.test(text) ? JSON.stringify(text) : `"${text}"`;
}

function unserializable(found: string): OlarkPayloadError {
  return new OlarkPayloadError(
    'OLARK_UNSERIALIZABLE',
    `The payload holds ${found}; it must be plain data to get content ids.`,
  );
}
