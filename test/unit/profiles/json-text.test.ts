import fc from 'fast-check';
import { expect, it } from 'vitest';

import { jsonText } from '../../../src/profiles/json-text.js';
import { deepFreeze, refusal } from '../../support/values.js';

it.each<{ name: string; value: unknown; text: string | undefined }>([
  { name: 'an object', value: { b: [1, null], a: { c: '' } }, text: '{"b":[1,null],"a":{"c":""}}' },
  { name: 'a list', value: [{ a: 1 }, 'x'], text: '[{"a":1},"x"]' },
  { name: 'whole emoji', value: { a: '🙂' }, text: '{"a":"🙂"}' },
  { name: 'an emoji that is cut behind its first half', value: { a: 'x\ud83d' }, text: '{"a":"x\ufffd"}' },
  { name: 'an emoji that is cut before its second half', value: ['\ude42x'], text: '["\ufffdx"]' },
  { name: 'halves in the wrong order', value: ['\ude42\ud83d'], text: '["\ufffd\ufffd"]' },
  { name: 'NUL', value: { a: 'x\0y' }, text: '{"a":"x\ufffdy"}' },
  { name: 'other controls', value: ['\x01\x1f\n'], text: String.raw`["\u0001\u001f\n"]` },
  {
    name: 'text that only looks like an escape',
    value: [String.raw`\u0000 \ud83d`],
    text: String.raw`["\\u0000 \\ud83d"]`,
  },
  {
    name: 'text that looks like an escape, beside NUL',
    value: ['\\u0000', '\\\0'],
    text: '["\\\\u0000","\\\\\ufffd"]',
  },
  {
    name: 'NUL deep inside',
    value: { a: [{ b: [[{ c: '\0' }]] }] },
    text: '{"a":[{"b":[[{"c":"\ufffd"}]]}]}',
  },
  {
    name: 'NUL in a key, in its place',
    value: { z: 1, 'a\0': 2, b: 3 },
    text: '{"z":1,"a\ufffd":2,"b":3}',
  },
  {
    name: 'keys that become equal to one that is there',
    value: { 'a\0': 1, 'a\ufffd': 2 },
    text: '{"a\ufffd_2":1,"a\ufffd":2}',
  },
  {
    name: 'keys that become equal to each other',
    value: { '\ud83d': 1, '\0': 2, 'x\0': 3 },
    text: '{"\ufffd_2":1,"\ufffd":2,"x\ufffd":3}',
  },
  {
    name: 'the key __proto__ beside NUL',
    value: JSON.parse(String.raw`{"__proto__":{"\u0000":1},"\u0000":2}`),
    text: '{"__proto__":{"\ufffd":1},"\ufffd":2}',
  },
  { name: 'dates, which are written as text', value: [new Date(0)], text: '["1970-01-01T00:00:00.000Z"]' },
  { name: 'boxed text', value: [new String('\0')], text: '["\ufffd"]' },
  { name: 'an empty object', value: {}, text: undefined },
  { name: 'an empty list', value: [], text: undefined },
  { name: 'text', value: 'x', text: undefined },
  { name: 'a number', value: 7, text: undefined },
  { name: 'null', value: null, text: undefined },
  { name: 'undefined', value: undefined, text: undefined },
])('jsonText writes $name', ({ value, text }) => {
  expect(jsonText(deepFreeze(value))).toBe(text);
});

const cycle: Record<string, unknown> = {};
cycle['self'] = cycle;

it.each<{ name: string; value: unknown }>([
  { name: 'a cycle', value: cycle },
  { name: 'a BigInt', value: [1n] },
  { name: 'a `toJSON` that throws', value: [{ toJSON: () => expect.fail() }] },
  {
    name: 'NUL below 100,000 lists',
    value: JSON.parse(`${'['.repeat(100_000)}"\\u0000"${']'.repeat(100_000)}`),
  },
])('jsonText refuses $name, without a cause', ({ value }) => {
  expect(refusal(() => jsonText(value))).toStrictEqual(['OLARK_UNSERIALIZABLE', undefined]);
});

it('jsonText writes NUL below a thousand lists', () => {
  const text = `${'['.repeat(1000)}"x"${']'.repeat(1000)}`;
  expect(jsonText(JSON.parse(text.replace('x', '\\u0000')))).toBe(text.replace('x', '\ufffd'));
});

it('jsonText loses no value and leaves nothing that Postgres refuses, whatever the text and the keys', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', '\\', '"', '\0', '\ud83d', '\ude42', '\ufffd'),
    maxLength: 6,
  });
  const { json } = fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof(
      { depthSize: 'small' },
      text,
      fc.array(tie('json'), { maxLength: 4 }),
      fc.dictionary(text, tie('json'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  const countOf = (value: unknown): number =>
    typeof value === 'object' && value !== null
      ? Object.values(value).reduce<number>((sum, inner) => sum + countOf(inner), 1)
      : 1;
  fc.assert(
    fc.property(json, (value) => {
      const written = jsonText([value]) ?? '';
      expect(written).not.toMatch(/[\0\p{Surrogate}]/u);
      const parsed = JSON.parse(written) as unknown;
      expect(JSON.stringify(parsed)).toBe(written);
      expect(written.replaceAll(/\\\\/g, '')).not.toMatch(/\\u(?:0000|d[89a-f])/);
      expect(countOf(parsed)).toBe(countOf([value]));
    }),
    { numRuns: 500 },
  );
});

it('jsonText refuses NUL as deep as JSON.stringify can write and nothing can walk through', () => {
  const nested = (depth: number) =>
    JSON.parse(`${'['.repeat(depth)}"\\u0000"${']'.repeat(depth)}`) as unknown;
  const canBeWritten = (depth: number) => {
    try {
      return JSON.stringify(nested(depth)).length > 0;
    } catch {
      return false;
    }
  };
  // How deep that is depends on the stack.
  let depth = 100_000;
  while (!canBeWritten(depth)) depth = Math.floor(depth * 0.95);
  expect(refusal(() => jsonText(nested(depth)))).toStrictEqual(['OLARK_UNSERIALIZABLE', undefined]);
});
