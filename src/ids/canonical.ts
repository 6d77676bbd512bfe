import { unserializable } from '../common/errors.js';
import { stringify } from '../common/json.js';
import { isObject, setOwn, type UnknownRecord } from '../common/values.js';

/** Deeper than any conversation, shallower than any runtime's stack. */
const MAX_DEPTH = 1000;

/**
 * Writes JSON with the keys of every object sorted: first those that are array indices, by number, as JavaScript always
 * lists them; then the others, by their UTF-16 code units (as in RFC 8785). The rest is as `JSON.stringify` writes it:
 * no white space, `toJSON` is called, NaN becomes null, a function is left out.
 *
 * @throws OlarkPayloadError `OLARK_UNSERIALIZABLE` for a cycle, a BigInt or nesting deeper than 1,000 levels.
 *
 * @example
 * canonicalJson({ b: [1, 'x'], a: null }); // '{"a":null,"b":[1,"x"]}'
 */
export function canonicalJson(value: unknown): string {
  return stringify(isObject(value) ? ordered(value, 1) : value);
}

/** An object's keys as they came, and sorted. */
interface KeyOrder {
  readonly keys: readonly string[];
  readonly sorted: readonly string[];
}

/**
 * Copies a value so that the keys of each object are sorted; `JSON.stringify` keeps their order. `siblings` holds the
 * key orders seen in the same list: messages have one or two.
 */
function ordered(value: object, depth: number, siblings?: KeyOrder[]): unknown {
  if (depth > MAX_DEPTH) {
    throw unserializable();
  }
  if (hasToJson(value)) {
    const json = value.toJSON();
    return isObject(json) ? ordered(json, depth + 1) : json;
  }
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    const orders: KeyOrder[] = [];
    for (const item of value as readonly unknown[]) {
      copy.push(isObject(item) ? ordered(item, depth + 1, orders) : item);
    }
    return copy;
  }
  const keys = sortedKeys(value, siblings);
  // Nothing to sort; and a boxed primitive, which has no keys, must not become `{}`.
  if (keys.length === 0) return value;
  const copy: UnknownRecord = {};
  for (const key of keys) {
    const field = (value as UnknownRecord)[key];
    setOwn(copy, key, isObject(field) ? ordered(field, depth + 1) : field);
  }
  return copy;
}

function sortedKeys(value: object, siblings?: KeyOrder[]): readonly string[] {
  const keys = Object.keys(value);
  if (!siblings) return sort(keys);
  for (const order of siblings) if (isSame(order.keys, keys)) return order.sorted;
  const sorted = sort([...keys]);
  if (siblings.length < 4) siblings.push({ keys, sorted });
  return sorted;
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  let index = 0;
  while (index < a.length && a[index] === b[index]) index += 1;
  return index === a.length && index === b.length;
}

/** Sorts keys in place. Most objects have few keys, which insertion sorts in half the time of `sort`. */
function sort(keys: string[]): string[] {
  if (keys.length > 32) return keys.sort();
  for (let end = 1; end < keys.length; end += 1) {
    const key = String(keys[end]);
    let place = end;
    for (let before; place > 0 && key < (before = String(keys[place - 1])); place -= 1) keys[place] = before;
    keys[place] = key;
  }
  return keys;
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return typeof (value as { readonly toJSON?: unknown }).toJSON === 'function';
}
