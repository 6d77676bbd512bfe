import { expect, it } from 'vitest';

import { transformOlark } from '../../../src/index.js';
import { conversationWith } from '../../support/values.js';

const USER_AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/105.0.0.0 Safari/537.36';
const UBUNTU = 'Mozilla/5.0 (X11; Ubuntu)';

const options = { profile: 'complete' } as const;

it('complete puts a field beside one of the same key that the event has', () => {
  const [{ properties, context }, group] = transformOlark(
    conversationWith(
      {
        id: 'c1',
        conversationId: 'c2',
        conversation_conversationId: 'c3',
        groups: [{ id: 'g1', name: 'x', group_name: 'y' }],
      },
      { fullName: 'Bob', name: 'bobby', operatingSystem: 7, browser: ' ' },
    ),
    options,
  );
  expect(properties).toMatchObject({
    conversationId: 'c1',
    conversation_conversationId: 'c3',
    conversation_conversationId_2: 'c2',
  });
  expect(context.traits).toStrictEqual({
    name: 'Bob',
    visitor_name: 'bobby',
    operatingSystem: 7,
    browser: ' ',
  });
  expect(group?.traits).toStrictEqual({ name: 'x', group_name: 'y' });
});

it.each([
  ['a plain label only in parts', { browser: 'Chrome 1', operatingSystem: 'Windows 10' }, {}, undefined],
  ['no empty label', { browser: '', operatingSystem: null }, {}, undefined],
  [
    'a label that is no string',
    { browser: 7, operatingSystem: ['x'] },
    { browser: 7, operatingSystem: ['x'] },
    undefined,
  ],
  [
    'a blank label',
    { browser: '  ', operatingSystem: ' ' },
    { browser: '  ', operatingSystem: ' ' },
    undefined,
  ],
  [
    'the whole of a raw user-agent string',
    { browser: USER_AGENT, operatingSystem: UBUNTU },
    { operatingSystem: UBUNTU },
    USER_AGENT,
  ],
])('complete carries %s', (_, visitor, traits, userAgent) => {
  const [{ context }] = transformOlark(conversationWith({}, visitor), options);
  expect(context.traits).toStrictEqual(traits);
  expect(context.userAgent).toBe(userAgent);
});

it('complete carries no key that reaches a prototype', () => {
  const unsafe = '"__proto__":{"a":1},"constructor":{"a":1},"prototype":{"a":1}';
  const json = `{"kind":"Conversation","visitor":{"id":"v1",${unsafe}},"groups":[{"id":"g",${unsafe}}],${unsafe}}`;
  const [{ properties, context }, group] = transformOlark(json, options);
  expect([
    Object.keys(properties),
    Object.keys(context.traits),
    Object.keys(group?.traits ?? {}),
  ]).toStrictEqual([['groups'], [], []]);
});
