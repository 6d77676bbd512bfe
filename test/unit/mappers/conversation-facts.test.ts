import { describe, expect, it } from 'vitest';

import { conversationFacts } from '../../../src/mappers/index.js';

const NOTHING = { messageCount: 0, visitorMessageCount: 0, operatorMessageCount: 0, isOffline: false };

const visitor = (timestamp?: unknown) => ({ kind: 'MessageToOperator', timestamp });
const operator = (timestamp?: unknown) => ({ kind: 'MessageToVisitor', timestamp });

describe('conversationFacts', () => {
  it.each([[[]], [undefined], [null], ['MessageToVisitor'], [{ length: 1 }]])(
    'of %j counts nothing and knows no times',
    (items) => {
      expect(conversationFacts(items)).toStrictEqual(NOTHING);
    },
  );

  it('counts every item, and the messages of both sides', () => {
    const items = [operator(), visitor(), visitor(), { kind: 'Transfer' }, {}, null, 'MessageToVisitor'];
    expect(conversationFacts(items)).toStrictEqual({
      ...NOTHING,
      messageCount: 7,
      visitorMessageCount: 2,
      operatorMessageCount: 1,
    });
  });

  it('knows an offline message, which neither side wrote in the chat', () => {
    expect(conversationFacts([{ kind: 'OfflineMessage' }, {}])).toStrictEqual({
      ...NOTHING,
      messageCount: 2,
      isOffline: true,
    });
  });

  it('has the times of the earliest and the latest item, of whatever kind and in whatever order', () => {
    const items = [
      visitor('1473774820'),
      { kind: 'Transfer', timestamp: '1473774819.263083' },
      visitor('1473774825.5'),
    ];
    for (const list of [items, items.slice().reverse()]) {
      expect(conversationFacts(list)).toMatchObject({
        startedAt: '2016-09-13T13:53:39.263Z',
        endedAt: '2016-09-13T13:53:45.500Z',
        durationSeconds: 6,
      });
    }
  });

  it('leaves out timestamps that cannot be read', () => {
    expect(conversationFacts([visitor('soon'), visitor('1.5'), visitor(null)])).toMatchObject({
      startedAt: '1970-01-01T00:00:01.500Z',
      endedAt: '1970-01-01T00:00:01.500Z',
      durationSeconds: 0,
      messageCount: 3,
    });
  });

  it('takes the start of the epoch for a time', () => {
    expect(conversationFacts([visitor('0'), operator('0')])).toMatchObject({
      startedAt: '1970-01-01T00:00:00.000Z',
      endedAt: '1970-01-01T00:00:00.000Z',
      durationSeconds: 0,
      firstResponseSeconds: 0,
    });
  });

  it.each([
    ['100.0', '100.499', 0],
    ['100.0', '100.5', 1],
    ['100.9', '102.3', 1],
    ['100', '3700', 3600],
  ])('rounds the time from %s to %s to %d whole seconds', (asked, answered, seconds) => {
    expect(conversationFacts([visitor(asked), operator(answered)])).toMatchObject({
      durationSeconds: seconds,
      firstResponseSeconds: seconds,
    });
  });
});

describe('firstResponseSeconds', () => {
  it.each([
    ['a greeting before the question', [operator('90'), visitor('100'), operator('107'), operator('200')], 7],
    ['several questions before the answer', [visitor('100'), visitor('105'), operator('107')], 7],
    ['another answer later on', [visitor('100'), operator('107'), visitor('110'), operator('111')], 7],
  ])('counts from the first question to the first answer after it, with %s', (_, items, seconds) => {
    expect(conversationFacts(items).firstResponseSeconds).toBe(seconds);
  });

  it.each([
    ['there is no answer', [operator('90'), visitor('100')]],
    ['there is no question', [operator('90'), operator('100')]],
    ['no time of a question is known', [visitor(), operator('100')]],
    ['the time of the first question is not known', [visitor(), visitor('100'), operator('107')]],
    ['no time of an answer is known', [visitor('100'), operator('soon')]],
    ['the answer is older than the question', [visitor('100'), operator('99.9')]],
    ['only others wrote after the question', [visitor('100'), { kind: 'Transfer', timestamp: '101' }]],
  ])('is absent where %s', (_, items) => {
    expect(conversationFacts(items)).not.toHaveProperty('firstResponseSeconds');
  });
});
