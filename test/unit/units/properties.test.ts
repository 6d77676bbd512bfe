import { expect, it } from 'vitest';

import { properties } from '../../../src/mappers.js';
import { conversationWith } from '../../support/values.js';

it('properties has the items, the tags and the operators, by reference, and nothing else', () => {
  const conversation = conversationWith({ id: 'c1', items: [], tags: ['x'], operators: {}, groups: [] });
  const { items, tags, operators } = conversation;
  const found = properties(conversation);
  expect(found).toStrictEqual({ items, tags, operators });
  for (const name of ['items', 'tags', 'operators']) expect(found[name]).toBe(conversation[name]);
});

it.each([null, ''])('properties leaves out %j', (value) => {
  expect(properties(conversationWith({ items: value, tags: value, operators: value }))).toStrictEqual({});
});
