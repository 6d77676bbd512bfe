import { isEmpty, isPresent, setOwn, UNSAFE_KEYS, type UnknownRecord } from '../common/values.js';
import { freeNames } from './free-names.js';

/** Returns what is left of a field's value: all of it, a part, or nothing (`undefined`). */
export type LeftOver = (value: unknown) => unknown;

/**
 * What is left of a field's value after a profile has put it into the field's own place. `complete` passes that on
 * under the field's name, `warehouse` in `otherFields`.
 */
export interface LeftOvers {
  readonly complete: LeftOver;
  readonly warehouse: LeftOver;
}

/** What the profiles leave of the fields that they know. All of any other field is left. */
export type NamedFields = ReadonlyMap<string, LeftOvers>;

/**
 * What the columns of `warehouse` leave of an object's fields: by the same keys, in the same order; `undefined` if
 * nothing is left.
 */
export function otherFields(source: UnknownRecord, named: NamedFields): UnknownRecord | undefined {
  let others: UnknownRecord | undefined;
  for (const key of Object.keys(source)) {
    const field = named.get(key);
    const left = field ? field.warehouse(source[key]) : source[key];
    if (isPresent(left) && !isEmpty(left)) (others ??= Object.create(null) as UnknownRecord)[key] = left;
  }
  return others;
}

/**
 * Adds what `complete` leaves of an object's fields, except the keys `__proto__`, `constructor` and `prototype`. A
 * field whose key the event has already gets a prefix, `visitor_name`; if a field of that name was sent, also a number.
 */
export function addOtherFields(
  target: UnknownRecord,
  source: UnknownRecord,
  named: NamedFields,
  prefix: string,
): void {
  let displaced: Map<string, unknown> | undefined;
  for (const key of Object.keys(source)) {
    const field = named.get(key);
    const left = field ? field.complete(source[key]) : source[key];
    if (!isPresent(left) || UNSAFE_KEYS.has(key)) continue;
    if (Object.hasOwn(target, key)) (displaced ??= new Map<string, unknown>()).set(key, left);
    else setOwn(target, key, left);
  }
  if (!displaced) return;
  // Last, because a field that can keep its name does.
  const names = freeNames(
    [...displaced.keys()],
    (key) => prefix + key,
    (name) => Object.hasOwn(target, name),
  );
  for (const [key, name] of names) setOwn(target, name, displaced.get(key));
}
