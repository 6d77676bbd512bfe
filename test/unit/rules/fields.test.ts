import { expect, it } from 'vitest';

import type { MappingRule } from '../../../src/index.js';
import { applyRules } from '../../../src/mappers.js';
import { conversationWith } from '../../support/values.js';
import { withFrozen } from '../../support/prototype.js';

it.each<{ name: string; rule: MappingRule; becomes: object }>([
  { name: 'a path', rule: { to: 'a.toString', value: 1 }, becomes: { a: { toString: 1 } } },
  { name: 'the first step', rule: { to: 'toString', value: 1 }, becomes: { toString: 1 } },
  {
    name: 'a field of a constant',
    rule: { to: 'traits', value: { toString: 1 } },
    becomes: { traits: { toString: 1 } },
  },
  {
    name: 'a field of the payload',
    rule: { from: 'sent', to: 'traits' },
    becomes: { traits: { toString: 'x' } },
  },
])('a rule sets a field named toString, by $name, while Object.prototype is frozen', ({ rule, becomes }) => {
  const conversation = conversationWith({ sent: { toString: 'x' } });
  const made = withFrozen('toString', () => applyRules([rule], conversation));
  expect(made).toStrictEqual(becomes);
});
