import { isObject, isPlainObject } from '../common/values.js';

/**
 * What an event can hold of a value: a list, a plain object or a scalar of JSON. An instance of a class becomes a plain
 * object with its fields. `undefined` for anything that JSON does not have, such as a function or NaN.
 */
export function toData(value: unknown): unknown {
  if (isObject(value)) return Array.isArray(value) || isPlainObject(value) ? value : { ...value };
  const isScalar = typeof value === 'string' || typeof value === 'boolean' || value === null;
  return isScalar || Number.isFinite(value) ? value : undefined;
}

/**
 * Reads text that holds a JSON object, list or string, as the columns of `warehouse` do; `undefined` for other text.
 *
 * @example
 * parseJsonText('{"plan":"gold"}'); // { plan: 'gold' }
 * parseJsonText('{plan}'); // undefined
 */
export function parseJsonText(text: string): unknown {
  if (!/^[ \t\n\r]*["[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Writes JSON text; `undefined` if there is no value, or if it is too deep to write. */
export function writeJsonText(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
