import { OlarkPayloadError } from './errors.js';

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
  if (Array.isArray(value)) {
    return `[${Array.from(value, (item) => write(item, depth + 1) ?? 'null').join(',')}]`;
  }
  let fields = '';
  for (const [key, field] of Object.entries(value).sort(byKey)) {
    const text = write(field, depth + 1);
    if (text !== undefined) fields += `${fields && ','}${quote(key)}:${text}`;
  }
  return `{${fields}}`;
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
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
