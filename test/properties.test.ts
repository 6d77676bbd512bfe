import assert from 'node:assert/strict';

import fc from 'fast-check';
import { expect, it, vi } from 'vitest';

import { canonicalJson } from '../src/ids/canonical.js';
import { type MappingRule, transformOlark, type TransformOptions } from '../src/index.js';
import { applyRules } from '../src/mappers.js';
import { conversations, jsonValues, oddRules, ruleLists } from './support/arbitraries.js';
import { PROFILES } from './support/fixtures.js';
import { lostLeaves } from './support/lost-leaves.js';
import { outcomeOf, soundOutcomeOf } from './support/outcome.js';
import { conversationWith, leavesOf, thrownBy } from './support/values.js';
import { wireForms } from './support/wire-forms.js';

// `FUZZ_RUNS=100000 npx vitest run test/properties.test.ts` makes a fuzzer of this file.
fc.configureGlobal({ numRuns: Number(process.env['FUZZ_RUNS'] ?? 50) });
vi.setConfig({ testTimeout: 24 * 60 * 60 * 1000 });

const SECRET = 'S3CR3T';
const profiles = fc.constantFrom(...PROFILES);
const options: fc.Arbitrary<TransformOptions> = fc.record({
  profile: profiles,
  ids: fc.constantFrom('content', 'none'),
  rules: fc.oneof(fc.constant([]), ruleLists),
});
const damage = fc.oneof(
  fc.string({ maxLength: 2 }),
  fc.constantFrom('"', '{', '}', '&', '\\', '\u200b', 'null'),
);

/** Text of which a piece is cut out, and another stands in its place. */
function damaged(text: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.integer({ min: 2, max: text.length }), fc.nat(30), damage)
    .map(([start, length, piece]) => text.slice(0, start) + piece + text.slice(start + length));
}

/** Text in a form, of which `encodeURIComponent` takes no lone surrogates. */
function formOf(text: string): string {
  return new URLSearchParams({ data: text }).toString();
}

it('only coded errors are thrown, whatever the value, text or bytes', () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withNullPrototype: true,
    withObjectString: true,
    withSparseArray: true,
    stringUnit: 'binary',
  });
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    jsonValues.map((value) => JSON.stringify(value)),
    conversations.chain((conversation) => damaged(JSON.stringify(conversation))),
  );
  const value = fc.oneof(anything, jsonValues, texts, fc.uint8Array());
  fc.assert(
    fc.property(value, value, texts, profiles, (first, second, text, profile) => {
      const visitor = { browser: first, operatingSystem: second, customFields: second };
      const payloads: unknown[] = [
        first,
        { data: first },
        { request: { body: first } },
        `data=${text}`,
        formOf(text),
        { kind: first, visitor: second, groups: first },
        conversationWith({ items: first, operators: second, tags: [first], groups: [first, second] }),
        conversationWith({ id: first, groups: second, other: second }, visitor),
      ];
      for (const payload of payloads) outcomeOf(payload, { profile, ids: 'content' });
    }),
  );
});

it('only OLARK_INVALID_OPTION is thrown, whatever the rules', () => {
  fc.assert(
    fc.property(conversations, oddRules, fc.anything(), profiles, (conversation, odd, event, profile) => {
      const rules = odd as MappingRule[];
      const outcome = outcomeOf(conversation, { profile, rules, ids: 'none' });
      if (typeof outcome === 'string') expect(outcome).toBe('OLARK_INVALID_OPTION');
      try {
        applyRules(rules, conversation, { event: event as object, profile });
      } catch (error) {
        expect(error).toMatchObject({ name: 'OlarkPayloadError', code: 'OLARK_INVALID_OPTION' });
      }
    }),
  );
});

it('no error shows a value of the payload, or has a cause that the caller did not throw', () => {
  /** JSON in which every string is secret. */
  const secrets = jsonValues.map((value): unknown =>
    JSON.parse(JSON.stringify(value), (_, inner: unknown) => (typeof inner === 'string' ? SECRET : inner)),
  );
  /** Refuses the conversations that nothing else refuses. */
  const failing: MappingRule[] = [{ to: 'userId', via: (id: string) => [id] }];
  fc.assert(
    fc.property(secrets, secrets, fc.gen(), (value, other, gen) => {
      const conversation = { kind: SECRET, [SECRET]: value, visitor: { id: SECRET, [SECRET]: other } };
      const json = JSON.stringify(conversation);
      const payloads: unknown[] = [
        value,
        [value],
        new Map([[SECRET, other]]),
        json,
        `data=${json}`,
        `${SECRET}=${json}`,
        gen(damaged, json),
        formOf(gen(damaged, json)),
        { ...conversation, kind: value },
        { ...conversation, visitor: value },
        conversationWith({ kind: SECRET }, { id: value }),
        { data: value, [SECRET]: other },
        { request: value, [SECRET]: other },
        { request: { body: value } },
        { Value: { data: value }, File: other },
        { body: value, headers: other },
      ];
      for (const payload of payloads) {
        const error = thrownBy(() => transformOlark(payload, { rules: failing }));
        expect(error.message + JSON.stringify(error)).not.toContain(SECRET);
        expect(error.cause).toBeUndefined();
      }
    }),
  );
});

