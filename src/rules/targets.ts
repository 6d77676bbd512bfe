import type { PayloadError } from '../common/errors.js';
import {
  countsAsValue,
  isEmpty,
  isObject,
  isPlainObject,
  isRecord,
  toId,
  UNSAFE_KEYS,
  type UnknownRecord,
} from '../common/values.js';

/**
 * What a place of an event takes from a rule. `fixed`: nothing. `id`: a usable id. `part`: a value that is removed if
 * it is an empty object. An object: an object that stays when it is empty, with what its fields take.
 */
export type Target = 'fixed' | 'id' | 'part' | { readonly [field: string]: Target };

/** What RudderStack needs in an event. Every other place takes any value, and can be removed. */
export const EVENT: Target = {
  type: 'fixed',
  messageId: 'fixed',
  rudderId: 'fixed',
  event: 'id',
  userId: 'id',
  groupId: 'id',
  context: { traits: {}, library: {}, integration: {}, page: 'part', os: 'part', browser: 'part' },
  traits: {},
  properties: {},
  integrations: {},
};

/** What a field of an object takes, given what the object takes. */
export function targetIn(target: Target | undefined, field: string | number): Target | undefined {
  return fieldOf(target, field) as Target | undefined;
}

/** An error that names the rule. */
export type RuleError = (problem: string, cause?: unknown) => PayloadError;

/** How a value is put in its place. */
export interface Fitting {
  readonly keepsEmptyStrings: boolean;
  /** Whether an object replaces the one that is there; otherwise its fields are added to that. */
  readonly isEdit: boolean;
  /** The error for a rule's value that does not fit; absent for a payload's value, which then sets nothing. */
  readonly error: RuleError | undefined;
}

/**
 * Returns what a place holds when it is given a value; `undefined` if it then holds nothing. It never writes to
 * `current`.
 *
 * @throws OlarkPayloadError `OLARK_INVALID_OPTION` if the place cannot take a rule's value: if a mask fails, the data
 * that it should hide must not be sent.
 */
export function fit(given: unknown, current: unknown, target: Target | undefined, fitting: Fitting): unknown {
  const misfit = (problem: string) => {
    if (fitting.error) throw fitting.error(problem);
    return current;
  };
  if (!isData(given)) return misfit('must give JSON data');
  if (target === 'id') {
    return toId(given) ?? misfit('must give a non-blank string or a finite number');
  }
  if (!countsAsValue(given, fitting.keepsEmptyStrings)) {
    return fitting.error ? emptied(current, target) : current;
  }
  if (target === 'part' && isPlainObject(given)) {
    const part = joined(given, undefined, target, fitting);
    return isEmpty(part) ? undefined : part;
  }
  if (typeof target !== 'object') return given;
  if (!isPlainObject(given)) return misfit('must give a plain object');
  return joined(given, fitting.isEdit ? emptied(current, target) : current, target, fitting);
}

/**
 * Copies `current` and adds the fields of `given`, which overwrite those that are there; a field that is null or
 * undefined removes one.
 */
function joined(given: UnknownRecord, current: unknown, target: Target, fitting: Fitting): UnknownRecord {
  const object = isRecord(current) ? { ...current } : {};
  for (const key of Object.keys(given)) {
    if (UNSAFE_KEYS.has(key)) continue;
    setField(object, key, fit(given[key] ?? null, fieldOf(object, key), targetIn(target, key), fitting));
  }
  return object;
}

/** An object's own field: an inherited one is not there. */
export function fieldOf(holder: unknown, key: string | number): unknown {
  return isObject(holder) && Object.hasOwn(holder, key) ? (holder as UnknownRecord)[key] : undefined;
}

/** Sets a field of an object that was made here, or removes it if the value is `undefined`. */
export function setField(object: UnknownRecord, key: string | number, value: unknown): UnknownRecord {
  if (value === undefined) Reflect.deleteProperty(object, key);
  else object[key] = value;
  return object;
}

/**
 * What is left if a value is removed: nothing or, for an object that must be there, an empty one with those that must
 * be in it.
 */
function emptied(current: unknown, target: Target | undefined): UnknownRecord | undefined {
  if (typeof target !== 'object' || !isRecord(current)) return undefined;
  const object: UnknownRecord = {};
  for (const key of Object.keys(target)) {
    const inner = emptied(current[key], targetIn(target, key));
    if (inner) object[key] = inner;
  }
  return object;
}

/** Whether an event can hold a value. What is inside the value is not checked. */
export function isData(value: unknown): boolean {
  const isScalar = typeof value === 'string' || typeof value === 'boolean' || value === null;
  return isScalar || Number.isFinite(value) || Array.isArray(value) || isPlainObject(value);
}
