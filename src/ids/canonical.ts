import { PayloadError } from '../common/errors.js';
import type { Fields } from '../common/values.js';

/** Deeper than any conversation, shallower than any runtime's stack. */
const MAX_DEPTH = 1000;

/**
 * JSON with every object's keys in one order: those that are array indices by number, as JavaScript
 * always lists them, then the others by their UTF-16 code units (as in RFC 8785). The rest is as
 * `JSON.stringify` writes it: no white space, `toJSON` is called, NaN becomes null, a function is left out.
 *
 * @throws OlarkPayloadError `OLARK_UNSERIALIZABLE` for a cycle or nesting deeper than 1,000 levels.
 * @throws TypeError for a BigInt, as `JSON.stringify` does.
 *
 * @example
 * canonicalJson({ b: [1, 'x'], a: null }); // '{"a":null,"b":[1,"x"]}'
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(isObject(value) ? ordered(value, 1) : value);
}

/** A copy whose objects were built in the order of their keys, which is the order `JSON.stringify` keeps. */
function ordered(value: object, depth: number): unknown {
  if (depth > MAX_DEPTH) {
    const message =
      'The payload has a cycle or nesting deeper than 1,000 levels; content ids need plain data.';
    throw new PayloadError('OLARK_UNSERIALIZABLE', message);
  }
  if (hasToJson(value)) {
    const json = value.toJSON();
    return isObject(json) ? ordered(json, depth + 1) : json;
  }
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    for (const item of value as readonly unknown[]) {
      copy.push(isObject(item) ? ordered(item, depth + 1) : item);
    }
    return copy;
  }
  const keys = sorted(Object.keys(value));
  // A boxed primitive has no key and is not its own copy.
  if (keys.length === 0) return value;
  const copy: Fields = {};
  for (const key of keys) {
    const field = (value as Fields)[key];
    const inner = isObject(field) ? ordered(field, depth + 1) : field;
    if (key === '__proto__') Object.defineProperty(copy, key, { value: inner, enumerable: true });
    else copy[key] = inner;
  }
  return copy;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Sorts keys in place; the few of most objects by insertion, in half the time that `sort` takes. */
function sorted(keys: string[]): string[] {
  if (keys.length > 32) return keys.sort();
  for (const [end, key] of keys.entries()) {
    let place = end;
    while (place > 0) {
      const before = keys[place - 1];
      if (before === undefined || before < key) break;
      keys[place] = before;
      place -= 1;
    }
    keys[place] = key;
  }
  return keys;
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return typeof (value as { readonly toJSON?: unknown }).toJSON === 'function';
}
