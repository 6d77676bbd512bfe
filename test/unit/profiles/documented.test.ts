import { expect, it } from 'vitest';

import { transformOlark } from '../../../src/index.js';
import { conversationWith } from '../../support/values.js';

const SOURCE = { library: { name: 'unknown', version: 'unknown' }, integration: { name: 'Olark' } };

it('documented makes a track event and a group event', () => {
  const conversation = {
    kind: 'Conversation',
    id: 'c1',
    items: [{ kind: 'MessageToOperator', timestamp: '1473774819.263083', body: 'Hi' }],
    tags: ['billing'],
    operators: { 98: { nickname: 'Mika' } },
    groups: [{ id: 'g1', kind: 'Group', name: 'Sales', queue: 'vip' }],
    isLead: true,
    ip: '203.0.113.8',
    visitor: {
      id: 'v1',
      kind: 'Visitor',
      fullName: 'Bob Doe',
      phoneNumber: '(222) 222-2222',
      emailAddress: 'bob@example.com',
      city: 'San Francisco',
      region: 'CA',
      country: 'United States',
      countryCode: 'US',
      organization: 'Widgets Inc.',
      ip: '203.0.113.9',
      browser: 'Chrome 105.0.0.0',
      operatingSystem: 'Windows 10',
      referrer: 'https://www.example.com/',
      conversationBeginPage: 'https://www.example.com/prices',
      chat_feedback: { overall_chat: 5 },
      customFields: { plan: 'gold' },
      visits: 3,
    },
  };
  expect(transformOlark(conversation, { ids: 'none' })).toStrictEqual([
    {
      type: 'track',
      event: 'Conversation',
      userId: 'v1',
      context: {
        ...SOURCE,
        traits: {
          name: 'Bob Doe',
          phone: '(222) 222-2222',
          email: 'bob@example.com',
          city: 'San Francisco',
          region: 'CA',
          country: 'United States',
        },
        browser: { name: 'Chrome', version: '105.0.0.0' },
        os: { name: 'Windows', version: '10' },
        page: { referrer: 'https://www.example.com/', url: 'https://www.example.com/prices' },
        ip: '203.0.113.9',
      },
      traits: {
        organization: 'Widgets Inc.',
        chat_feedback: { overall_chat: 5 },
        countryCode: 'US',
        kind: 'Visitor',
      },
      properties: {
        items: [{ kind: 'MessageToOperator', timestamp: '1473774819.263083', body: 'Hi' }],
        tags: ['billing'],
        operators: { 98: { nickname: 'Mika' } },
      },
      integrations: { Olark: false },
    },
    {
      type: 'group',
      userId: 'v1',
      groupId: 'g1',
      context: SOURCE,
      traits: { name: 'Sales' },
      properties: { kind: 'Group' },
      integrations: { Olark: false },
    },
  ]);
});

it('documented has no objects for labels and pages that say nothing', () => {
  const visitor = { browser: 7, operatingSystem: ' ', referrer: '', conversationBeginPage: null, ip: '' };
  const [{ context }] = transformOlark(conversationWith({}, visitor));
  expect(context).toStrictEqual({ ...SOURCE, traits: {} });
});

it('documented has no properties on the event of a group without a kind', () => {
  const [, group] = transformOlark(conversationWith({ groups: [{ id: 'g1' }] }), { ids: 'none' });
  expect(group).toStrictEqual({
    type: 'group',
    userId: 'v1',
    groupId: 'g1',
    context: SOURCE,
    traits: {},
    integrations: { Olark: false },
  });
});