it('every wire form gives the same events and ids, whatever the options', () => {
  fc.assert(
    fc.property(conversations, options, (conversation, chosen) => {
      const text = JSON.stringify(conversation);
      const expected = canonicalJson(outcomeOf(text, chosen));
      for (const [name, form] of Object.entries(wireForms)) {
        expect(canonicalJson(outcomeOf(form(text), chosen)), name).toBe(expected);
      }
    }),
  );
});

it('events are what RudderStack can take and the input stays as it was, whatever the options', () => {
  const refused: boolean[] = [];
  fc.assert(
    fc.property(conversations, options, (conversation, chosen) => {
      const outcome = soundOutcomeOf(JSON.stringify(conversation), chosen);
      if (chosen.rules?.length !== 0) refused.push(typeof outcome === 'string');
    }),
  );
  // Otherwise this would say little about rules.
  expect(refused.filter(Boolean).length / refused.length).toBeLessThan(0.9);
});

it('complete loses no leaf', () => {
  fc.assert(
    fc.property(conversations, fc.boolean(), (conversation, isDistinct) => {
      let count = 0;
      const payload: unknown = JSON.parse(JSON.stringify(conversation), (_, leaf: unknown) =>
        isDistinct && typeof leaf === 'string' ? `${leaf} ${String((count += 1))}` : leaf,
      );
      expect(lostLeaves(payload)).toStrictEqual([]);
    }),
  );
});

it('ids differ within a delivery, and as soon as anything is changed or added', () => {
  fc.assert(
    fc.property(conversations, fc.nat(), fc.boolean(), (conversation, position, isAdded) => {
      const other = JSON.parse(JSON.stringify(conversation)) as Record<string, unknown>;
      if (isAdded) addBeside(other, position);
      else changeLeaf(other, position);
      const events = [...transformOlark(conversation), ...transformOlark(other)];
      expect(new Set(events.map(({ messageId }) => messageId)).size).toBe(events.length);
    }),
  );
});

/** Finds the leaf at a position, counted round and round, and what holds it. */
function leafAt(json: Record<string, unknown>, position: number) {
  const leaves = leavesOf(json);
  const [path, leaf] = leaves[position % leaves.length] ?? [[], undefined];
  let holder = json;
  for (const step of path.slice(0, -1)) holder = holder[step] as typeof holder;
  return { holder, key: String(path.at(-1)), leaf };
}

/** Puts another leaf in the place of one; `__proto__` too is a key like any other. */
function changeLeaf(json: Record<string, unknown>, position: number): void {
  const { holder, key, leaf } = leafAt(json, position);
  Object.defineProperty(holder, key, { value: typeof leaf === 'string' ? `${leaf}!` : 'changed' });
}

/** Adds an element or a field beside a leaf. */
function addBeside(json: Record<string, unknown>, position: number): void {
  const { holder, key, leaf } = leafAt(json, position);
  if (Array.isArray(holder)) holder.push(leaf);
  else holder[`${key}!`] = leaf;
}

it('form bodies are read as URLSearchParams reads them', () => {
  const markup = ["'", '"', '{', '<', '[', '\t'];
  const ofForms = ['=', '&', '+', '%', '?', 'é', 'a[b]', 'data', '%64ata', '%7B'];
  const piece = fc.oneof(
    fc.constantFrom(...markup, ...ofForms),
    fc.string({ unit: 'binary-ascii', maxLength: 3 }),
  );
  const data = conversations.map((conversation) => formOf(JSON.stringify(conversation)));
  fc.assert(
    fc.property(fc.array(piece), data, fc.string(), (before, own, after) => {
      const body = `${before.join('')}&${own}&${after}`.trim();
      const [textBeforeData = ''] = body.split(/(?:^|&)(?:d|%64)ata(?:[=&]|$)/, 1);
      const outcome = outcomeOf(body, { ids: 'content' });
      if (/["{<\s]/.test(textBeforeData)) {
        expect(outcome).toMatch(/^OLARK_(?:INVALID_JSON|NOT_A_CONVERSATION)$/);
      } else assert.deepEqual(outcome, outcomeOf(new URLSearchParams(body), { ids: 'content' }));
    }),
  );
});

it('no visitor can type a form into a body of JSON, even where the body is damaged', () => {
  const forged = `hi &${formOf(JSON.stringify(conversationWith({}, { id: 'forged' })))}&`;
  const json = JSON.stringify(conversationWith({ items: [{ body: forged }] }, { fullName: forged }));
  const multipart = '--X\r\nContent-Disposition: form-data\r\n\r\n';
  fc.assert(
    fc.property(fc.constantFrom('', '[', '\u200b', 'x', multipart), damaged(json), (before, text) => {
      const outcome = outcomeOf(before + text, {});
      if (typeof outcome !== 'string') expect(outcome[0]?.userId).not.toBe('forged');
    }),
  );
});
