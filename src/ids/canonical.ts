import { unserializable } from '../common/errors.js';
import { stringify } from '../common/json.js';
import { isEmpty, isObject, type UnknownRecord } from '../common/values.js';
import { type Shape, SHAPES } from './shapes.js';

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
  return stringify(ordered(value, 1, SHAPES.get('conversation')));
}

/**
 * Copies a value so that the keys of each object are sorted; `JSON.stringify` keeps their order. `shape` is what the
 * objects in the value probably look like.
 */
function ordered(value: unknown, depth: number, shape: Shape | undefined): unknown {
  if (!isObject(value)) return value;
  if (depth > MAX_DEPTH) throw unserializable();
  let copy = shaped(value as UnknownRecord, shape);
  if (!copy) {
    const { toJSON } = value as { readonly toJSON?: unknown };
    if (typeof toJSON === 'function') return ordered(toJSON.call(value), depth + 1, shape);
    if (Array.isArray(value)) {
      const list: unknown[] = [];
      for (const item of value as readonly unknown[]) list.push(ordered(item, depth + 1, shape));
      return list;
    }
    copy = sorted(value as UnknownRecord);
    // A boxed primitive, which has no keys, must not become `{}`; nor is what an object inherits its own.
    if (isEmpty(copy)) return value;
  }
  for (const key in copy) {
    const field = copy[key];
    if (isObject(field)) copy[key] = ordered(field, depth + 1, SHAPES.get(key) ?? shape);
  }
  return copy;
}

/** The copy that a shape gives; `undefined` if the value has other fields, or is no plain object. */
function shaped(value: UnknownRecord, shape: Shape | undefined): UnknownRecord | undefined {
  if (!shape || Object.getPrototypeOf(value) !== Object.prototype) return undefined;
  const copy = shape(value);
  let count = 0;
  for (const key in copy) if (copy[key] !== undefined) count += 1;
  return count === Object.keys(value).length ? copy : undefined;
}

function sorted(value: UnknownRecord): UnknownRecord {
  // Without a prototype, `__proto__` is a key like any other.
  const copy = (Object.hasOwn(value, '__proto__') ? Object.create(null) : {}) as UnknownRecord;
  for (const key of Object.keys(value).sort()) copy[key] = value[key];
  return copy;
}
