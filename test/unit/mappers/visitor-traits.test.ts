import { describe, expect, it } from 'vitest';

import { contextTraits, visitorTraits } from '../../../src/mappers/index.js';
import { contextTraitsOf } from '../../../src/mappers/visitor-traits.js';

/** A visitor who has each field, whose value is the field's own name. */
const visitor = {
  ...{
    id: 'v1',
    kind: 'kind',
    fullName: 'fullName',
    phoneNumber: 'phoneNumber',
    emailAddress: 'emailAddress',
  },
  ...{ city: 'city', region: 'region', country: 'country', countryCode: 'countryCode', ip: 'ip' },
  ...{ organization: 'organization', customFields: {}, chat_feedback: { overall_chat: 4 } },
};
const empty = Object.fromEntries(Object.keys(visitor).map((field) => [field, '']));
const absent = Object.fromEntries(Object.keys(visitor).map((field) => [field, null]));

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
    expect(contextTraits(empty as never)).toStrictEqual({});
    expect(contextTraitsOf(empty as never, true)).toStrictEqual(
      Object.fromEntries(Object.keys(contextTraits(visitor)).map((trait) => [trait, ''])),
    );
    expect(contextTraitsOf(absent as never, true)).toStrictEqual({});
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
    expect(visitorTraits(empty as never)).toStrictEqual({});
  });
});
