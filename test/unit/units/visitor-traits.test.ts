import { expect, it } from 'vitest';

import type { OlarkVisitor } from '../../../src/index.js';
import { contextTraits, visitorTraits } from '../../../src/mappers.js';
import { contextTraitsOf } from '../../../src/units/visitor-traits.js';

const FIELDS = `id kind fullName phoneNumber emailAddress city region country countryCode ip organization
  chat_feedback customFields`;

/** A visitor who has every field, with a value that is made from the field's name. */
const visitorOf = (value: (field: string) => unknown) =>
  Object.fromEntries(FIELDS.split(/\s+/).map((field) => [field, value(field)])) as unknown as OlarkVisitor;

const visitor = visitorOf((field) => field);
const empty = visitorOf(() => '');

it('contextTraits has who and where the visitor is', () => {
  expect(contextTraits(visitor)).toStrictEqual({
    name: 'fullName',
    phone: 'phoneNumber',
    email: 'emailAddress',
    city: 'city',
    region: 'region',
    country: 'country',
  });
});

it('visitorTraits has what is documented outside of the context', () => {
  const { organization, chat_feedback, countryCode, kind } = visitor;
  expect(visitorTraits(visitor)).toStrictEqual({ organization, chat_feedback, countryCode, kind });
});

it('traits have empty strings only for the profile that keeps them, and never null', () => {
  expect([contextTraits(empty), visitorTraits(empty)]).toStrictEqual([{}, {}]);
  const traits = Object.keys(contextTraits(visitor)).map((trait) => [trait, '']);
  expect(contextTraitsOf(empty, true)).toStrictEqual(Object.fromEntries(traits));
  const none = visitorOf(() => null);
  expect(contextTraitsOf(none, true)).toStrictEqual({});
});
