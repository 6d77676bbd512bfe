import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { conversationFacts } from '../../../src/mappers.js';

/** A message of the visitor's. */
const ask = (timestamp?: unknown) => ({ kind: 'MessageToOperator', timestamp });

/** A message of an operator's. */
const answer = (timestamp?: unknown, operatorId?: unknown) => ({
  kind: 'MessageToVisitor',
  timestamp,
  operatorId,
});

/** An item that nobody wrote. */
const transfer = (timestamp?: unknown) => ({ kind: 'Transfer', timestamp });

it('computes every fact of a conversation', () => {
  const items = [
    { kind: 'MessageToVisitor', timestamp: '1473774815.000000', operatorId: 'bot', body: 'Welcome!' },
    { kind: 'MessageToOperator', timestamp: '1473774819.263083', body: 'Hi' },
    { kind: 'MessageToVisitor', timestamp: '1473774821.411154', operatorId: '98', body: 'Hello' },
    { kind: 'MessageToOperator', timestamp: '1473774830.000000', body: 'What does it cost?' },
    { kind: 'MessageToVisitor', timestamp: '1473774840.900000', operatorId: '99', body: 'Nothing' },
  ];
  expect(conversationFacts(items)).toStrictEqual({
    messageCount: 5,
    visitorMessageCount: 2,
    operatorMessageCount: 3,
    isOffline: false,
    startedAt: '2016-09-13T13:53:35.000Z',
    endedAt: '2016-09-13T13:54:00.900Z',
    durationSeconds: 26,
    firstResponderId: '98',
    firstResponseSeconds: 2,
    averageResponseSeconds: 7,
  });
});

describe('counts', () => {
  const nothing = { messageCount: 0, visitorMessageCount: 0, operatorMessageCount: 0, isOffline: false };

  it.each<{ name: string; items: unknown; facts: object }>([
    { name: 'nothing in an empty list', items: [], facts: nothing },
    { name: 'nothing in undefined', items: undefined, facts: nothing },
    { name: 'nothing in null', items: null, facts: nothing },
    { name: 'nothing in text', items: 'MessageToVisitor', facts: nothing },
    { name: 'nothing in an object that looks like a list', items: { length: 1 }, facts: nothing },
    {
      name: 'every item, whatever it is',
      items: [transfer(), {}, null, 'MessageToVisitor'],
      facts: { messageCount: 4, visitorMessageCount: 0, operatorMessageCount: 0, isOffline: false },
    },
    {
      name: 'the messages of both sides',
      items: [answer(), ask(), ask()],
      facts: { messageCount: 3, visitorMessageCount: 2, operatorMessageCount: 1, isOffline: false },
    },
    {
      name: 'an offline message as the message of neither side',
      items: [{ kind: 'OfflineMessage' }, {}],
      facts: { messageCount: 2, visitorMessageCount: 0, operatorMessageCount: 0, isOffline: true },
    },
  ])('$name', ({ items, facts }) => {
    expect(conversationFacts(items)).toStrictEqual(facts);
  });
});

it.each<{ name: string; items: unknown[]; startedAt?: string; endedAt?: string; durationSeconds?: number }>([
  {
    name: 'begins and ends with the earliest and the latest item of any kind',
    items: [transfer('1.2630'), ask('2'), transfer('7.5')],
    startedAt: '1970-01-01T00:00:01.263Z',
    endedAt: '1970-01-01T00:00:07.500Z',
    durationSeconds: 6,
  },
  {
    name: 'skips items without a usable time',
    items: [ask('soon'), ask('2'), answer('3'), answer(), null],
    startedAt: '1970-01-01T00:00:02.000Z',
    endedAt: '1970-01-01T00:00:03.000Z',
    durationSeconds: 1,
  },
  {
    name: 'lasts no time if one item has a usable time',
    items: [ask('0')],
    startedAt: '1970-01-01T00:00:00.000Z',
    endedAt: '1970-01-01T00:00:00.000Z',
    durationSeconds: 0,
  },
  { name: 'has no times if no item has a usable one', items: [ask('soon'), answer()] },
])('a conversation $name', ({ items, startedAt, endedAt, durationSeconds }) => {
  const facts = conversationFacts(items);
  expect([facts.startedAt, facts.endedAt, facts.durationSeconds]).toStrictEqual([
    startedAt,
    endedAt,
    durationSeconds,
  ]);
});

