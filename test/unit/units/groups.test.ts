import { expect, it } from 'vitest';

import type { OlarkGroup } from '../../../src/index.js';
import { groupProperties, groupTraits } from '../../../src/mappers.js';

it.each<{ name: string; group: OlarkGroup; traits: object; properties: object | undefined }>([
  {
    name: 'a name and a kind',
    group: { id: 'g1', kind: 'Group', name: 'Sales', queue: 'vip' },
    traits: { name: 'Sales' },
    properties: { kind: 'Group' },
  },
  { name: 'neither', group: { id: 'g1' }, traits: {}, properties: undefined },
  { name: 'null', group: { id: 'g1', kind: null, name: null }, traits: {}, properties: undefined },
  { name: 'empty strings', group: { id: 'g1', kind: '', name: '' }, traits: {}, properties: undefined },
])('groupTraits has the name and groupProperties the kind of a group with $name', (row) => {
  expect(groupTraits(row.group)).toStrictEqual(row.traits);
  expect(groupProperties(row.group)).toStrictEqual(row.properties);
});
