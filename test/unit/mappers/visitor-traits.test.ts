import { describe, expect, it } from 'vitest';

import type { OlarkVisitor } from '../../../src/index.js';
import { contextTraits, visitorTraits } from '../../../src/mappers/index.js';
import { contextTraitsOf } from '../../../src/mappers/visitor-traits.js';

const FIELDS =
  `id kind fullName phoneNumber emailAddress city region country countryCode ip organization customFields
  chat_feedback`.split(/\s+/);

/** A visitor who has every field, with a value that is made from the field's name. */
const visitorOf = (value: (field: string) => unknown) =>
  Object.fromEntries(FIELDS.map((field) => [field, value(field)])) as unknown as OlarkVisitor;

const visitor = visitorOf((field) => (field === 'chat_feedback' ? { overall_chat: 4 } : field));
const empty = visitorOf(() => '');
const absent = visitorOf(() => null);

describe('contextTraits', () => {
  it('has who and where the visitor is', () => {
    expect(contextTraits(visitor)).toStrictEqual({
      name: 'fullName',
      phone: 'phoneNumber',
      email: 'emailAddress',
      city: 'city',
      region: 'region',
      country: 'country',
    });
  });

  it('has empty strings only for the profile that keeps them', () => {
    expect(contextTraits(empty)).toStrictEqual({});
    expect(contextTraitsOf(empty, true)).toStrictEqual(
      Object.fromEntries(Object.keys(contextTraits(visitor)).map((trait) => [trait, ''])),
    );
    expect(contextTraitsOf(absent, true)).toStrictEqual({});
  });
});

describe('visitorTraits', () => {
  it('has what is documented outside of the context, the feedback by reference', () => {
    const traits = visitorTraits(visitor);
    expect(traits).toStrictEqual({
      organization: 'organization',
      chat_feedback: { overall_chat: 4 },
      countryCode: 'countryCode',
      kind: 'kind',
    });
    expect(traits.chat_feedback).toBe(visitor.chat_feedback);
  });

  it('has no empty strings', () => {
    expect(visitorTraits(empty)).toStrictEqual({});
  });
});
