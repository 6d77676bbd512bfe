import { assertListable } from './lists.js';
import type { NamedField } from './types.js';

/** An object whose fields have not been looked at. */
export type UnknownRecord = Record<string, unknown>;

/** One of Olark's objects, before its fields have been checked. */
// oxlint-disable-next-line typescript/consistent-indexed-object-style -- a record cannot be optional
export type Unchecked<T> = { readonly [K in NamedField<T>]?: unknown };

/** Whether there is a value: not undefined, not null, and not an empty string. */
export function isPresent<T>(value: T): value is NonNullable<T> {
  return value !== undefined && value !== null && value !== '';
}

/** Whether there is a value, where an empty string is one: not undefined, not null. */
export function isSent<T>(value: T): value is NonNullable<T> {
  return value !== undefined && value !== null;
}

/** Whether a value is an object of any kind, lists included: not null, not a function. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Whether a value is an object with fields: not a list, not null, not a function. */
export function isRecord(value: unknown): value is UnknownRecord {
  return isObject(value) && !Array.isArray(value);
}

/** Whether a value is an object or a list with nothing in it. */
export function isEmpty(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 0;
}

/** Whether a value is a plain object, like `{…}`, from any realm: not a list, not an instance of a class. */
export function isPlainObject(value: unknown): value is UnknownRecord {
  if (!isRecord(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!isObject(prototype) || prototype === Object.prototype) return true;
  // Another realm's `Object.prototype`. The prototype of a `class extends null` has no `isPrototypeOf`.
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'isPrototypeOf');
}

/**
 * Whether a field is read from `Object.prototype`, where any code in the process may have put it: then every object
 * seems to have it.
 */
export function isOnObjectPrototype(value: unknown, key: string | number): boolean {
  if (!(key in Object.prototype)) return false;
  let owner: unknown = Object(value);
  while (owner !== Object.prototype && owner !== null) {
    if (Object.hasOwn(owner as object, key)) return false;
    owner = Object.getPrototypeOf(owner);
  }
  return true;
}

/** Whether an object has a field of its own or of its class. */
export function hasField(object: object, key: string): boolean {
  return key in object && !isOnObjectPrototype(object, key);
}

/** Reads a field that an object has of its own or of its class. */
export function readField(object: object, key: string): unknown {
  return isOnObjectPrototype(object, key) ? undefined : (object as UnknownRecord)[key];
}

/** Reads a field that an object or a list has of its own; `undefined` for any other field, and for anything else. */
export function ownField(holder: unknown, key: string | number): unknown {
  return isObject(holder) && Object.hasOwn(holder, key) ? (holder as UnknownRecord)[key] : undefined;
}

/**
 * Sets a field of an object that was made here. A plain assignment throws for the name of a field that a frozen
 * `Object.prototype` has, such as `toString`.
 */
export function setOwn(target: UnknownRecord, key: string | number, value: unknown): void {
  if (key in target && !Object.hasOwn(target, key)) {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else target[key] = value;
}

/**
 * Copies a value without what it would inherit if somebody has added fields to `Object.prototype`; otherwise returns
 * the value itself. `levels` is how deep its plain objects and lists are copied.
 */
export function withoutInherited(value: unknown, levels: number): unknown {
  return hasAdditions(Object.prototype) ? ownFields(value, levels) : value;
}

function hasAdditions(prototype: object): boolean {
  for (const _ in prototype) return true;
  return false;
}

function ownFields(value: unknown, levels: number): unknown {
  if (levels === 0) return value;
  if (Array.isArray(value)) {
    assertListable(value);
    return Array.from(value, (element) => ownFields(element, levels - 1));
  }
  if (!isPlainObject(value)) return value;
  const copy = Object.create(null) as UnknownRecord;
  for (const key of Object.keys(value)) copy[key] = ownFields(value[key], levels - 1);
  return copy;
}

/** The platform's tag, such as `Promise`: unlike `instanceof`, it knows other realms' classes. */
export function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

/** Controls, white space and the other invisible characters that RudderStack trims from an id. */
const BLANK = String.raw`\u034F\p{C}\p{Z}\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0`;

/** From the first visible character of an id to its last one. */
const VISIBLE = /* @__PURE__ */ new RegExp(`[^${BLANK}](?:.*[^${BLANK}])?`, 'su');

/**
 * An id as RudderStack accepts it: a string as it is, a finite number as a string. `undefined` for anything else, and
 * for a blank string, because RudderStack trims that and then refuses the whole batch.
 */
export function toId(value: unknown): string | undefined {
  if (typeof value === 'string') {
    // If the first character is printable ASCII, the slower test is not needed.
    return (value >= '!' && value < '\x7f') || VISIBLE.test(value) ? value : undefined;
  }
  return Number.isFinite(value) ? String(value) : undefined;
}

/**
 * An id without the invisible characters around it, as RudderStack's server reads it.
 *
 * @example
 * trimId(' v 1\u200b'); // 'v 1'
 */
export function trimId(id: string): string {
  return VISIBLE.exec(id)?.[0] ?? '';
}

/** Keys through which an assignment could reach an object's prototype. */
export const UNSAFE_KEYS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  '__proto__',
  'constructor',
  'prototype',
]);
