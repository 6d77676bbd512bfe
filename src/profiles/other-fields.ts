import { isEmpty, isPresent, setOwn, UNSAFE_KEYS, type UnknownRecord } from '../common/values.js';
import type { FieldPlan, FieldPlans } from './named-fields.js';

/**
 * What is left of an object's fields after a profile has put them into their own places: by the same keys, in the same
 * order; `undefined` if nothing is left. `complete` copies the rest into an event, so it leaves out the keys
 * `__proto__`, `constructor` and `prototype`.
 */
export function otherFields(
  source: UnknownRecord,
  plans: FieldPlans,
  profile: keyof FieldPlan,
): UnknownRecord | undefined {
  let others: UnknownRecord | undefined;
  for (const key of Object.keys(source)) {
    const plan = plans.get(key);
    const rest = plan ? plan[profile](source[key]) : source[key];
    if (!isPresent(rest)) continue;
    if (profile === 'complete' ? UNSAFE_KEYS.has(key) : isEmpty(rest)) continue;
    setOwn((others ??= {}), key, rest);
  }
  return others;
}

/**
 * Adds the fields that `complete` has no place for. If a key is taken, the field gets a prefix, `visitor_name`; if that
 * is taken too, also a number. The order of the keys does not matter.
 */
export function addOtherFields(
  target: UnknownRecord,
  source: UnknownRecord,
  plans: FieldPlans,
  prefix: string,
): void {
  const others = otherFields(source, plans, 'complete');
  const taken: string[] = [];
  for (const key in others) {
    if (Object.hasOwn(target, key)) taken.push(key);
    else target[key] = others[key];
  }
  let number = 1;
  for (const key of taken) {
    let free = prefix + key;
    while (Object.hasOwn(target, free)) free = `${prefix}${key}_${String((number += 1))}`;
    target[free] = others?.[key];
  }
}
