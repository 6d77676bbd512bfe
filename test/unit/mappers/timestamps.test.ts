import { describe, expect, it } from 'vitest';

import { latestTimestamp } from '../../../src/mappers/index.js';
import { milliseconds } from '../../../src/mappers/timestamps.js';

const at = (...timestamps: unknown[]) => timestamps.map((timestamp) => ({ timestamp }));

describe('latestTimestamp', () => {
  it.each([
    [at('1473774819.263083', '1473774821.411154'), '2016-09-13T13:53:41.411Z'],
    [at('1473774821.411154', '1473774819.263083'), '2016-09-13T13:53:41.411Z'],
    [at('999999999.5', '1000000000'), '2001-09-09T01:46:40.000Z'],
    [at('0'), '1970-01-01T00:00:00.000Z'],
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
    [at('soon', null)],
  ])('of %j is absent', (items) => {
    expect(latestTimestamp(items)).toBeUndefined();
  });
});

describe('milliseconds', () => {
  it.each([
    ['1473774819.263083', 1473774819263],
    ['1307116657.1', 1307116657100],
    ['1307116657.25', 1307116657250],
    ['1307116657.9999999', 1307116657999],
    ['1307116657.', 1307116657000],
    ['1307116657', 1307116657000],
    [' 1307116657.05 ', 1307116657050],
    [1307116657.25, 1307116657250],
    [1307116657, 1307116657000],
    ['0', 0],
    [0, 0],
    ['0.001', 1],
    ['0.0009', 0],
    ['253402300799.999', 253402300799999],
  ])('of %j is %d', (timestamp, expected) => {
    expect(milliseconds(timestamp)).toBe(expected);
  });

  it.each([
    ...[
      '',
      ' ',
      '.',
      '-1',
      '1e9',
      '0x10',
      '1.2.3',
      '1.2345x',
      '.5',
      'NaN',
      'Infinity',
      '١',
      '1 2',
      '1:',
      '1/',
    ],
    ...['253402300800', '9'.repeat(400), NaN, Infinity, -1, 1e21, 1e-7],
    ...[null, undefined, true, ['1'], { valueOf: () => 1 }, 1n, Symbol('1')],
  ])('of %s is NaN, as no time can be read from it', (timestamp) => {
    expect(milliseconds(timestamp)).toBeNaN();
  });
});
