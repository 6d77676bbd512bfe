import { expect, it } from 'vitest';

import { groupProperties, groupTraits } from '../../../src/mappers/index.js';

const group = { kind: 'Group', id: 'g1', name: 'Sales', queue: 'vip' };

it('groupTraits has the name', () => {
  expect(groupTraits(group)).toStrictEqual({ name: 'Sales' });
});

it.each([{ id: 'g1' }, { id: 'g1', name: null }, { id: 'g1', name: '' }])(
  'groupTraits of %j is empty',
  (nameless) => {
    expect(groupTraits(nameless)).toStrictEqual({});
  },
);

it('groupProperties has the kind', () => {
  expect(groupProperties(group)).toStrictEqual({ kind: 'Group' });
});

it.each([{ id: 'g1' }, { id: 'g1', kind: null }, { id: 'g1', kind: '' }])(
  'groupProperties of %j is absent',
  (plain) => {
    expect(groupProperties(plain)).toBeUndefined();
  },
);
