import { type Fields, has, UNSAFE_KEYS } from '../common/values.js';

/**
 * Adds every field of an object that a profile does not map by name. One whose key is taken goes beside it
 * under a prefixed key, whatever order the keys come in: `visitor_name`.
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
  for (const key of taken) {
    let free = prefix + key;
    while (isTaken(free)) free = prefix + free;
    target[free] = source[key];
  }
}
