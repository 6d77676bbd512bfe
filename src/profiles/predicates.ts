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

/** Whether a value is the label of a browser or an operating system: a string that is not blank. */
export function isLabel(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
