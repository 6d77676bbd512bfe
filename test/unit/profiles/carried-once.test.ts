import { expect, it } from 'vitest';

import { PROFILES } from '../../support/fixtures.js';
import { placesOf, trials } from '../../support/mapping-table.js';

const FACTS =
  `messageCount visitorMessageCount operatorMessageCount isOffline firstResponderId startedAt endedAt
  durationSeconds firstResponseSeconds averageResponseSeconds`.split(/\s+/);

it('an event carries a field in one place, except what is computed from it and the hosted source’s `ip`', () => {
  const found = PROFILES.flatMap((profile) =>
    (['track', 'group'] as const).flatMap((type) =>
      trials[type]
        .filter(({ note }) => note === undefined)
        .map((trial) => ({
          field: `${profile}, ${type}: ${trial.path.join('.')}`,
          places: placesOf(trial, profile, type).sort(),
        })),
    ),
  );
  const several = found.filter(({ places }) => places.length > 1);
  expect(Object.fromEntries(several.map(({ field, places }) => [field, places]))).toStrictEqual({
    'rudder-transformer, track: ip': ['context.ip', 'properties.ip'],
    'complete, track: items': ['originalTimestamp', 'properties.items', 'timestamp'],
    'complete, group: items': ['originalTimestamp', 'timestamp'],
    'warehouse, track: items': [
      ...['originalTimestamp', 'properties.items', 'timestamp'],
      ...FACTS.map((fact) => `properties.${fact}`),
    ].sort(),
    'warehouse, group: items': ['originalTimestamp', 'timestamp'],
  });
});
