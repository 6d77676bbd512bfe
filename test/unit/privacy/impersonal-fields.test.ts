import { describe, expect, it } from 'vitest';

import { IMPERSONAL_FIELDS } from '../../../src/privacy.js';
import { makeAllSchemas, nameIn, type Schema } from '../../schemas/schemas.js';
import { PROFILES } from '../../support/fixtures.js';

/** What is about a person, or can hold any text: `IMPERSONAL_FIELDS` has none of them. */
const PERSONAL_FIELDS = [
  // Who the visitor is, and where.
  'context.ip',
  'context.page.referrer',
  'context.page.url',
  'context.traits.city',
  'context.traits.email',
  'context.traits.name',
  'context.traits.organization',
  'context.traits.phone',
  'context.traits.region',
  'properties.ip',
  'traits.organization',

  // So exact that it can tell one visitor from another.
  'context.traits.operatingSystem',
  'context.userAgent',

  // What anybody wrote.
  'context.traits.customFields',
  'properties.chat_feedback.comments',
  'properties.items.*.body',
  'properties.tags.*',
  'traits.chat_feedback.comments',

  // Names, which may be addresses.
  'properties.items.*.nickname',
  'properties.items.*.visitor_nickname',
  'properties.operators.*.emailAddress',
  'properties.operators.*.nickname',
  'properties.operators.*.username',
  'traits.operators.*.emailAddress',
  'traits.operators.*.nickname',
  'traits.operators.*.username',

  // Whatever Olark adds.
  'context.traits.otherFields',
  'properties.otherFields',
  'traits.otherFields',
];

/** What `keepOnly` leaves alone. */
const ALWAYS_KEPT =
  /^(?:type|event|userId|groupId|messageId|rudderId|timestamp|originalTimestamp|integrations|context\.library|context\.integration)(?:\.|$)/;

const schemas = Object.entries(makeAllSchemas());

/** The paths of all fields that a schema names, down to those with nothing named inside. */
function pathsIn(schema: Schema, definitions: Schema['definitions'], path: string): string[] {
  const { $ref, anyOf, items, properties, additionalProperties } = schema;
  const target = definitions?.[nameIn($ref)];
  if (target) return pathsIn(target, definitions, path);
  if (anyOf) return anyOf.flatMap((each) => pathsIn(each, definitions, path));
  const fields = Object.entries(properties ?? {});
  if (items) fields.push(['*', items]);
  if (typeof additionalProperties === 'object') fields.push(['*', additionalProperties]);
  if (fields.length === 0) return [path];
  return fields.flatMap(([name, field]) =>
    pathsIn(field, definitions, path === '' ? name : `${path}.${name}`),
  );
}

describe('IMPERSONAL_FIELDS', () => {
  const paths = schemas
    // An identify event is made of a track event.
    .filter(([name]) => name !== 'delivery' && !name.startsWith('identify.'))
    .flatMap(([, schema]) => pathsIn(schema, schema.definitions, ''));

  it('and the list of personal fields have each field of each profile once, and no other', () => {
    // A track event of `warehouse` has `traits` without a field.
    const inEvents = new Set(paths.filter((path) => !ALWAYS_KEPT.test(path) && path !== 'traits'));
    expect([...IMPERSONAL_FIELDS, ...PERSONAL_FIELDS].sort()).toStrictEqual([...inEvents].sort());
  });

  it.each(PROFILES)('is compared with both kinds of events of %s', (profile) => {
    const names = schemas.map(([name]) => name);
    expect(names).toEqual(expect.arrayContaining([`track.${profile}`, `group.${profile}`]));
  });

  it('cannot be changed by a program for its others', () => {
    expect(Object.isFrozen(IMPERSONAL_FIELDS)).toBe(true);
  });
});
