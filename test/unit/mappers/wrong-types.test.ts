import { expect, it } from 'vitest';

import * as mappers from '../../../src/mappers/index.js';

/** The others throw errors of their own. */
const units = Object.entries<unknown>(mappers).filter(
  ([name]) => name !== 'applyRules' && name !== 'parseDelivery',
);

/** Values of other types than a unit asks for. */
const WRONG = [
  ...[undefined, null, '', 'text', 0, NaN, true],
  ...[[], {}, [[]], [{}, null, 7], { id: {}, name: [], 98: null }],
];

it.each(units)('%s throws nothing for a value of another type', (_, unit) => {
  for (const value of WRONG) expect(() => (unit as (value: unknown) => unknown)(value)).not.toThrow();
});
