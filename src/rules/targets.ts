import type { PayloadError } from '../common/errors.js';
import {
  isPlainObject,
  isPresent,
  isRecord,
  toId,
  UNSAFE_KEYS,
  type UnknownRecord,
} from '../common/values.js';

/**
 * What a place of an event takes: nothing from a rule; a usable id; an object that goes when it is empty; an object that
 * stays, with what its fields take.
 */
export type Target = 'fixed' | 'id' | 'part' | { readonly [field: string]: Target };

/** What RudderStack needs in an event. Every other place takes any value, and can be taken away. */
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

/** What the field of an object takes, given what the object itself is. */
export function targetIn(target: Target | undefined, field: string | number): Target | undefined {
  return typeof target === 'object' && Object.hasOwn(target, field) ? target[field] : undefined;
}

/** An error that names the rule. */
export type RuleError = (problem: string, cause?: unknown) => PayloadError;

/** How a value is put in its place. */
export interface Fitting {
  readonly keepsEmptyStrings: boolean;
  /** Whether an object stands in place of the one that is there; its fields join those that are there otherwise. */
  readonly isEdit: boolean;
  /** The error where the value is the rule's; absent for one of the payload's, which sets nothing if it does not fit. */
  readonly error: RuleError | undefined;
}

/**
 * What stands at a place that is given a value; `undefined` where nothing does any more. Nothing is written to.
 *
 * @throws OlarkPayloadError `OLARK_INVALID_OPTION` where the place cannot take what a rule gives: a mask that failed
 * must not send what it was to hide.
 */
export function fit(given: unknown, current: unknown, target: Target | undefined, fitting: Fitting): unknown {
  const misfit = (problem: string) => {
    if (fitting.error) throw fitting.error(problem);
    return current;
  };
  if (!isData(given)) return misfit('must give JSON data; to leave a value as it is, return it');
  if (target === 'id') {
    return toId(given) ?? misfit('must give a non-blank string or a finite number');
  }
  if (!isPresent(given, fitting.keepsEmptyStrings)) return fitting.error ? emptied(current, target) : current;
  if (typeof target !== 'object') return given;
  if (!isPlainObject(given)) return misfit('must give a plain object');
  return joined(given, fitting.isEdit ? emptied(current, target) : current, target, fitting);
}

/** A copy of an object with the fields of another, which win; those that are null take away what is there. */
function joined(given: UnknownRecord, current: unknown, target: Target, fitting: Fitting): UnknownRecord {
  const object = isRecord(current) ? { ...current } : {};
  for (const key of Object.keys(given)) {
    if (UNSAFE_KEYS.has(key) || (fitting.isEdit && given[key] === undefined)) continue;
    setField(object, key, fit(given[key], object[key], targetIn(target, key), fitting));
  }
  return object;
}

/** Sets a field of an object that was made here, or takes it away where the value is `undefined`. */
export function setField(object: UnknownRecord, key: string | number, value: unknown): UnknownRecord {
  if (value === undefined) Reflect.deleteProperty(object, key);
  else object[key] = value;
  return object;
}

/** What is left where a value is taken away: of an object that must be there, that and those that must be in it. */
function emptied(current: unknown, target: Target | undefined): UnknownRecord | undefined {
  if (typeof target !== 'object' || !isRecord(current)) return undefined;
  const object: UnknownRecord = {};
  for (const key of Object.keys(target)) {
    const inner = emptied(current[key], targetIn(target, key));
    if (inner) object[key] = inner;
  }
  return object;
}

/** Whether a value can stand in an event, by itself: what is inside of it is not looked at. */
export function isData(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true;
  return Array.isArray(value) || isPlainObject(value);
}
