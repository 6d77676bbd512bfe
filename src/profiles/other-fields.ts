import { isEmpty, isPresent, UNSAFE_KEYS, type UnknownRecord } from '../common/values.js';
import type { FieldPlans } from './named-fields.js';

/**
 * What the columns of `warehouse` leave of an object's fields: by the same keys, in the same order; `undefined` if
 * nothing is left.
 */
export function otherFields(source: UnknownRecord, plans: FieldPlans): UnknownRecord | undefined {
  let others: UnknownRecord | undefined;
  for (const key of Object.keys(source)) {
    const plan = plans.get(key);
    const rest = plan ? plan.warehouse(source[key]) : source[key];
    if (isPresent(rest) && !isEmpty(rest)) (others ??= Object.create(null) as UnknownRecord)[key] = rest;
  }
  return others;
}

/**
 * Adds the fields that `complete` has no place for, except the keys `__proto__`, `constructor` and `prototype`. If a
 * key is taken, the field gets a prefix, `visitor_name`; if that is taken too, also a number. The order of the keys
 * does not matter.
 */
export function addOtherFields(
  target: UnknownRecord,
  source: UnknownRecord,
  plans: FieldPlans,
  prefix: string,
): void {
  const taken: string[] = [];
  for (const key of Object.keys(source)) {
    const plan = plans.get(key);
    const rest = plan ? plan.complete?.(source[key]) : source[key];
    if (!isPresent(rest) || UNSAFE_KEYS.has(key)) continue;
    if (Object.hasOwn(target, key)) taken.push(key);
    else target[key] = rest;
  }
  let number = 1;
  for (const key of taken) {
    let free = prefix + key;
    while (Object.hasOwn(target, free)) free = `${prefix}${key}_${String((number += 1))}`;
    target[free] = source[key];
  }
}
