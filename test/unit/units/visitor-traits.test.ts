import { expect, it } from 'vitest';

import { isSent } from '../../../src/common/values.js';
import { contextTraits, visitorTraits } from '../../../src/mappers.js';
import { contextTraitsOf } from '../../../src/units/visitor-traits.js';

const visitor = {
  id: 'v1',
  kind: 'Visitor',
  fullName: 'Bob Doe',
  phoneNumber: '(222) 222-2222',
  emailAddress: 'bob@example.com',
  city: 'San Francisco',
  region: 'CA',
  country: 'United States',
  countryCode: 'US',
  ip: '203.0.113.9',
  organization: 'Widgets Inc.',
  chat_feedback: { overall_chat: 5 },
  customFields: { team: 'blue' },
};

const emptyVisitor = {
  id: 'v1',
  kind: '',
  fullName: '',
  phoneNumber: '',
  emailAddress: '',
  city: '',
  region: '',
  country: '',
  countryCode: '',
  organization: '',
  chat_feedback: null,
};

const nullVisitor = {
  id: 'v1',
  fullName: null,
  phoneNumber: null,
  emailAddress: null,
  city: null,
  region: null,
  country: undefined,
};

it('contextTraits has who and where the visitor is', () => {
  expect(contextTraits(visitor)).toStrictEqual({
    name: 'Bob Doe',
    phone: '(222) 222-2222',
    email: 'bob@example.com',
    city: 'San Francisco',
    region: 'CA',
    country: 'United States',
  });
});

it('visitorTraits has what is documented outside of the context, by reference', () => {
  const traits = visitorTraits(visitor);
  expect(traits).toStrictEqual({
    organization: 'Widgets Inc.',
    chat_feedback: { overall_chat: 5 },
    countryCode: 'US',
    kind: 'Visitor',
  });
  expect(traits.chat_feedback).toBe(visitor.chat_feedback);
});

it('traits leave out what is empty or null', () => {
  expect(contextTraits(emptyVisitor)).toStrictEqual({});
  expect(contextTraits(nullVisitor)).toStrictEqual({});
  expect(visitorTraits(emptyVisitor)).toStrictEqual({});
  expect(visitorTraits({ id: 'v1' })).toStrictEqual({});
});

it('contextTraitsOf has what it is told to count as a value', () => {
  expect(contextTraitsOf(emptyVisitor, isSent)).toStrictEqual({
    name: '',
    phone: '',
    email: '',
    city: '',
    region: '',
    country: '',
  });
  expect(contextTraitsOf(nullVisitor, isSent)).toStrictEqual({});
});
