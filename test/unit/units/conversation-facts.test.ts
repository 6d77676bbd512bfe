import { describe, expect, it } from 'vitest';

import { conversationFacts } from '../../../src/mappers.js';

const NOTHING = { messageCount: 0, visitorMessageCount: 0, operatorMessageCount: 0, isOffline: false };

const ask = (timestamp?: unknown) => ({ kind: 'MessageToOperator', timestamp });
const toVisitor = { kind: 'MessageToVisitor' };
const answer = (timestamp?: unknown, operatorId?: unknown) => ({ ...toVisitor, timestamp, operatorId });
const at = (seconds: string) => `1970-01-01T00:00:${seconds}Z`;
const other = (timestamp?: unknown) => ({ kind: 'Transfer', timestamp });

it.each<[string, unknown, object]>([
  ['nothing of an empty list', [], NOTHING],
  ['nothing of nothing', undefined, NOTHING],
  ['nothing of null', null, NOTHING],
  ['nothing of text', 'MessageToVisitor', NOTHING],
  ['nothing of an object', { length: 1 }, NOTHING],
  [
    'every item, and the messages of both sides',
    [answer(), ask(), ask(), other(), {}, null, 'MessageToVisitor'],
    { ...NOTHING, messageCount: 7, visitorMessageCount: 2, operatorMessageCount: 1 },
  ],
  [
    'an offline message as the message of neither side',
    [{ kind: 'OfflineMessage' }, {}],
    { ...NOTHING, messageCount: 2, isOffline: true },
  ],
])('counts %s', (_, items, facts) => {
  expect(conversationFacts(items)).toStrictEqual(facts);
});

describe.each([
  ['in order', <T>(items: T[]) => items],
  ['in reverse order', <T>(items: T[]) => [...items].reverse()],
])('items %s', (_, order) => {
  it.each<[string, unknown[], number?, number?]>([
    ['one question', [ask('100'), answer('107')], 7, 7],
    ['a greeting before the question', [answer('90'), ask('100'), answer('107'), answer('200')], 7, 7],
    ['several questions before the answer', [ask('100'), ask('105'), answer('107')], 7, 7],
    ['several answers', [ask('100'), answer('107'), answer('300')], 7, 7],
    ['several turns', [ask('100'), answer('107'), ask('110'), ask('111'), answer('111.5'), ask('200')], 7, 4],
    ['a question and an answer at the same time', [ask('100'), answer('100')], 0, 0],
    ['a turn that ends as the next begins', [ask('100'), answer('104'), ask('104'), answer('110')], 4, 4],
    ['messages without a usable time', [ask(), ask('100'), answer('soon'), answer('107'), ask(null)], 7, 7],
    ['other items between', [ask('100'), other('101'), answer('107')], 7, 7],
    ['times less than half a second apart', [ask('100'), answer('100.499')], 0, 0],
    ['times half a second apart', [ask('100'), answer('100.5')], 1, 1],
    ['the start of the epoch', [ask('0'), answer('3600')], 3600, 3600],
    ['a mean of a half', [ask('100'), answer('101'), ask('110'), answer('112')], 1, 2],
    ['a question without an answer', [answer('90'), ask('100')]],
    ['answers without a question', [answer('90'), answer('100')]],
    ['a question without a usable time', [ask(), answer('100')]],
    ['an answer without a usable time', [ask('100'), answer('soon')]],
    ['an answer that is older than the question', [ask('100'), answer('99.9')]],
    ['a question and then only other items', [ask('100'), other('101')]],
  ])('give the response times of %s', (__, items, first?, average?) => {
    const { firstResponseSeconds, averageResponseSeconds } = conversationFacts(order(items));
    expect([firstResponseSeconds, averageResponseSeconds]).toStrictEqual([first, average]);
  });

  it.each<[string, unknown[], string?, string?, number?]>([
    [
      'usable times of any item',
      [other('1.2630'), ask('soon'), ask('2'), answer('7.5'), answer()],
      at('01.263'),
      at('07.500'),
      6,
    ],
    ['one usable time', [ask('0')], at('00.000'), at('00.000'), 0],
    ['no usable time', [ask('soon'), answer()]],
  ])('begin, end and last by %s', (__, items, begin?, end?, seconds?) => {
    const { startedAt, endedAt, durationSeconds } = conversationFacts(order(items));
    expect([startedAt, endedAt, durationSeconds]).toStrictEqual([begin, end, seconds]);
  });

  it('know the operator who answered first by time', () => {
    const items = [answer('100', '1'), ask('99'), answer('101', '2'), answer('98'), answer('97', ' ')];
    expect(conversationFacts(order(items)).firstResponderId).toBe('1');
  });
});

it.each<[string, unknown[], string | undefined]>([
  ['of the first message where no time is usable', [answer('soon', '1'), answer(null, '2')], '1'],
  ['of a message with a usable time before one without', [answer('soon', '1'), answer('100', '2')], '2'],
  ['of a message with a usable time where it comes first', [answer('100', '2'), answer('soon', '1')], '2'],
  ['of the first message at equal times', [answer('100', '1'), answer('100', '2')], '1'],
  ['as a string', [answer('100', 98)], '98'],
  ['of a message to the visitor only', [{ ...ask('100'), operatorId: '1' }, answer('101', {})], undefined],
])('firstResponderId is that %s', (_, items, expected) => {
  expect(conversationFacts(items).firstResponderId).toBe(expected);
});