describe('response times', () => {
  it.each<{ name: string; items: unknown[]; first: number; average: number }>([
    { name: 'one question', items: [ask('100'), answer('107')], first: 7, average: 7 },
    {
      name: 'a greeting before the question, which is no answer',
      items: [answer('90'), ask('100'), answer('107')],
      first: 7,
      average: 7,
    },
    {
      name: 'several questions before the answer: the first one counts',
      items: [ask('100'), ask('105'), answer('107')],
      first: 7,
      average: 7,
    },
    {
      name: 'several answers: the first one counts',
      items: [ask('100'), answer('107'), answer('300')],
      first: 7,
      average: 7,
    },
    {
      name: 'two turns of 7 and 1.5 seconds, and a question without an answer',
      items: [ask('100'), answer('107'), ask('110'), ask('111'), answer('111.5'), ask('200')],
      first: 7,
      average: 4,
    },
    {
      name: 'a question and an answer at the same time',
      items: [answer('100'), ask('100')],
      first: 0,
      average: 0,
    },
    {
      name: 'a turn that ends when the next begins: the question belongs to the answer at its time',
      items: [ask('100'), answer('104'), ask('104'), answer('110')],
      first: 4,
      average: 4,
    },
    {
      name: 'messages without a usable time between',
      items: [ask(), ask('100'), answer('soon'), answer('107'), ask(null)],
      first: 7,
      average: 7,
    },
    {
      name: 'other items between',
      items: [ask('100'), transfer('101'), answer('107')],
      first: 7,
      average: 7,
    },
    { name: 'less than half a second', items: [ask('100'), answer('100.499')], first: 0, average: 0 },
    { name: 'half a second', items: [ask('100'), answer('100.5')], first: 1, average: 1 },
    { name: 'the start of the epoch', items: [ask('0'), answer('3600')], first: 3600, average: 3600 },
    {
      name: 'a mean of one and a half seconds',
      items: [ask('100'), answer('101'), ask('110'), answer('112')],
      first: 1,
      average: 2,
    },
  ])('of $name', ({ items, first, average }) => {
    const facts = conversationFacts(items);
    expect(facts.firstResponseSeconds).toBe(first);
    expect(facts.averageResponseSeconds).toBe(average);
  });

  it.each<{ name: string; items: unknown[] }>([
    { name: 'a question without an answer', items: [answer('90', '1'), ask('100')] },
    { name: 'answers without a question', items: [answer('90', '1'), answer('100', '1')] },
    { name: 'a question without a usable time', items: [ask(), answer('100', '1')] },
    { name: 'an answer without a usable time', items: [ask('100'), answer('soon', '1')] },
    { name: 'an answer that is older than the question', items: [ask('100'), answer('99.9', '1')] },
    { name: 'a question and then only other items', items: [ask('100'), transfer('101')] },
  ])('are absent, and so is who answered, for $name', ({ items }) => {
    const facts = conversationFacts(items);
    expect(facts).not.toHaveProperty('firstResponseSeconds');
    expect(facts).not.toHaveProperty('averageResponseSeconds');
    expect(facts).not.toHaveProperty('firstResponderId');
  });
});

it.each<{ name: string; items: unknown[]; responder: string | undefined }>([
  {
    name: 'is whose answer is the first',
    items: [ask('100'), answer('107', '98'), answer('108', '99')],
    responder: '98',
  },
  {
    name: 'is not who greeted before the visitor wrote',
    items: [answer('90', 'bot'), ask('100'), answer('107', '98')],
    responder: '98',
  },
  {
    name: 'follows the times and not the list',
    items: [answer('108', '99'), answer('107', '98'), ask('100')],
    responder: '98',
  },
  {
    name: 'can answer in the moment in which the visitor asks',
    items: [answer('100', '98'), ask('100')],
    responder: '98',
  },
  {
    name: 'is the first in the list of two who answer at the same time',
    items: [ask('100'), answer('107', '99'), answer('107', '98')],
    responder: '99',
  },
  {
    name: 'is the first who is named of those who answer at the same time',
    items: [ask('100'), answer('107'), answer('107', ' '), answer('107', '98'), answer('107', '99')],
    responder: '98',
  },
  {
    name: 'is unknown if the first answer names nobody, whoever answers later',
    items: [ask('100'), answer('107'), answer('108', '99')],
    responder: undefined,
  },
  {
    name: 'is unknown if the first answer names nobody, whoever answers the next question',
    items: [ask('100'), answer('107'), ask('110'), answer('112', '99')],
    responder: undefined,
  },
  { name: 'is a string', items: [ask('100'), answer('107', 98)], responder: '98' },
  {
    name: 'is not named by the visitor’s message',
    items: [{ ...ask('100'), operatorId: '1' }, answer('107', {})],
    responder: undefined,
  },
])('the first responder $name', ({ items, responder }) => {
  expect(conversationFacts(items).firstResponderId).toBe(responder);
});

it('facts do not depend on the order of the list if no two messages have the same time', () => {
  const kinds = fc.constantFrom('MessageToVisitor', 'MessageToOperator', 'OfflineMessage', 'Transfer');
  const messages = fc.uniqueArray(
    fc.record({
      kind: kinds,
      timestamp: fc.nat(100).map(String),
      operatorId: fc.constantFrom('1', '2', '3'),
    }),
    { selector: ({ timestamp }) => timestamp, maxLength: 10 },
  );
  const shuffled = messages.chain((list) =>
    fc.tuple(
      fc.constant(list),
      fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([list, other]) => {
      expect(conversationFacts(other)).toStrictEqual(conversationFacts(list));
    }),
  );
});
