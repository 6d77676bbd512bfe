import { expect, it } from 'vitest';

import { EVERY, parsePath } from '../../../src/rules/path.js';

it.each([
  ['a', ['a']],
  ['a.b-c.d e', ['a', 'b-c', 'd e']],
  ['items[0].body', ['items', 0, 'body']],
  ['items.0.body', ['items', '0', 'body']],
  ['a[10][2]', ['a', 10, 2]],
  ['a.*.b', ['a', EVERY, 'b']],
  ['*', [EVERY]],
  ['a.*b', ['a', '*b']],
])('parsePath makes of %j %j', (path, steps) => {
  expect(parsePath(path)).toStrictEqual(steps);
});

const MALFORMED = `. .a a. a..b a[] a[*] a[b] a["b"] ['a'] a[-1] a[0 a0] a[0]b [0] a.[0] a[0]. a[[0]]`;

it.each(['', ...MALFORMED.split(' ')])('parsePath refuses %j', (path) => {
  expect(parsePath(path)).toBeUndefined();
});
