import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import * as mappers from '../../../src/mappers/index.js';

/** Every unit, to be called with whatever there is; what `applyRules` refuses has an error of its own. */
const units = Object.entries<(value: never) => unknown>({ ...mappers, applyRules: () => undefined });

/** Values of other types than a unit asks for, and objects of such. */
const wrong: unknown[] = [
  ...[undefined, null, '', 'text', 0, 7, NaN, true, 1n, Symbol('symbol')],
  ...[() => 'x', /x/, new Date(NaN), new Map([['id', 'v1']]), Object.create(null) as unknown],
];
const wrongInside = wrong.flatMap((value) => [
  [value],
  { kind: value, id: value, name: value, fullName: value, organization: value, referrer: value, city: value },
  { items: value, tags: value, timestamp: value, 98: value },
  [{ kind: 'MessageToVisitor', timestamp: value }],
]);

describe.each(units)('%s', (_, unit) => {
  it('throws nothing when it is called with a wrong type', () => {
    for (const value of [...wrong, ...wrongInside]) expect(() => unit(value as never)).not.toThrow();
  });

  it('throws nothing whatever it is called with', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
        (value) => {
          unit(value as never);
        },
      ),
    );
  });
});
