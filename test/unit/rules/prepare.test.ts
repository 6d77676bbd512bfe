import { expect, it } from 'vitest';

import { prepareRules } from '../../../src/rules/prepare.js';
import { thrownBy } from '../../support/values.js';

const sound = { from: 'id', to: 'context.id' };

it.each([undefined, null, 7, 'a.b', {}, { length: 1, 0: sound }, () => [sound]])(
  'rules that are no array are refused: %s',
  (rules) => {
    expect(thrownBy(() => prepareRules(rules))).toMatchObject({
      code: 'OLARK_INVALID_OPTION',
      path: 'options.rules',
      message: '`options.rules` must be an array.',
    });
  },
);

it('a hole in an array of rules is refused, each time', () => {
  // oxlint-disable-next-line no-sparse-arrays -- a hole is what this is about
  const rules = [sound, , sound];
  for (let time = 0; time < 2; time += 1) {
    expect(thrownBy(() => prepareRules(rules)).path).toBe('options.rules[1]');
  }
});

it('rules are prepared once per array, and again when its elements or its length changed', () => {
  const rules = Object.seal([sound, { ...sound, to: 'b' }]);
  const prepared = prepareRules(rules);
  expect(prepared.map(({ to }) => to)).toStrictEqual([['context', 'id'], ['b']]);
  expect(prepareRules(rules)).toBe(prepared);
  expect(prepareRules([...rules])).not.toBe(prepared);

  rules[1] = { ...sound, to: 'c' };
  expect(prepareRules(rules)[1]?.to).toStrictEqual(['c']);

  const growing = [sound];
  prepareRules(growing);
  growing.push(sound);
  expect(prepareRules(growing)).toHaveLength(2);
  growing.pop();
  expect(prepareRules(growing)).toHaveLength(1);
});
