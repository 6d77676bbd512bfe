import { expect, it } from 'vitest';

import { page } from '../../../src/mappers.js';
import { pageOf } from '../../../src/units/page.js';

const referrer = 'https://a.example/';
const conversationBeginPage = 'https://b.example/?c=d#e';

it.each([
  [
    { referrer, conversationBeginPage },
    { referrer, url: conversationBeginPage },
  ],
  [{ referrer, conversationBeginPage: '' }, { referrer }],
  [{ referrer: null, conversationBeginPage }, { url: conversationBeginPage }],
  [{ referrer: '', conversationBeginPage: null }, undefined],
])('the page of %j is %j', (visitor, expected) => {
  expect(page({ id: 'v1', ...visitor })).toStrictEqual(expected);
});

it.each([
  [{ referrer: '' }, { referrer: '' }],
  [{ conversationBeginPage: '' }, { url: '' }],
  [{ referrer: null }, undefined],
])('the page of %j is %j in the profile that keeps empty strings', (visitor, expected) => {
  expect(pageOf({ id: 'v1', ...visitor }, true)).toStrictEqual(expected);
});
