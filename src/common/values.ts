/** An object by its fields. */
export type Fields = Record<string, unknown>;

/** Whether a profile takes an empty string for a value or, like `null`, for none. */
export type EmptyStrings = 'absent' | 'kept';

/** Whether there is a value: not undefined, not null, and not an empty string unless those are kept. */
export function has<T>(value: T, emptyStrings: EmptyStrings = 'absent'): value is NonNullable<T> {
  return value !== undefined && value !== null && (value !== '' || emptyStrings === 'kept');
}

/** Whether a value is an object of any kind, arrays included: no function, not null. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Whether a value is an object with fields: no array, no function, not null. */
export function isRecord(value: unknown): value is Fields {
  return isObject(value) && !Array.isArray(value);
}

/** The platform's tag, `Promise`: unlike `instanceof`, it knows another realm's classes and another package's. */
export function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

/**
 * An id as RudderStack takes it: a non-empty string as it is, a finite number as a string; `undefined` for
 * anything else.
 */
export function toId(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

/** The words of a text, without order. */
export function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/** Keys through which an assignment could reach an object's prototype. */
export const UNSAFE_KEYS = /* @__PURE__ */ words('__proto__ constructor prototype');
