import fc from 'fast-check';
import { it } from 'vitest';

import * as mappers from '../../../src/mappers.js';
import { conversations, jsonValues } from '../../support/arbitraries.js';

/** The units: what the module exports, except what throws errors of its own. */
const { applyRules: _applyRules, parseDelivery: _parseDelivery, ...units } = mappers;

/** Values of other types than a unit asks for. */
const WRONG: readonly unknown[] = [
  undefined,
  null,
  '',
  'text',
  0,
  NaN,
  true,
  [],
  {},
  [[]],
  [{}, null, 7],
  { id: {}, name: [], 98: null },
];

it.each(Object.entries<unknown>(units))('%s throws nothing, whatever it is given', (_, unit) => {
  fc.assert(
    fc.property(fc.oneof(jsonValues, conversations), (value) => {
      (unit as (value: unknown) => unknown)(value);
    }),
    { examples: WRONG.map((value) => [value]) },
  );
});
