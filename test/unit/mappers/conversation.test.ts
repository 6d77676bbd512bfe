import { describe, expect, it } from 'vitest';

import {
  applyRules,
  conversation,
  conversationIp,
  latestTimestamp,
  remainingConversationFields,
} from '../../../src/mappers/index.js';
import { conversationWith } from '../../support/values.js';

const at = (...timestamps: unknown[]) => timestamps.map((timestamp) => ({ timestamp }));

describe('latestTimestamp', () => {
  it.each([
    [at('1473774819.263083', '1473774821.411154'), '2016-09-13T13:53:41.411Z'],
    [at('1473774821.411154', '1473774819.263083'), '2016-09-13T13:53:41.411Z'],
    [at('999999999.5', '1000000000'), '2001-09-09T01:46:40.000Z'],
    [at('1307116657.1'), '2011-06-03T15:57:37.100Z'],
    [at('1307116657.9999999'), '2011-06-03T15:57:37.999Z'],
    [at('1307116657.'), '2011-06-03T15:57:37.000Z'],
    [at(' 1307116657.05 '), '2011-06-03T15:57:37.050Z'],
    [at(1307116657.25), '2011-06-03T15:57:37.250Z'],
    [at('0'), '1970-01-01T00:00:00.000Z'],
    [at('253402300799.999'), '9999-12-31T23:59:59.999Z'],
    [[null, 7, 'x', [], { timestamp: '1' }, {}], '1970-01-01T00:00:01.000Z'],
    [at('253402300800', '1473774821411', 'soon', '1'), '1970-01-01T00:00:01.000Z'],
  ])('of %j is %s', (items, expected) => {
    expect(latestTimestamp(items)).toBe(expected);
  });

  it.each([
    [undefined],
    [null],
    ['1473774819'],
    [{ 0: { timestamp: '1' }, length: 1 }],
    [[]],
    [at('', ' ', '-1', '1e9', '0x10', '1.2.3', '.5', 'NaN', 'Infinity', '١', '1 2')],
    [at(NaN, Infinity, -1, 1e21, null, true, ['1'], { valueOf: () => 1 })],
    [at('9'.repeat(400))],
  ])('of %j is undefined', (items) => {
    expect(latestTimestamp(items)).toBeUndefined();
  });
});

describe('the rules for the conversation', () => {
  it('read the kind, the items and the tags', () => {
    expect(applyRules(conversation, conversationWith({ items: [], tags: ['t'], id: 'c1' }))).toStrictEqual({
      event: 'Conversation',
      properties: { items: [], tags: ['t'] },
    });
  });

  it('put an ip into the properties and the context', () => {
    expect(applyRules(conversationIp, conversationWith({ ip: '::1' }, { ip: '::2' }))).toStrictEqual({
      properties: { ip: '::1' },
      context: { ip: '::1' },
    });
  });

  it('put the rest into the properties, but for what reaches a prototype', () => {
    const json =
      '{"kind":"Conversation","visitor":{"id":"v1"},"id":"c1","a":0,"b":null,"c":"","__proto__":{"x":1},"constructor":1,"prototype":2}';
    const { properties } = applyRules(
      [...conversation, ...remainingConversationFields, { from: 'visitor.*', to: 'context.traits.*' }],
      JSON.parse(json) as ReturnType<typeof conversationWith>,
    );
    expect(properties).toStrictEqual({ conversationId: 'c1', a: 0 });
    expect(Object.keys(properties as object)).toStrictEqual(['conversationId', 'a']);
  });

  it('give every event the time at which the conversation ended', () => {
    const odd = conversationWith({ items: at('1.5') });
    const times = { timestamp: '1970-01-01T00:00:01.500Z', originalTimestamp: '1970-01-01T00:00:01.500Z' };
    expect(applyRules(remainingConversationFields, odd)).toMatchObject(times);
    expect(applyRules(remainingConversationFields, odd, { group: {} })).toStrictEqual(times);
  });
});
