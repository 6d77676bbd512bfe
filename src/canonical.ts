import { OlarkPayloadError } from './errors.js';
import type { Fields } from './values.js';

/** Deeper than any conversation, shallower than any runtime's stack. */
const MAX_DEPTH = 1000;

/**
 * JSON with every object's keys in one order: those that are array indices by number, as JavaScript
 * always lists them, then the others by their UTF-16 code units (as in RFC 8785). The rest is as
 * `JSON.stringify` writes it: no white space, `toJSON` is called, NaN becomes null, a function is left out.
 *
 * @throws OlarkPayloadError `OLARK_UNSERIALIZABLE` for a BigInt, a cycle or nesting deeper than 1,000 levels.
 *
 * @example
 * canonicalJson({ b: [1, 'x'], a: null }); // '{"a":null,"b":[1,"x"]}'
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(ordered(value, 0));
}

/** A copy whose objects were built in the order of their keys, which is the order `JSON.stringify` keeps. */
function ordered(value: unknown, depth: number): unknown {
  if (typeof value === 'bigint') throw unserializable('a BigInt');
  if (typeof value !== 'object' || value === null) return value;
  if (depth === MAX_DEPTH) throw unserializable('a cycle or nesting deeper than 1,000 levels');
  if (hasToJson(value)) return ordered(value.toJSON(), depth + 1);
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    for (const item of value as readonly unknown[]) copy.push(ordered(item, depth + 1));
    return copy;
  }
  const keys = Object.keys(value);
  // A boxed primitive has no key and is not its own copy.
  if (keys.length === 0) return value;
  const copy: Fields = {};
  for (const key of keys.sort()) {
    const field = ordered((value as Fields)[key], depth + 1);
    if (key === '__proto__') Object.defineProperty(copy, key, { value: field, enumerable: true });
    else copy[key] = field;
  }
  return copy;
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}

function unserializable(found: string): OlarkPayloadError {
  return new OlarkPayloadError(
    'OLARK_UNSERIALIZABLE',
    `The payload holds ${found}; it must be plain data to get content ids.`,
  );
}
