import { describe, expect, it } from 'vitest';

import { unwrap } from '../../src/unwrap.js';
import type { OlarkConversation, Profile } from '../../src/index.js';
import { fixture } from '../support/fixtures.js';
import { conversationWith } from '../support/values.js';
import { mappingOf } from './mapping.js';

/** Sources and places as text: `['visitor.city', 'track context.traits.city']`. */
function rows(conversation: unknown, profile: Profile): Record<string, string> {
  const mapping = mappingOf(unwrap(conversation) as unknown as OlarkConversation, profile);
  return Object.fromEntries(
    mapping.map(({ source, places }) => [
      source,
      places.map(({ event, path }) => `${event} ${path}`).join(', '),
    ]),
  );
}

describe('the mapping of a conversation', () => {
  it('says where each field of the documented example goes', () => {
    const { payload } = fixture('documented-example');
    expect(rows(payload, 'documented')).toMatchObject({
      kind: 'track event',
      id: '',
      manuallySubmitted: '',
      items: 'track properties.items',
      'visitor.id': 'track userId',
      'visitor.browser': 'track context.browser',
      'visitor.countryCode': 'track traits.countryCode',
    });
    expect(rows(payload, 'rudder-transformer')).toMatchObject({ 'visitor.countryCode': '', operators: '' });
    expect(rows(payload, 'complete')).toMatchObject({
      id: 'track properties.conversationId',
      items: 'track properties.items, track timestamp, track originalTimestamp',
    });
  });

  it('follows the fields of each group, and what has no field', () => {
    const groups = [{ id: 1, name: 'Sales', queue: 'vip' }, null, { id: 'b' }];
    expect(rows(conversationWith({ groups }), 'documented')).toStrictEqual({
      kind: 'track event',
      'groups[0].id': 'group 1 groupId',
      'groups[0].name': 'group 1 traits.name',
      'groups[0].queue': '',
      'groups[1]': '',
      'groups[2].id': 'group 2 groupId',
      'visitor.id': 'track userId, group 1 userId, group 2 userId',
    });
  });

  it('says of an empty string where it went, if it is kept at all', () => {
    const conversation = conversationWith({ groups: [], tags: null }, { city: '' });
    const nothing = {
      kind: 'track event',
      groups: '',
      tags: '',
      'visitor.id': 'track userId',
      'visitor.city': '',
    };
    expect(rows(conversation, 'documented')).toStrictEqual(nothing);
    expect(rows(conversation, 'rudder-transformer')).toStrictEqual({
      ...nothing,
      'visitor.city': 'track context.traits.city',
    });
  });
});
