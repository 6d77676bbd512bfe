import { unserializable } from '../common/errors.js';
import { MAX_DEPTH, stringify } from '../common/json.js';
import { assertListable } from '../common/lists.js';
import { isObject, isPlainObject, setOwn, type UnknownRecord } from '../common/values.js';

/**
 * Writes JSON with the keys of every object sorted: first those that are array indices, by number, as JavaScript always
 * lists them; then the others, by their UTF-16 code units (as in RFC 8785). The rest is as `JSON.stringify` writes it:
 * no white space, `toJSON` is called, NaN becomes null, a function is left out. Nothing that stands on
 * `Object.prototype` counts.
 *
 * @throws OlarkPayloadError `OLARK_UNSERIALIZABLE` for a cycle, a BigInt or nesting deeper than 1,000 levels.
 *
 * @example
 * canonicalJson({ b: [1, 'x'], a: null }); // '{"a":null,"b":[1,"x"]}'
 */
export function canonicalJson(value: unknown): string {
  return stringify(withSortedKeys(value, 1));
}

/** Copies a value so that the keys of each object are sorted; `JSON.stringify` keeps their order. */
function withSortedKeys(value: unknown, depth: number): unknown {
  if (!isObject(value)) return value;
  if (depth > MAX_DEPTH) throw unserializable();
  const { toJSON } = value as { readonly toJSON?: unknown };
  if (typeof toJSON === 'function' && toJSON !== inheritedToJSON()) {
    return withSortedKeys(toJSON.call(value), depth + 1);
  }
  if (Array.isArray(value)) {
    assertListable(value);
    const list: unknown[] = [];
    for (const element of value as readonly unknown[]) list.push(withSortedKeys(element, depth + 1));
    return withoutToJSON(list);
  }
  const keys = Object.keys(value);
  // A boxed primitive has no keys, and must not become `{}`.
  if (keys.length === 0) return isPlainObject(value) ? withoutToJSON({}) : value;
  const copy: UnknownRecord = {};
  for (const key of sortNames(keys)) {
    setOwn(copy, key, withSortedKeys((value as UnknownRecord)[key], depth + 1));
  }
  return withoutToJSON(copy);
}

/** What somebody may have put on `Object.prototype`. */
function inheritedToJSON(): unknown {
  return (Object.prototype as { readonly toJSON?: unknown }).toJSON;
}

/** Keeps `JSON.stringify` from calling a `toJSON` that stands on `Object.prototype`. */
function withoutToJSON(copy: object): object {
  return inheritedToJSON() === undefined ? copy : (Object.setPrototypeOf(copy, null) as object);
}

/** Sorts names in place. For the few that an object has, insertion takes a third of the time of `sort`. */
function sortNames(names: string[]): string[] {
  if (names.length > 40) return names.sort();
  for (let end = 1; end < names.length; end += 1) {
    const name = String(names[end]);
    let index = end;
    for (; index > 0 && String(names[index - 1]) > name; index -= 1) names[index] = String(names[index - 1]);
    names[index] = name;
  }
  return names;
}
