import { isPresent, UNSAFE_KEYS, type UnknownRecord } from '../common/values.js';

/**
 * Adds every field of an object that has no place of its own in the event. Where the key is taken, the field gets a
 * prefix, whatever order the keys come in: `visitor_name`; where that is taken too, also a number.
 *
 * The keys `__proto__`, `constructor` and `prototype` are never copied.
 */
export function addRemainingFields(
  target: UnknownRecord,
  source: Readonly<UnknownRecord>,
  placed: ReadonlySet<string>,
  prefix: string,
): void {
  let taken: string[] | undefined;
  for (const key of Object.keys(source)) {
    if (placed.has(key) || !isPresent(source[key]) || UNSAFE_KEYS.has(key)) continue;
    if (Object.hasOwn(target, key)) (taken ??= []).push(key);
    else target[key] = source[key];
  }
  let number = 1;
  for (const key of taken ?? []) {
    let free = prefix + key;
    while (Object.hasOwn(target, free)) free = `${prefix}${key}_${String((number += 1))}`;
    target[free] = source[key];
  }
}
