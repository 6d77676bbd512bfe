import { expect, it } from 'vitest';

import { transformOlark } from '../../../src/index.js';
import { conversationWith } from '../../support/values.js';

const SOURCE = { library: { name: 'unknown', version: 'unknown' }, integration: { name: 'Olark' } };
const RAW = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/105.0.0.0 Safari/537.36';

const options = { profile: 'rudder-transformer' } as const;

it('rudder-transformer makes the events of RudderStack’s transformer', () => {
  const conversation = {
    kind: 'Conversation',
    id: 'c1',
    items: [{ kind: 'MessageToOperator', timestamp: '1473774819.263083' }],
    tags: ['billing'],
    operators: { 98: { nickname: 'Mika' } },
    groups: [{ id: 'g1', kind: 'Group', name: 'Sales' }],
    ip: '203.0.113.8',
    visitor: {
      id: 'v1',
      kind: 'Visitor',
      fullName: 'Bob Doe',
      countryCode: 'US',
      organization: 'Widgets Inc.',
      ip: '203.0.113.9',
      browser: 'Chrome 105.0.0.0',
      operatingSystem: 'Windows 10',
      referrer: 'https://www.example.com/',
      chat_feedback: { overall_chat: 5 },
    },
  };
  expect(transformOlark(conversation, options)).toStrictEqual([
    {
      type: 'track',
      event: 'Conversation',
      userId: 'v1',
      context: {
        ...SOURCE,
        traits: { name: 'Bob Doe' },
        ip: '203.0.113.8',
        browser: { name: 'Chrome', version: '105.0.0.0' },
        os: { name: 'Windows 10' },
        page: { referrer: 'https://www.example.com/' },
      },
      traits: { organization: 'Widgets Inc.', chat_feedback: { overall_chat: 5 } },
      properties: {
        items: [{ kind: 'MessageToOperator', timestamp: '1473774819.263083' }],
        tags: ['billing'],
        ip: '203.0.113.8',
      },
      integrations: { Olark: false },
    },
    {
      type: 'group',
      userId: 'v1',
      groupId: 'g1',
      context: SOURCE,
      traits: { kind: 'Group', operators: { 98: { nickname: 'Mika' } } },
      integrations: { Olark: false },
      name: 'Sales',
    },
  ]);
});

it('rudder-transformer keeps empty strings, except as a browser label', () => {
  const conversation = {
    kind: 'Conversation',
    ip: '',
    items: '',
    tags: '',
    operators: '',
    groups: [{ id: 'g1', kind: '', name: '' }],
    visitor: {
      id: 'v1',
      fullName: '',
      organization: '',
      chat_feedback: '',
      referrer: '',
      browser: '',
      operatingSystem: '',
    },
  };
  expect(transformOlark(conversation, options)).toStrictEqual([
    {
      type: 'track',
      event: 'Conversation',
      userId: 'v1',
      context: { ...SOURCE, traits: { name: '' }, ip: '', os: { name: '' }, page: { referrer: '' } },
      traits: { organization: '', chat_feedback: '' },
      properties: { items: '', tags: '', ip: '' },
      integrations: { Olark: false },
    },
    {
      type: 'group',
      userId: 'v1',
      groupId: 'g1',
      context: SOURCE,
      traits: { kind: '', operators: '' },
      integrations: { Olark: false },
      name: '',
    },
  ]);
});

it('rudder-transformer leaves out null', () => {
  const conversation = {
    kind: 'Conversation',
    ip: null,
    items: null,
    tags: null,
    operators: null,
    groups: [{ id: 'g1', kind: null, name: null }],
    visitor: {
      id: 'v1',
      fullName: null,
      organization: null,
      chat_feedback: null,
      referrer: null,
      browser: null,
      operatingSystem: null,
    },
  };
  expect(transformOlark(conversation, options)).toStrictEqual([
    {
      type: 'track',
      event: 'Conversation',
      userId: 'v1',
      context: { ...SOURCE, traits: {} },
      traits: {},
      properties: {},
      integrations: { Olark: false },
    },
    {
      type: 'group',
      userId: 'v1',
      groupId: 'g1',
      context: SOURCE,
      traits: {},
      integrations: { Olark: false },
    },
  ]);
});

it.each<{ name: string; operatingSystem: unknown; os: object }>([
  {
    name: 'comes from the browser’s raw user-agent string if there is no label',
    operatingSystem: undefined,
    os: { name: 'Windows', version: '10' },
  },
  {
    name: 'comes from there if the label is not a string',
    operatingSystem: 7,
    os: { name: 'Windows', version: '10' },
  },
  { name: 'is the whole label', operatingSystem: 'Mac OS  X 10 ', os: { name: 'Mac OS  X 10 ' } },
  { name: 'can be an empty label', operatingSystem: '', os: { name: '' } },
])('the operating system of rudder-transformer $name', ({ operatingSystem, os }) => {
  const [{ context }] = transformOlark(conversationWith({}, { browser: RAW, operatingSystem }), options);
  expect(context.os).toStrictEqual(os);
});
