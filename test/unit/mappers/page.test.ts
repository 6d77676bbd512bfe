import { expect, it } from 'vitest';

import { page } from '../../../src/mappers/index.js';

it('page has the URL where the conversation began and the one that led there', () => {
  const visitor = {
    id: 'v1',
    referrer: 'https://a.example/',
    conversationBeginPage: 'https://b.example/?c=d#e',
  };
  expect(page(visitor)).toStrictEqual({ referrer: 'https://a.example/', url: 'https://b.example/?c=d#e' });
});

it('page has only what is known', () => {
  expect(page({ id: 'v1', referrer: 'https://a.example/', conversationBeginPage: '' })).toStrictEqual({
    referrer: 'https://a.example/',
  });
  expect(page({ id: 'v1', referrer: null, conversationBeginPage: 'https://b.example/' })).toStrictEqual({
    url: 'https://b.example/',
  });
});

it('page is absent where neither is known', () => {
  expect(page({ id: 'v1' })).toBeUndefined();
  expect(page({ id: 'v1', referrer: '', conversationBeginPage: null })).toBeUndefined();
});

it('page has empty strings where they are to be kept', () => {
  expect(page({ id: 'v1', referrer: '' }, 'kept')).toStrictEqual({ referrer: '' });
  expect(page({ id: 'v1', conversationBeginPage: '' }, 'kept')).toStrictEqual({ url: '' });
  expect(page({ id: 'v1', referrer: null }, 'kept')).toBeUndefined();
});
