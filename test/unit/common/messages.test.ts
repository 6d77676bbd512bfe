import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { inOrder, parseTimestamp } from '../../../src/common/messages.js';
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

describe('parseTimestamp', () => {
  it.each<{ timestamp: unknown; milliseconds: number }>([
    { timestamp: '1473774819.263083', milliseconds: 1473774819263 },
    { timestamp: '1307116657', milliseconds: 1307116657000 },
    { timestamp: '1307116657.1', milliseconds: 1307116657100 },
    { timestamp: '1307116657.05', milliseconds: 1307116657050 },
    { timestamp: '1307116657.9999999', milliseconds: 1307116657999 },
    { timestamp: '0.0019', milliseconds: 1 },
    { timestamp: '0', milliseconds: 0 },
    { timestamp: '0001.5', milliseconds: 1500 },
    { timestamp: '253402300799.9999', milliseconds: 253402300799999 },
    { timestamp: 1307116657.25, milliseconds: 1307116657250 },
    { timestamp: 0, milliseconds: 0 },
  ])('reads $timestamp as $milliseconds milliseconds', ({ timestamp, milliseconds }) => {
    expect(parseTimestamp(timestamp)).toBe(milliseconds);
  });

  it('cuts digits beyond the milliseconds off and never rounds, whatever the time', () => {
    const seconds = fc.integer({ min: 0, max: 253_402_300_799 });
    const thousandths = fc.integer({ min: 0, max: 999 });
    const furtherDigits = fc.stringMatching(/^\d{0,20}$/);
    fc.assert(
      fc.property(seconds, thousandths, furtherDigits, (whole, part, further) => {
        const timestamp = `${String(whole)}.${String(part).padStart(3, '0')}${further}`;
        expect(parseTimestamp(timestamp)).toBe(whole * 1000 + part);
      }),
    );
  });

  it.each<{ name: string; timestamp: unknown }>([
    { name: 'empty text', timestamp: '' },
    { name: 'white space', timestamp: ' ' },
    { name: 'a point alone', timestamp: '.' },
    { name: 'nothing before the point', timestamp: '.5' },
    { name: 'nothing behind the point', timestamp: '1307116657.' },
    { name: 'two points', timestamp: '1.2.3' },
    { name: 'a letter far behind the point', timestamp: '1.2345x' },
    { name: 'white space before the digits', timestamp: ' 1307116657.05' },
    { name: 'a line break behind the digits', timestamp: '1307116657\n' },
    { name: 'a sign', timestamp: '-1' },
    { name: 'an exponent', timestamp: '1e9' },
    { name: 'hexadecimal digits', timestamp: '0x10' },
    { name: 'a digit that is not ASCII', timestamp: '١' },
    { name: 'the word NaN', timestamp: 'NaN' },
    { name: 'a time after the year 9999', timestamp: '253402300800' },
    { name: 'more digits than a number can hold', timestamp: '9'.repeat(400) },
    { name: 'NaN', timestamp: NaN },
    { name: 'Infinity', timestamp: Infinity },
    { name: 'a negative number', timestamp: -1 },
    { name: 'a number that is written with an exponent', timestamp: 1e21 },
    { name: 'a tiny number', timestamp: 1e-7 },
    { name: 'null', timestamp: null },
    { name: 'undefined', timestamp: undefined },
    { name: 'a boolean', timestamp: true },
    { name: 'a list', timestamp: ['1'] },
    { name: 'an object that turns into a number', timestamp: { valueOf: () => 1 } },
    { name: 'a BigInt', timestamp: 1n },
    { name: 'a symbol', timestamp: Symbol('1') },
  ])('does not take $name', ({ timestamp }) => {
    expect(parseTimestamp(timestamp)).toBeUndefined();
  });

  it('reads a million digits in linear time', () => {
    expect(parseTimestamp(`1.${'5'.repeat(1_000_000)}`)).toBe(1555);
    expect(parseTimestamp(`1.${'5'.repeat(1_000_000)}x`)).toBeUndefined();
    expect(parseTimestamp(`${'1'.repeat(1_000_000)}x`)).toBeUndefined();
  });
});
