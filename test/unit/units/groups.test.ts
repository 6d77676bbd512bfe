import { expect, it } from 'vitest';

import { groupProperties, groupTraits } from '../../../src/mappers.js';

it.each([
  [{ kind: 'Group', name: 'Sales', queue: 'vip' }, { name: 'Sales' }, { kind: 'Group' }],
  [{}, {}, undefined],
  [{ kind: null, name: null }, {}, undefined],
  [{ kind: '', name: '' }, {}, undefined],
])('the group %j has the traits %j and the properties %j', (group, traits, properties) => {
  expect(groupTraits({ id: 'g1', ...group })).toStrictEqual(traits);
  expect(groupProperties({ id: 'g1', ...group })).toStrictEqual(properties);
});
