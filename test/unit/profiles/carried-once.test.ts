import { expect, it } from 'vitest';

import type { Profile } from '../../../src/index.js';
import { PROFILES } from '../../support/fixtures.js';
import { placesOf, trials } from '../../support/mapping-table.js';

const USER_IDS = { 'visitor.id': ['track.userId', 'group.userId'] };
const TIMES = ['track.timestamp', 'track.originalTimestamp', 'group.timestamp', 'group.originalTimestamp'];
const FACTS = [
  ...[
    'messageCount',
    'visitorMessageCount',
    'operatorMessageCount',
    'isOffline',
    'firstOperatorId',
    'startedAt',
  ],
  ...['endedAt', 'durationSeconds', 'firstResponseSeconds', 'averageResponseSeconds'],
].map((fact) => `track.properties.${fact}`);

/** The track event has the groups as they were sent, and each group event has its own again. */
const groupIn = (places: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(places).map(([field, place]) => [`groups.0.${field}`, ['track.properties.groups', place]]),
  );

const nowhere = (...fields: string[]) => Object.fromEntries(fields.map((field) => [field, []]));
const NOT_DOCUMENTED = nowhere(
  ...['id', 'eventType', 'isLead', 'manuallySubmitted', 'ip', 'anyOther', 'groups', 'groups.0.anyOther'],
  ...['visitor.customFields', 'visitor.anyOther'],
);

/** The fields that a profile does not carry in one place, and where it carries them. */
const NOT_IN_ONE_PLACE: Record<Profile, Record<string, string[]>> = {
  documented: { ...NOT_DOCUMENTED, ...USER_IDS },
  'rudder-transformer': {
    ...NOT_DOCUMENTED,
    ...nowhere('visitor.ip', 'visitor.kind', 'visitor.countryCode'),
    ...USER_IDS,
    operators: ['group.traits.operators'],
    ip: ['track.context.ip', 'track.properties.ip'],
  },
  complete: {
    ...USER_IDS,
    items: ['track.properties.items', ...TIMES],
    ...groupIn({
      id: 'group.groupId',
      kind: 'group.properties.kind',
      name: 'group.traits.name',
      anyOther: 'group.traits.anyOther',
    }),
  },
  warehouse: {
    ...USER_IDS,
    id: ['track.properties.conversationId', 'group.context.conversationId'],
    items: [...FACTS, 'track.properties.items', ...TIMES],
    ...groupIn({
      id: 'group.groupId',
      kind: 'group.traits.kind',
      name: 'group.traits.name',
      anyOther: 'group.traits.otherFields',
    }),
  },
};

const fields = [...trials.track, ...trials.group].filter(({ note }) => note === undefined);

it.each(PROFILES)('%s carries each field in one place, or in those of the table', (profile) => {
  const found = fields.map((trial) => {
    const placesIn = (type: 'track' | 'group') =>
      // Without the list of groups there is no group event at all.
      trial.path.join() === 'groups' && type === 'group'
        ? []
        : placesOf(trial, profile, type).map((place) => `${type}.${place}`);
    return [trial.path.join('.'), [...placesIn('track'), ...placesIn('group')].sort()] as const;
  });
  const expected = Object.entries(NOT_IN_ONE_PLACE[profile]).map(([field, list]) => [
    field,
    [...list].sort(),
  ]);
  const several = found.filter(
    ([field, places]) => places.length !== 1 || field in NOT_IN_ONE_PLACE[profile],
  );
  expect(Object.fromEntries(several)).toStrictEqual(Object.fromEntries(expected));
});
