import { type Fields, has, UNSAFE_KEYS } from '../common/values.js';

/**
 * Adds every field of an object that a profile does not map by name. Where the key is taken, the field gets a
 * prefix, whatever order the keys come in: `visitor_name`; where that is taken too, also a number.
 *
 * The keys `__proto__`, `constructor` and `prototype` are never copied.
 */
export function addRemainingFields(
  target: Fields,
  source: Readonly<Fields>,
  mapped: ReadonlySet<string>,
  prefix: string,
  isTaken = (key: string) => Object.hasOwn(target, key),
): void {
  const taken: string[] = [];
  const others = Object.keys(source).filter(
    (key) => !mapped.has(key) && has(source[key]) && !UNSAFE_KEYS.has(key),
  );
  for (const key of others.sort()) {
    if (isTaken(key)) taken.push(key);
    else target[key] = source[key];
  }
  let number = 1;
  for (const key of taken) {
    let free = prefix + key;
    while (isTaken(free)) free = `${prefix}${key}_${String((number += 1))}`;
    target[free] = source[key];
  }
}
