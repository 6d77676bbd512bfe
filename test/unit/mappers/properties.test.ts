import { expect, it } from 'vitest';

import { properties } from '../../../src/mappers/index.js';
import { conversationWith } from '../../support/values.js';

it('properties has the items and the tags, by reference, and nothing else', () => {
  const conversation = conversationWith({
    id: 'c1',
    ip: '::1',
    items: [{ kind: 'MessageToVisitor' }],
    tags: ['billing'],
    operators: {},
    groups: [],
  });
  const { items, tags } = conversation;
  const found = properties(conversation);
  expect(found).toStrictEqual({ items, tags });
  expect(found.items).toBe(items);
  expect(found.tags).toBe(tags);
});

it('properties has empty lists, and leaves null and empty strings out', () => {
  expect(properties(conversationWith({ items: [], tags: [] }))).toStrictEqual({ items: [], tags: [] });
  expect(properties(conversationWith({ items: null, tags: '' }))).toStrictEqual({});
});

it('properties has empty strings where they are to be kept', () => {
  expect(properties(conversationWith({ items: '', tags: null }), 'kept')).toStrictEqual({ items: '' });
  expect(properties(conversationWith({ items: null, tags: '' }), 'kept')).toStrictEqual({ tags: '' });
});
