import { isObject, isOnObjectPrototype, isPlainObject, type UnknownRecord } from '../common/values.js';

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
  if (isOnObjectPrototype(object, name)) return undefined;
  const method = (object as UnknownRecord)[name];
  return typeof method === 'function' ? (method as Method) : undefined;
}

/**
 * Awaits a value and its fields, and theirs, and drops what they reject with. Nobody else awaits a Promise that a rule
 * has refused, and Node.js ends the process at a rejection that nobody handles. `levels` is 3 because a Promise is
 * refused as deep as in the traits of a context.
 */
export function ignoreRejections(value: unknown, levels = 3): void {
  if (!isObject(value) && typeof value !== 'function') return;
  try {
    Promise.resolve(value).catch(() => undefined);
    if (levels > 1) for (const field of Object.values(value)) ignoreRejections(field, levels - 1);
  } catch {
    // It cannot be read, so nothing in it can be awaited either.
  }
}
