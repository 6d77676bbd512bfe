import { expect, it } from 'vitest';

import { prepareRules } from '../../../src/rules/prepare.js';
import type { PreparedRule } from '../../../src/rules/prepare-rule.js';
import { refusal } from '../../support/values.js';

const stepsOf = ({ to }: PreparedRule) => to.map(({ step }) => step);
const sound = { from: 'id', to: 'context.id' };

it.each([undefined, null, 7, 'a.b', {}, { length: 1, 0: sound }, () => [sound]])(
  'rules that are no array are refused: %s',
  (rules) => {
    expect(refusal(() => prepareRules(rules))).toStrictEqual(['OLARK_INVALID_OPTION', 'options.rules']);
  },
);

it('a hole in an array of rules is refused, each time', () => {
  // oxlint-disable-next-line no-sparse-arrays -- a hole is what this is about
  const rules = [sound, , sound];
  const refused = ['OLARK_INVALID_OPTION', 'options.rules[1]'];
  expect(refusal(() => prepareRules(rules))).toStrictEqual(refused);
  expect(refusal(() => prepareRules(rules))).toStrictEqual(refused);
});

it('rules are prepared once per array, and again when its elements or its length changed', () => {
  const rules = [sound, { ...sound, to: 'b' }];
  const prepared = prepareRules(rules);
  expect(prepared.map(stepsOf)).toStrictEqual([['context', 'id'], ['b']]);
  expect(prepareRules(rules)).toBe(prepared);
  expect(prepareRules([...rules])).not.toBe(prepared);

  rules[1] = { ...sound, to: 'c' };
  expect(prepareRules(rules).map(stepsOf)).toStrictEqual([['context', 'id'], ['c']]);
  rules.push(sound);
  expect(prepareRules(rules)).toHaveLength(3);
  rules.pop();
  expect(prepareRules(rules)).toHaveLength(2);
});
