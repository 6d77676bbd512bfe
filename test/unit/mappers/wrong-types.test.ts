import fc from 'fast-check';
import { expect, it } from 'vitest';

import * as mappers from '../../../src/mappers/index.js';
import { conversations, jsonValues } from '../../support/arbitraries.js';

/** The others throw errors of their own. */
const { applyRules, parseDelivery, ...units } = mappers;

/** Values of other types than a unit asks for. */
const WRONG = [
  ...[undefined, null, '', 'text', 0, NaN, true],
  ...[[], {}, [[]], [{}, null, 7], { id: {}, name: [], 98: null }],
];

it.each(Object.entries<unknown>(units))('%s throws nothing, whatever it is given', (_, unit) => {
  const call = (value: unknown) => void (unit as (value: unknown) => unknown)(value);
  for (const value of WRONG) expect(() => call(value)).not.toThrow();
  fc.assert(fc.property(fc.oneof(jsonValues, conversations), call));
});
