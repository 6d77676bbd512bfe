import { expect, it } from 'vitest';

import { transformOlark } from '../../../src/index.js';
import { conversationWith } from '../../support/values.js';

const USER_AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/105.0.0.0 Safari/537.36';
const NO_SYSTEM = [undefined, null, '', '  ', 7];

it.each([
  ...NO_SYSTEM.map((label): [unknown, object] => [label, { name: 'Windows', version: '10' }]),
  ['Macintosh', { name: 'Macintosh' }],
])('documented has with a raw user-agent string and the operating system %j %j', (operatingSystem, os) => {
  const [{ context }] = transformOlark(conversationWith({}, { browser: USER_AGENT, operatingSystem }));
  expect(context.os).toStrictEqual(os);
  expect(context.browser).toStrictEqual({ name: 'Chrome', version: '105.0.0.0' });
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
