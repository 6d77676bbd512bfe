import { expect, it } from 'vitest';

import { transformOlark } from '../../../src/index.js';
import { conversationWith } from '../../support/values.js';

it('documented splits an operating-system label, and prefers it to a raw user-agent string', () => {
  const visitor = { browser: 'Mozilla/5.0 (X11; Linux)', operatingSystem: 'Windows 10' };
  const [{ context }] = transformOlark(conversationWith({}, visitor));
  expect(context.os).toStrictEqual({ name: 'Windows', version: '10' });
});

it('documented has no object for labels and pages that say nothing', () => {
  const empty = { browser: 7, operatingSystem: ' ', referrer: '', conversationBeginPage: null, ip: '' };
  const [{ context }] = transformOlark(conversationWith({}, empty));
  expect(Object.keys(context)).toStrictEqual(['library', 'integration', 'traits']);
});

it('documented has no properties on the event of a group without a kind', () => {
  const [, group] = transformOlark(conversationWith({ groups: [{ id: 'g1' }] }));
  expect(group).not.toHaveProperty('properties');
});
