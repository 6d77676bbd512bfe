import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { latestTimestamp } from '../../../src/mappers.js';
import { parseTimestamp } from '../../../src/units/timestamps.js';

describe('latestTimestamp', () => {
  it.each<{ name: string; items: unknown; latest: string | undefined }>([
    {
      name: 'is the latest time, wherever it stands in the list',
      items: [{ timestamp: '1473774821.411154' }, { timestamp: '1473774819.263083' }],
      latest: '2016-09-13T13:53:41.411Z',
    },
    {
      name: 'compares times as numbers, not as text',
      items: [{ timestamp: '999999999.5' }, { timestamp: '1000000000' }],
      latest: '2001-09-09T01:46:40.000Z',
    },
    {
      name: 'can be the start of the epoch',
      items: [{ timestamp: '0' }],
      latest: '1970-01-01T00:00:00.000Z',
    },
    {
      name: 'can be the last millisecond of the year 9999',
      items: [{ timestamp: '253402300799.999' }],
      latest: '9999-12-31T23:59:59.999Z',
    },
    {
      name: 'skips what is not an object',
      items: [null, 7, 'x', [], { timestamp: '1' }],
      latest: '1970-01-01T00:00:01.000Z',
    },
    {
      name: 'skips timestamps that are not usable',
      items: [{ timestamp: '253402300800' }, { timestamp: 'soon' }, {}, { timestamp: '1' }],
      latest: '1970-01-01T00:00:01.000Z',
    },
    {
      name: 'is absent if no timestamp is usable',
      items: [{ timestamp: 'soon' }, { timestamp: null }],
      latest: undefined,
    },
    { name: 'is absent for an empty list', items: [], latest: undefined },
    { name: 'is absent for undefined', items: undefined, latest: undefined },
    { name: 'is absent for null', items: null, latest: undefined },
    { name: 'is absent for text', items: '1473774819', latest: undefined },
    {
      name: 'is absent for an object that looks like a list',
      items: { 0: { timestamp: '1' }, length: 1 },
      latest: undefined,
    },
  ])('$name', ({ items, latest }) => {
    expect(latestTimestamp(items)).toBe(latest);
  });
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
