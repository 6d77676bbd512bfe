import fc from 'fast-check';
import { it } from 'vitest';

import * as mappers from '../../../src/mappers.js';
import { conversations, jsonValues } from '../../support/arbitraries.js';

/** The others throw errors of their own. */
const units = Object.entries<unknown>(mappers).filter(
  ([name]) => !/^(?:applyRules|parseDelivery)$/.test(name),
);

/** Values of other types than a unit asks for. */
const WRONG = [
  ...[undefined, null, '', 'text', 0, NaN, true],
  ...[[], {}, [[]], [{}, null, 7], { id: {}, name: [], 98: null }],
];

it.each(units)('%s throws nothing, whatever it is given', (_, unit) => {
  const call = fc.property(fc.oneof(jsonValues, conversations), (value) => {
    (unit as (value: unknown) => unknown)(value);
  });
  fc.assert(call, { examples: WRONG.map((value) => [value]) });
});
