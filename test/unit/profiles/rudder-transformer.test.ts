import { expect, it } from 'vitest';

import { transformOlark } from '../../../src/index.js';
import { conversationWith } from '../../support/values.js';

const options = { profile: 'rudder-transformer' } as const;
const VISITOR = ['fullName', 'organization', 'chat_feedback', 'referrer', 'browser', 'operatingSystem'];

it.each<[string | null, object, object, object]>([
  [
    '',
    { traits: { name: '' }, ip: '', os: { name: '' }, page: { referrer: '' } },
    { traits: { organization: '', chat_feedback: '' }, properties: { items: '', tags: '', ip: '' } },
    { traits: { kind: '', operators: '' }, name: '' },
  ],
  [null, { traits: {} }, { traits: {}, properties: {} }, { traits: {} }],
])(
  'rudder-transformer keeps empty strings, except as a browser label, and no null: %j',
  (value, ...expected) => {
    const fields = { ip: value, items: value, tags: value, operators: value };
    const groups = [{ id: 'g1', kind: value, name: value }];
    const visitor = Object.fromEntries(VISITOR.map((field) => [field, value]));
    const [track, group] = transformOlark(conversationWith({ ...fields, groups }, visitor), options);
    const [context, inTrack, inGroup] = expected;
    const source = { library: { name: 'unknown', version: 'unknown' }, integration: { name: 'Olark' } };
    const event = { userId: 'v1', integrations: { Olark: false } };
    expect(track).toStrictEqual({
      ...event,
      type: 'track',
      event: 'Conversation',
      context: { ...source, ...context },
      ...inTrack,
    });
    expect(group).toStrictEqual({ ...event, type: 'group', groupId: 'g1', context: source, ...inGroup });
  },
);

it.each([
  [undefined, { name: 'Windows', version: '10' }],
  [7, { name: 'Windows', version: '10' }],
  ['Mac OS  X 10 ', { name: 'Mac OS  X 10 ' }],
  ['', { name: '' }],
])('rudder-transformer has with a raw user-agent string and the system %j %j', (operatingSystem, os) => {
  const visitor = { browser: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)', operatingSystem };
  expect(transformOlark(conversationWith({}, visitor), options)[0].context.os).toStrictEqual(os);
});
