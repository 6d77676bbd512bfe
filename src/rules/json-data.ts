import { isObject, isPlainObject, readField, type UnknownRecord } from '../common/values.js';

/**
 * Whether a value is JSON data, as far as one sees without looking inside: text, a finite number, a boolean, null, a
 * list or a plain object. What can be awaited, or writes itself with `toJSON`, is none.
 *
 * @example
 * isJsonData({ a: 1 }); // true
 * isJsonData(new Date()); // false
 */
export function isJsonData(value: unknown): boolean {
  if (isObject(value)) {
    const isListOrObject = Array.isArray(value) || isPlainObject(value);
    return isListOrObject && !methodOf(value, 'then') && !methodOf(value, 'toJSON');
  }
  return typeof value === 'string' || typeof value === 'boolean' || value === null || Number.isFinite(value);
}

/**
 * Returns what `JSON.stringify` would write in place of a value: what its `toJSON` returns or, without that method,
 * the value itself. Changing a copy that has kept its `toJSON` would change nothing that is sent.
 */
export function toJsonValue(value: unknown): unknown {
  const toJSON = isObject(value) && methodOf(value, 'toJSON');
  if (!toJSON) return value;
  const json = toJSON.call(value, '');
  if (!isObject(json) || !methodOf(json, 'toJSON')) return json;
  // `JSON.stringify` does not call the method again.
  if (Array.isArray(json)) return Array.from<unknown>(json);
  const { toJSON: _, ...fields } = json as UnknownRecord;
  return fields;
}

type Method = (this: object, key: string) => unknown;

/** A method of the object itself or of its class. */
function methodOf(object: object, name: 'then' | 'toJSON'): Method | undefined {
  const method = readField(object, name);
  return typeof method === 'function' ? (method as Method) : undefined;
}

/** More than any options or result of a rule hold. */
const MOST_OBJECTS = 100_000;

/**
 * Awaits whatever can be awaited in a value, and drops what it rejects with. Nobody else awaits a Promise that was
 * refused, and Node.js ends the process at a rejection that nobody handles. The only getter that it calls is `then`.
 */
export function ignoreRejections(value: unknown): void {
  const seen = new Set<object>();
  const waiting: unknown[] = [value];
  while (waiting.length > 0 && seen.size < MOST_OBJECTS) {
    const next = waiting.pop();
    if ((!isObject(next) && typeof next !== 'function') || seen.has(next)) continue;
    seen.add(next);
    try {
      if (next instanceof Map || next instanceof Set) waiting.push([...next]);
      if (ArrayBuffer.isView(next)) continue;
      for (const key of Reflect.ownKeys(next)) {
        waiting.push(Object.getOwnPropertyDescriptor(next, key)?.value);
      }
      ignoreRejection(next);
    } catch {
      // It cannot be read, so nothing in it can be awaited either.
    }
  }
}

function ignoreRejection(value: object): void {
  // A Promise may have methods of its own; anything else may have a `then`.
  if (value instanceof Promise) void Promise.prototype.then.call(value, undefined, () => undefined);
  else if (methodOf(value, 'then')) Promise.resolve(value).catch(() => undefined);
}
