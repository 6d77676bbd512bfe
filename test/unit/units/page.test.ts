import { expect, it } from 'vitest';

import { isSent } from '../../../src/common/values.js';
import { page } from '../../../src/mappers.js';
import { pageOf } from '../../../src/units/page.js';

it.each<{ name: string; visitor: object; becomes: object | undefined }>([
  {
    name: 'both URLs as they are',
    visitor: { referrer: 'https://a.example/', conversationBeginPage: 'https://b.example/?c=d#e' },
    becomes: { referrer: 'https://a.example/', url: 'https://b.example/?c=d#e' },
  },
  {
    name: 'a referrer alone',
    visitor: { referrer: 'https://a.example/', conversationBeginPage: '' },
    becomes: { referrer: 'https://a.example/' },
  },
  {
    name: 'a URL alone',
    visitor: { referrer: null, conversationBeginPage: 'https://b.example/' },
    becomes: { url: 'https://b.example/' },
  },
  {
    name: 'nothing if there is nothing',
    visitor: { referrer: '', conversationBeginPage: null },
    becomes: undefined,
  },
])('page has $name', ({ visitor, becomes }) => {
  expect(page({ id: 'v1', ...visitor })).toStrictEqual(becomes);
});

it.each<{ name: string; visitor: object; becomes: object | undefined }>([
  { name: 'an empty referrer', visitor: { referrer: '' }, becomes: { referrer: '' } },
  { name: 'an empty URL', visitor: { conversationBeginPage: '' }, becomes: { url: '' } },
  { name: 'nothing if there is only null', visitor: { referrer: null }, becomes: undefined },
])('pageOf has $name where an empty string counts as a value', ({ visitor, becomes }) => {
  expect(pageOf({ id: 'v1', ...visitor }, isSent)).toStrictEqual(becomes);
});
