import { describe, expect, it } from 'vitest';

import {
  applyRules,
  documentedVisitorTraits,
  remainingVisitorFields,
  visitorTraits,
} from '../../../src/mappers/index.js';
import { conversationWith } from '../../support/values.js';

const visitor = {
  kind: 'Visitor',
  fullName: 'Bob Doe',
  phoneNumber: '555',
  emailAddress: 'bob@example.com',
  ip: '203.0.113.9',
  city: 'Palo Alto',
  region: 'CA',
  country: 'United States',
  countryCode: 'US',
  organization: 'Widgets',
  chat_feedback: { overall_chat: 5 },
  customFields: { tier: 'gold' },
};

describe('the rules for the visitor', () => {
  it('say who the visitor is', () => {
    expect(applyRules(visitorTraits, conversationWith({}, visitor))).toStrictEqual({
      userId: 'v1',
      context: {
        traits: {
          name: 'Bob Doe',
          phone: '555',
          email: 'bob@example.com',
          city: 'Palo Alto',
          region: 'CA',
          country: 'United States',
        },
      },
      traits: { organization: 'Widgets', chat_feedback: { overall_chat: 5 } },
    });
  });

  it('add what RudderStack documents and its transformer drops', () => {
    expect(applyRules(documentedVisitorTraits, conversationWith({}, visitor))).toStrictEqual({
      traits: { countryCode: 'US', kind: 'Visitor' },
      context: { ip: '203.0.113.9' },
    });
  });

  it('add every other field', () => {
    const rules = [...visitorTraits, ...documentedVisitorTraits, ...remainingVisitorFields];
    const odd = conversationWith({}, { ...visitor, name: 'bob', score: 0, none: null });
    expect(applyRules(rules, odd)['context']).toMatchObject({
      traits: { name: 'Bob Doe', visitor_name: 'bob', customFields: { tier: 'gold' }, score: 0 },
    });
  });

  it('lose no field to another of the same name, in whatever order they come', () => {
    const rules = [...visitorTraits, ...remainingVisitorFields];
    const traits = {
      name: 'a',
      visitor_name: 'c',
      visitor_visitor_name: 'b',
      visitor_phone: 'e',
      phone: 'd',
    };
    const fields = { visitor_name: 'c', fullName: 'a', name: 'b', phone: 'e', phoneNumber: 'd' };
    for (const entries of [Object.entries(fields), Object.entries(fields).reverse()]) {
      const odd = conversationWith({}, Object.fromEntries(entries));
      expect(applyRules(rules, odd)['context']).toStrictEqual({ traits });
    }
  });
});
