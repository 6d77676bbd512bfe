/**
 * Finds a name for each key that cannot keep its own: the name that is wanted for it or, if that is taken, the first
 * with a number behind it that is not. The numbers are counted for each wanted name by itself, and the order in which
 * the keys come changes no name.
 *
 * @example
 * freeNames(['name'], (key) => `visitor_${key}`, (name) => name === 'visitor_name').get('name'); // 'visitor_name_2'
 */
export function freeNames(
  keys: readonly string[],
  wantedName: (key: string) => string,
  isTaken: (name: string) => boolean,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const given = new Set<string>();
  // Without them, a thousand keys that want one name would be a million trials.
  const lastNumbers = new Map<string, number>();
  for (const key of [...keys].sort()) {
    const wanted = wantedName(key);
    let number = lastNumbers.get(wanted) ?? 0;
    let name: string;
    do {
      number += 1;
      name = number === 1 ? wanted : `${wanted}_${String(number)}`;
    } while (isTaken(name) || given.has(name));
    lastNumbers.set(wanted, number);
    given.add(name);
    names.set(key, name);
  }
  return names;
}
