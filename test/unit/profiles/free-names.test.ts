import fc from 'fast-check';
import { expect, it } from 'vitest';

import { freeNames } from '../../../src/profiles/free-names.js';

const inUpperCase = (key: string) => key.toUpperCase();

it.each<{ name: string; keys: string[]; taken: string[]; names: Record<string, string> }>([
  { name: 'the name that is wanted, if it is free', keys: ['a', 'b'], taken: [], names: { a: 'A', b: 'B' } },
  { name: 'a number, if it is taken', keys: ['a'], taken: ['A'], names: { a: 'A_2' } },
  {
    name: 'the first number that is free',
    keys: ['a'],
    taken: ['A', 'A_2', 'A_3', 'A_5'],
    names: { a: 'A_4' },
  },
  {
    name: 'numbers that are counted for each wanted name by itself',
    keys: ['a', 'b'],
    taken: ['A', 'B'],
    names: { a: 'A_2', b: 'B_2' },
  },
  {
    name: 'different names to keys that want the same, in the order of their characters',
    keys: ['é', 'É', 'É_2'],
    taken: [],
    names: { É: 'É', É_2: 'É_2', é: 'É_3' },
  },
])('freeNames gives $name', ({ keys, taken, names }) => {
  for (const list of [keys, [...keys].reverse()]) {
    const found = freeNames(list, inUpperCase, (name) => taken.includes(name));
    expect(Object.fromEntries(found)).toStrictEqual(names);
  }
});

it('freeNames gives no name twice, none that is taken, and the same in whatever order the keys come', () => {
  const word = fc.stringMatching(/^[ab]_?[23]?$/);
  const words = fc.uniqueArray(word, { maxLength: 8 });
  const wantedName = (key: string) => key.replaceAll('b', 'a');
  const input = fc.tuple(words, words).chain(([keys, taken]) =>
    fc.record({
      keys: fc.constant(keys),
      shuffled: fc.shuffledSubarray(keys, { minLength: keys.length, maxLength: keys.length }),
      taken: fc.constant(taken),
    }),
  );
  fc.assert(
    fc.property(input, ({ keys, shuffled, taken }) => {
      const names = freeNames(keys, wantedName, (name) => taken.includes(name));
      const values = [...names.values()];
      expect(new Set(values).size).toBe(keys.length);
      expect(values.filter((name) => taken.includes(name))).toStrictEqual([]);
      expect(freeNames(shuffled, wantedName, (name) => taken.includes(name))).toStrictEqual(names);
    }),
  );
});

it('freeNames takes linear time for keys that all want one name', () => {
  const keys = Array.from({ length: 50_000 }, (_, index) => String(index));
  const names = freeNames(
    keys,
    () => 'x',
    (name) => name === 'x_2',
  );
  expect(new Set(names.values()).size).toBe(50_000);
});
