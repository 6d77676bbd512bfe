import { expect, it } from 'vitest';

import { transformOlark } from '../../../src/index.js';
import { conversationWith } from '../../support/values.js';

const SOURCE = { library: { name: 'unknown', version: 'unknown' }, integration: { name: 'Olark' } };
const RAW = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/105.0.0.0 Safari/537.36';

const options = { profile: 'complete', ids: 'none' } as const;

it('complete passes on what documented leaves out', () => {
  const conversation = {
    kind: 'Conversation',
    id: 'c1',
    eventType: 'start',
    isLead: true,
    manuallySubmitted: false,
    ip: '203.0.113.8',
    items: [{ timestamp: '1473774821.411154' }, { timestamp: '1473774819.263083' }],
    groups: [{ id: 'g1', kind: 'Group', name: 'Sales', queue: 'vip' }, { name: 'without an id' }],
    channel: 'web',
    visitor: { id: 'v1', kind: 'Visitor', customFields: { plan: 'gold' }, visits: 3 },
  };
  expect(transformOlark(conversation, options)).toStrictEqual([
    {
      type: 'track',
      event: 'Conversation',
      userId: 'v1',
      context: { ...SOURCE, traits: { customFields: { plan: 'gold' }, visits: 3 } },
      traits: { kind: 'Visitor' },
      properties: {
        items: [{ timestamp: '1473774821.411154' }, { timestamp: '1473774819.263083' }],
        conversationId: 'c1',
        groups: [{ id: 'g1', kind: 'Group', name: 'Sales', queue: 'vip' }, { name: 'without an id' }],
        eventType: 'start',
        isLead: true,
        manuallySubmitted: false,
        ip: '203.0.113.8',
        channel: 'web',
      },
      integrations: { Olark: false },
      timestamp: '2016-09-13T13:53:41.411Z',
      originalTimestamp: '2016-09-13T13:53:41.411Z',
    },
    {
      type: 'group',
      userId: 'v1',
      groupId: 'g1',
      context: SOURCE,
      traits: { name: 'Sales', queue: 'vip' },
      properties: { kind: 'Group' },
      integrations: { Olark: false },
      timestamp: '2016-09-13T13:53:41.411Z',
      originalTimestamp: '2016-09-13T13:53:41.411Z',
    },
  ]);
});

it('complete has no times if no item has a usable one', () => {
  const conversation = conversationWith({ items: [{ timestamp: 'soon' }], groups: [{ id: 'g1' }] });
  const [track, group] = transformOlark(conversation, options);
  expect(track).not.toHaveProperty('timestamp');
  expect(group).not.toHaveProperty('timestamp');
});

it('complete puts a field beside one of the same name that the event has', () => {
  const conversation = {
    kind: 'Conversation',
    id: 'c1',
    conversationId: 'c2',
    conversation_conversationId: 'c3',
    groups: [{ id: 'g1', name: 'Sales', group_name: 'x' }],
    visitor: { id: 'v1', fullName: 'Bob Doe', name: 'bob' },
  };
  const [track, group] = transformOlark(conversation, options);
  expect(track.properties).toStrictEqual({
    conversationId: 'c1',
    groups: [{ id: 'g1', name: 'Sales', group_name: 'x' }],
    conversation_conversationId: 'c3',
    conversation_conversationId_2: 'c2',
  });
  expect(track.context.traits).toStrictEqual({ name: 'Bob Doe', visitor_name: 'bob' });
  expect(group?.traits).toStrictEqual({ name: 'Sales', group_name: 'x' });
});

it('complete gives a visitor’s fields the same names in whatever order they come', () => {
  const names = { name: 'a', visitor_name: 'b' };
  const addresses = { email: 'c', visitor_email: 'd' };
  for (const fields of [
    { ...names, ...addresses },
    { ...addresses, ...names },
  ]) {
    const visitor = { fullName: 'F', emailAddress: 'E', ...fields };
    const [{ context }] = transformOlark(conversationWith({}, visitor), options);
    expect(context.traits).toStrictEqual({
      name: 'F',
      email: 'E',
      visitor_name: 'b',
      visitor_name_2: 'a',
      visitor_email: 'd',
      visitor_email_2: 'c',
    });
  }
});

it.each<{ name: string; visitor: Record<string, unknown>; context: object }>([
  {
    name: 'has a label in its parts alone',
    visitor: { browser: 'Chrome 1', operatingSystem: 'Windows 10' },
    context: {
      traits: {},
      browser: { name: 'Chrome', version: '1' },
      os: { name: 'Windows', version: '10' },
    },
  },
  { name: 'has no empty label', visitor: { browser: '', operatingSystem: null }, context: { traits: {} } },
  {
    name: 'passes on labels that are not strings',
    visitor: { browser: 7, operatingSystem: ['x'] },
    context: { traits: { browser: 7, operatingSystem: ['x'] } },
  },
  {
    name: 'passes on blank labels',
    visitor: { browser: '  ', operatingSystem: ' ' },
    context: { traits: { browser: '  ', operatingSystem: ' ' } },
  },
  {
    name: 'passes on the whole of a raw user-agent string in `browser`',
    visitor: { browser: RAW },
    context: {
      traits: {},
      browser: { name: 'Chrome', version: '105.0.0.0' },
      os: { name: 'Windows', version: '10' },
      userAgent: RAW,
    },
  },
  {
    name: 'passes on the whole of a raw user-agent string in `operatingSystem`',
    visitor: { operatingSystem: RAW },
    context: { traits: { operatingSystem: RAW }, os: { name: 'Windows', version: '10' } },
  },
])('complete $name', ({ visitor, context }) => {
  const [track] = transformOlark(conversationWith({}, visitor), options);
  expect(track.context).toStrictEqual({ ...SOURCE, ...context });
});
