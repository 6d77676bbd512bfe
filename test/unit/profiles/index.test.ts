import { expect, it } from 'vitest';

import type { Profile } from '../../../src/index.js';
import { profiles } from '../../../src/profiles/index.js';

it.each<{ profile: Profile; ids: string; takesEmptyStrings: boolean }>([
  { profile: 'documented', ids: 'content', takesEmptyStrings: false },
  { profile: 'rudder-transformer', ids: 'none', takesEmptyStrings: true },
  { profile: 'complete', ids: 'content', takesEmptyStrings: false },
  { profile: 'warehouse', ids: 'content', takesEmptyStrings: false },
])('the ids of $profile are $ids, and an empty string is a value: $takesEmptyStrings', (row) => {
  const { ids, isValue } = profiles[row.profile];
  expect({ ids, takesEmptyStrings: isValue('') }).toStrictEqual({
    ids: row.ids,
    takesEmptyStrings: row.takesEmptyStrings,
  });
});
