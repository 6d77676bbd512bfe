import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { latestTimestamp } from '../../../src/mappers.js';
import { formatTimestamp, parseTimestamp } from '../../../src/units/timestamps.js';

const LAST = 253_402_300_799_999;
const at = (...timestamps: unknown[]) => timestamps.map((timestamp) => ({ timestamp }));

describe('latestTimestamp', () => {
  it.each([
    [at('1473774821.411154', '1473774819.263083'), '2016-09-13T13:53:41.411Z'],
    [at('999999999.5', '1000000000'), '2001-09-09T01:46:40.000Z'],
    [at('0'), '1970-01-01T00:00:00.000Z'],
    [[null, 7, 'x', [], { timestamp: '1' }, {}], '1970-01-01T00:00:01.000Z'],
    [at('253402300800', 'soon', '1'), '1970-01-01T00:00:01.000Z'],
    ...[undefined, null, '1473774819', { 0: { timestamp: '1' }, length: 1 }, [], at('soon', null)].map(
      (items): [unknown, undefined] => [items, undefined],
    ),
  ])('of %j is %s', (items, expected) => {
    expect(latestTimestamp(items)).toBe(expected);
  });
});

describe('parseTimestamp', () => {
  it.each([
    ['1473774819.263083', 1473774819263],
    ['1307116657.1', 1307116657100],
    ['1307116657.9999999', 1307116657999],
    ['1307116657.', NaN],
    ['1307116657', 1307116657000],
    [' 1307116657.05', NaN],
    [1307116657.25, 1307116657250],
    ['0', 0],
    [0, 0],
    ['0.0019', 1],
    ['253402300799.999', LAST],
    ...['', ' ', '.', '-1', '1e9', '0x10', '1.2.3', '1.2345x', '.5', 'NaN', '١', '1 2', '1:', '1/'].map(nan),
    ...['253402300800', '9'.repeat(400), NaN, Infinity, -1, 1e21, 1e-7].map(nan),
    ...[null, undefined, true, ['1'], { valueOf: () => 1 }, 1n, Symbol('1')].map(nan),
  ])('of %s is %d', (timestamp, expected) => {
    expect(parseTimestamp(timestamp)).toBe(expected);
  });
});

function nan(timestamp: unknown): [unknown, number] {
  return [timestamp, NaN];
}

it('formatTimestamp gives what toISOString gives', () => {
  const times = fc.oneof(fc.integer({ min: 0, max: LAST }), fc.constantFrom(0, 999, LAST));
  fc.assert(
    fc.property(times, (time) => {
      expect(formatTimestamp(time)).toBe(new Date(time).toISOString());
    }),
  );
});
