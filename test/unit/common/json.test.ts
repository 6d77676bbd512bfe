import { expect, it } from 'vitest';

import { stringify } from '../../../src/common/json.js';
import { thrownBy } from '../../support/values.js';

it('stringify writes what JSON.stringify writes', () => {
  expect(stringify({ b: [1, NaN, undefined], a: new Date(0), c: undefined })).toBe(
    '{"b":[1,null,null],"a":"1970-01-01T00:00:00.000Z"}',
  );
});

const cycle: Record<string, unknown> = {};
cycle['secret'] = [cycle];

it.each([
  { name: 'a cycle', value: cycle },
  { name: 'a BigInt', value: { big: 7n } },
  { name: 'a `toJSON` that throws', value: { toJSON: () => expect.fail('secret') } },
])('stringify refuses $name, and repeats nothing of the error of JSON.stringify', ({ value }) => {
  const error = thrownBy(() => stringify(value));
  expect(error.code).toBe('OLARK_UNSERIALIZABLE');
  expect(error.message).not.toContain('secret');
  expect(error).not.toHaveProperty('cause');
});
