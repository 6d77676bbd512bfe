import { expect, it } from 'vitest';

import { properties } from '../../../src/mappers.js';

it('properties has the items, the tags and the operators, by reference, and nothing else', () => {
  const conversation = {
    kind: 'Conversation',
    id: 'c1',
    items: [],
    tags: ['billing'],
    operators: { 98: { nickname: 'Mika' } },
    groups: [],
    visitor: { id: 'v1' },
  };
  const found = properties(conversation);
  expect(found).toStrictEqual({ items: [], tags: ['billing'], operators: { 98: { nickname: 'Mika' } } });
  expect(found.items).toBe(conversation.items);
  expect(found.tags).toBe(conversation.tags);
  expect(found.operators).toBe(conversation.operators);
});

it.each([{ absent: null }, { absent: '' }])('properties leaves out $absent', ({ absent }) => {
  const fields = { items: absent, tags: absent, operators: absent };
  expect(properties({ kind: 'Conversation', visitor: { id: 'v1' }, ...fields } as never)).toStrictEqual({});
});
