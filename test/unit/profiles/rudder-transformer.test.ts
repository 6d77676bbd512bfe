import { expect, it } from 'vitest';

import { transformOlark } from '../../../src/index.js';
import { conversationWith } from '../../support/values.js';

const options = { profile: 'rudder-transformer' } as const;

it('rudder-transformer keeps empty strings, but for an empty browser label, and no null', () => {
  const eventsWith = (value: string | null) => {
    const visitor = ['fullName', 'organization', 'chat_feedback', 'referrer', 'browser', 'operatingSystem'];
    const fields = { ip: value, items: value, tags: value, operators: value };
    const groups = [{ id: 'g1', kind: value, name: value }];
    return transformOlark(
      conversationWith({ ...fields, groups }, Object.fromEntries(visitor.map((field) => [field, value]))),
      options,
    );
  };
  const source = { library: { name: 'unknown', version: 'unknown' }, integration: { name: 'Olark' } };
  const track = { type: 'track', event: 'Conversation', userId: 'v1', integrations: { Olark: false } };
  const group = {
    type: 'group',
    userId: 'v1',
    groupId: 'g1',
    context: source,
    integrations: { Olark: false },
  };
  expect(eventsWith('')).toStrictEqual([
    {
      ...track,
      context: { ...source, traits: { name: '' }, ip: '', os: { name: '' }, page: { referrer: '' } },
      traits: { organization: '', chat_feedback: '' },
      properties: { items: '', tags: '', ip: '' },
    },
    { ...group, traits: { kind: '', operators: '' }, name: '' },
  ]);
  expect(eventsWith(null)).toStrictEqual([
    { ...track, context: { ...source, traits: {} }, traits: {}, properties: {} },
    { ...group, traits: {} },
  ]);
});

it.each([
  [undefined, { name: 'Windows', version: '10' }],
  [7, { name: 'Windows', version: '10' }],
  ['Mac OS  X 10 ', { name: 'Mac OS  X 10 ' }],
  ['', { name: '' }],
])(
  'rudder-transformer has with a raw user-agent string and the operating system %j %j',
  (operatingSystem, os) => {
    const visitor = { browser: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)', operatingSystem };
    expect(transformOlark(conversationWith({}, visitor), options)[0].context.os).toStrictEqual(os);
  },
);
