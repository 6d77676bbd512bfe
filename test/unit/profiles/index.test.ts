import { expect, it } from 'vitest';

import type { Profile } from '../../../src/index.js';
import { profiles } from '../../../src/profiles/index.js';

it.each<{ profile: Profile; ids: string; keepsEmptyStrings: boolean }>([
  { profile: 'documented', ids: 'content', keepsEmptyStrings: false },
  { profile: 'rudder-transformer', ids: 'none', keepsEmptyStrings: true },
  { profile: 'complete', ids: 'content', keepsEmptyStrings: false },
  { profile: 'warehouse', ids: 'content', keepsEmptyStrings: false },
])('the ids of $profile are $ids, and it keeps empty strings: $keepsEmptyStrings', (row) => {
  const { ids, keepsEmptyStrings } = profiles[row.profile];
  expect({ ids, keepsEmptyStrings }).toStrictEqual({
    ids: row.ids,
    keepsEmptyStrings: row.keepsEmptyStrings,
  });
});
