import { describe, expect, it } from 'vitest';

import { latestTimestamp } from '../../../src/mappers.js';

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
