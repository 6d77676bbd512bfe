import { expect, it } from 'vitest';

import { applyRules, page } from '../../../src/mappers/index.js';
import { conversationWith } from '../../support/values.js';

it('the rules for the page read where the conversation began and what led there', () => {
  const visitor = { referrer: 'https://a.example/', conversationBeginPage: 'https://b.example/?c=d#e' };
  expect(applyRules(page, conversationWith({}, visitor))).toStrictEqual({
    context: { page: { referrer: 'https://a.example/', url: 'https://b.example/?c=d#e' } },
  });
  expect(applyRules(page, conversationWith({}, { referrer: '' }))).toStrictEqual({});
});
