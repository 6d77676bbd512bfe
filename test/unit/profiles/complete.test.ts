import { expect, it } from 'vitest';

import { transformOlark } from '../../../src/index.js';
import { conversationWith } from '../../support/values.js';

const RAW = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/105.0.0.0 Safari/537.36';
const UNREADABLE = { browser: 7, operatingSystem: ['x'] };
const BLANK = { browser: '  ', operatingSystem: ' ' };

const options = { profile: 'complete' } as const;

it('complete puts a field beside one of the same key that the event has', () => {
  const groups = [{ id: 'g1', name: 'x', group_name: 'y' }];
  const fields = { id: 'c1', conversationId: 'c2', conversation_conversationId: 'c3', groups };
  const visitor = { fullName: 'Bob', name: 'bobby', browser: 7 };
  const [{ properties, context }, group] = transformOlark(conversationWith(fields, visitor), options);
  const { id, ...others } = fields;
  expect(properties).toStrictEqual({ ...others, conversationId: id, conversation_conversationId_2: 'c2' });
  expect(context.traits).toStrictEqual({ name: 'Bob', visitor_name: 'bobby', browser: 7 });
  expect(group?.traits).toStrictEqual({ name: 'x', group_name: 'y' });
});

it.each<[string, object, object, string?]>([
  ['a plain label only in parts', { browser: 'Chrome 1', operatingSystem: 'Windows 10' }, {}],
  ['no empty label', { browser: '', operatingSystem: null }, {}],
  ['a label that is no string', UNREADABLE, UNREADABLE],
  ['a blank label', BLANK, BLANK],
  ['a raw user-agent string whole', { browser: RAW }, {}, RAW],
  ['a raw one of the system', { operatingSystem: RAW }, { operatingSystem: RAW }],
])('complete carries %s', (_, visitor, traits, userAgent) => {
  const [{ context }] = transformOlark(conversationWith({}, { ...visitor }), options);
  expect(context.traits).toStrictEqual(traits);
  expect(context.userAgent).toBe(userAgent);
});
