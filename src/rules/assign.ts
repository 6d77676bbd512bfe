import type { IsValue } from '../common/types.js';
import {
  isEmpty,
  isPlainObject,
  isRecord,
  ownField,
  toId,
  UNSAFE_KEYS,
  type UnknownRecord,
} from '../common/values.js';
import type { Copies } from './copies.js';
import { setOrRemove } from './fields.js';
import { isJsonData, toJsonValue } from './json-data.js';
import { type Target, targetIn } from './targets.js';

/** How a rule gives a value to its target. */
export interface Assignment {
  readonly isValue: IsValue;
  /** Whether an object stands in place of the one that is there. Otherwise its fields join those that are there. */
  readonly replaces: boolean;
  /** Throws for a rule's value that the target cannot take; absent for a payload's, which then sets nothing. */
  readonly refuse: ((problem: string) => never) | undefined;
  readonly copies: Copies;
}

/**
 * Returns what a target holds after a value was given to it; `undefined` if that is nothing. It writes to `current`
 * only if that is one of the run's copies.
 *
 * @throws what `refuse` throws: if a mask fails, the data that it should hide must not be sent.
 */
export function assign(given: unknown, current: unknown, target: Target, assignment: Assignment): unknown {
  const { isValue, replaces, refuse } = assignment;
  if (!isJsonData(given)) {
    refuse?.('must give JSON data');
    return current;
  }
  if (target.takes === 'id') {
    const id = toId(given);
    if (id === undefined) refuse?.('must give a non-blank string or a finite number');
    return id ?? current;
  }
  if (!isValue(given)) return refuse ? cleared(current, target) : current;
  if (target.takes === 'part') {
    const part = isPlainObject(given) ? merge(given, {}, target, assignment) : given;
    return isEmpty(part) ? undefined : part;
  }
  if (target.takes !== 'object') return given;
  if (!isPlainObject(given)) {
    refuse?.('must give a plain object');
    return current;
  }
  return merge(given, replaces ? cleared(current, target) : current, target, assignment);
}

/** Adds the fields of an object to those of another, and removes each field that is given null or undefined. */
function merge(
  given: UnknownRecord,
  current: unknown,
  target: Target,
  assignment: Assignment,
): UnknownRecord {
  const before = toJsonValue(current);
  const object = assignment.copies.ofObject(isRecord(before) ? before : {});
  for (const key of Object.keys(given)) {
    if (UNSAFE_KEYS.has(key)) continue;
    const field = assign(given[key] ?? null, ownField(object, key), targetIn(target, key), assignment);
    setOrRemove(object, key, field);
  }
  return object;
}

/**
 * Returns what is left of a value that is removed: nothing or, for an object that must be there, an empty one with
 * those that must be in it.
 */
function cleared(current: unknown, target: Target): UnknownRecord | undefined {
  if (target.takes !== 'object' || !isRecord(current)) return undefined;
  const object: UnknownRecord = {};
  for (const [key, inner] of Object.entries(target.fields ?? {})) {
    const field = cleared(ownField(current, key), inner);
    if (field) setOrRemove(object, key, field);
  }
  return object;
}
