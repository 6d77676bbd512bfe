import { expect, it } from 'vitest';

import { inOrder } from '../../../src/units/message-order.js';
import { deepFreeze } from '../../support/values.js';

/** A message of the visitor's, and one of an operator's. */
const ask = (timestamp: unknown, body: string) => ({ kind: 'MessageToOperator', timestamp, body });
const answer = (timestamp: unknown, body: string) => ({ kind: 'MessageToVisitor', timestamp, body });

it('gives each message with its time in milliseconds, by reference', () => {
  const late = answer('2.25', 'late');
  const early = ask('1.5', 'early');
  const untimed = { body: 'untimed' };
  const messages = inOrder([late, untimed, early]);
  expect(messages.map(({ time }) => time)).toStrictEqual([1500, 2250, undefined]);
  expect(messages[0]?.message).toBe(early);
  expect(messages[1]?.message).toBe(late);
  expect(messages[2]?.message).toBe(untimed);
});

it.each<{ name: string; items: unknown; bodies: string[] }>([
  {
    name: 'leaves messages that are in order as they are',
    items: [ask('1', 'a'), answer('2', 'b'), ask('3', 'c')],
    bodies: ['a', 'b', 'c'],
  },
  {
    name: 'sorts by time as a number',
    items: [ask('1000000000', 'b'), answer('999999999.5', 'a')],
    bodies: ['a', 'b'],
  },
  {
    name: 'puts the visitor’s message first at equal times',
    items: [answer('1', 'answer'), ask('1', 'question')],
    bodies: ['question', 'answer'],
  },
  {
    name: 'puts the visitor’s message before one of another kind at equal times',
    items: [{ kind: 'Transfer', timestamp: '1', body: 'transfer' }, ask('1', 'question')],
    bodies: ['question', 'transfer'],
  },
  {
    name: 'keeps the order of the list for answers at equal times',
    items: [answer('1', 'a'), answer('1.0004', 'b'), answer('1', 'c')],
    bodies: ['a', 'b', 'c'],
  },
  {
    name: 'keeps messages without usable times where they stand',
    items: [ask('soon', 'a'), answer(null, 'b'), ask(undefined, 'c')],
    bodies: ['a', 'b', 'c'],
  },
  {
    name: 'keeps a message without a usable time behind the one that it follows',
    items: [answer('2', 'c'), ask('soon', 'd'), ask('1', 'a'), answer(null, 'b')],
    bodies: ['a', 'b', 'c', 'd'],
  },
  {
    name: 'keeps it there at equal times too',
    items: [answer('1', 'b'), answer(null, 'c'), ask('1', 'a')],
    bodies: ['a', 'b', 'c'],
  },
  {
    name: 'puts a message without a usable time that follows none before all others',
    items: [answer(null, 'a'), ask('0', 'b')],
    bodies: ['a', 'b'],
  },
  {
    name: 'leaves out what is not an object',
    items: [null, 'x', 7, ['x'], ask('1', 'a')],
    bodies: ['a'],
  },
  { name: 'finds nothing in an empty list', items: [], bodies: [] },
  { name: 'finds nothing in undefined', items: undefined, bodies: [] },
  { name: 'finds nothing in text', items: 'MessageToVisitor', bodies: [] },
  { name: 'finds nothing in an object', items: { 0: ask('1', 'a'), length: 1 }, bodies: [] },
])('$name', ({ items, bodies }) => {
  expect(inOrder(deepFreeze(items)).map(({ message }) => message['body'])).toStrictEqual(bodies);
});
