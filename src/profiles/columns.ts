import { stringify } from '../common/json.js';
import { isEmpty, isObject } from '../common/values.js';

/** Whether a value fits a column of text: a string that is not empty, or a finite number. */
export function isText(value: unknown): value is string | number {
  return typeof value === 'string' ? value !== '' : Number.isFinite(value);
}

/** Whether a value fits a column of whole numbers. */
export function isWholeNumber(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** Whether a value fits a column of booleans. */
export function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

/** Whether a value fits a column that takes a list. */
export function isList<T>(value: T): value is T & unknown[] {
  return Array.isArray(value) && value.length > 0;
}

/** Writes an object or a list as JSON text; `undefined` for an empty one and for anything else. */
export function jsonText(value: unknown): string | undefined {
  return isObject(value) && !isEmpty(value) ? stringify(value) : undefined;
}
