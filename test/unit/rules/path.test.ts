import { expect, it } from 'vitest';

import { EVERY, parsePath } from '../../../src/rules/path.js';

it.each([
  { path: 'a', steps: ['a'] },
  { path: 'a.b-c.d e', steps: ['a', 'b-c', 'd e'] },
  { path: 'items[0].body', steps: ['items', 0, 'body'] },
  { path: 'items.0.body', steps: ['items', '0', 'body'] },
  { path: 'a[10][2]', steps: ['a', 10, 2] },
  { path: 'a.*.b', steps: ['a', EVERY, 'b'] },
  { path: '*', steps: [EVERY] },
  { path: 'a.*b', steps: ['a', '*b'] },
])('splits $path into its steps', ({ path, steps }) => {
  expect(parsePath(path)).toStrictEqual(steps);
});

it.each([
  '',
  '.',
  '.a',
  'a.',
  'a..b',
  'a[]',
  'a[*]',
  'a[b]',
  'a["b"]',
  "['a']",
  'a[-1]',
  'a[0',
  'a0]',
  'a[0]b',
  '[0]',
  'a.[0]',
  'a[0].',
  'a[[0]]',
])('refuses the malformed path %j', (path) => {
  expect(parsePath(path)).toBeUndefined();
});

it('takes a hundred steps and no more', () => {
  expect(parsePath(`a${'.a'.repeat(99)}`)).toHaveLength(100);
  expect(parsePath(`a${'.a'.repeat(100)}`)).toBeUndefined();
});
