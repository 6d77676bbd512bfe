import { stringify } from '../common/json.js';
import { isEmpty, isObject, type NamedField } from '../common/values.js';

/** One of Olark's objects, of whose fields nothing is known until they have been looked at. */
// eslint-disable-next-line @typescript-eslint/consistent-indexed-object-style -- a record cannot be optional
export type Unchecked<T> = { readonly [K in NamedField<T>]?: unknown };

/** Whether a value fits a column of text: a string, or a finite number as one. */
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

/** An object or a list as a column of JSON text; `undefined` for anything else and for an empty one. */
export function jsonText(value: unknown): string | undefined {
  return isObject(value) && !isEmpty(value) ? stringify(value) : undefined;
}
