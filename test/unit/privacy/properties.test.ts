import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type MappingRule, type Profile, transformOlark } from '../../../src/index.js';
import { hashedUserId, IMPERSONAL_FIELDS, keepOnly, maskEmails, maskText } from '../../../src/privacy.js';
import { conversations } from '../../support/arbitraries.js';
import { PROFILES } from '../../support/fixtures.js';
import { leavesOf } from '../../support/values.js';

const SECRET = '0b5f3a52-8c0e-4a53-9a0b-6f1d2c3e4f50';
const PLACES = ['context', 'traits', 'properties', 'name'];
const UNSAFE = ['__proto__', 'constructor', 'prototype'];
const runs = { numRuns: Number(process.env['FUZZ_RUNS'] ?? 100) };

/**
 * A delivery with a mark in each leaf and in a key of each object. Each mark has a number of its own, so that no two
 * keys are the same.
 */
function marked(value: unknown, mark: string): unknown {
  let count = 0;
  const next = () => `${mark}${String((count += 1))}`;
  const withMarks = (inner: unknown): unknown => {
    if (Array.isArray(inner)) return [...inner.map(withMarks), next()];
    if (typeof inner !== 'object' || inner === null) return `${String(inner)} ${next()}`;
    const entries = Object.entries(inner)
      .filter(([key]) => !UNSAFE.includes(key))
      .map(([key, field]) => [key, withMarks(field)] as const);
    return Object.fromEntries([...entries, [next(), next()]]);
  };
  return withMarks(value);
}

const MARK = 'canary';
const deliveries = conversations.map((conversation) => marked(conversation, MARK));
const profiles = fc.constantFrom(...PROFILES);

/** The places of the events that hold personal data, as JSON has them. */
function placesOf(
  delivery: unknown,
  profile: Profile,
  rules: readonly MappingRule[],
): Record<string, unknown>[] {
  const events = transformOlark(delivery, { profile, ids: 'none', rules });
  return (JSON.parse(JSON.stringify(events)) as Record<string, unknown>[]).map((event) =>
    Object.fromEntries(Object.entries(event).filter(([field]) => PLACES.includes(field))),
  );
}

/** A value in which JSON text is what it holds. */
function opened(value: unknown): unknown {
  if (typeof value === 'string' && /^[[{]/.test(value)) {
    try {
      return opened(JSON.parse(value));
    } catch {
      return value;
    }
  }
  if (Array.isArray(value)) return value.map(opened);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, opened(inner)]));
}

/** Whether a path of the list is a beginning of the path to a leaf. */
function isListed(leaf: readonly string[], paths: readonly string[]): boolean {
  return paths.some((path) =>
    path
      .split('.')
      .every((step, index) => leaf[index] !== undefined && (step === '*' || step === leaf[index])),
  );
}

/** What a list keeps of events, by brute force: all leaves with their paths, without the places in lists. */
function expectedLeaves(events: unknown, paths: readonly string[]): string[] {
  const always = ['context.library', 'context.integration', ...paths];
  return leavesIn(events, (leaf) => isListed(leaf, always));
}

function leavesIn(events: unknown, isKept: (leaf: readonly string[]) => boolean = () => true): string[] {
  return leavesOf(opened(events))
    .map(([[event = '', ...path], leaf]) => ({ event, path, leaf }))
    .filter(
      ({ path, leaf }) => isKept(path) && JSON.stringify(leaf) !== '{}' && JSON.stringify(leaf) !== '[]',
    )
    .map(({ event, path, leaf }) => JSON.stringify([event, path.filter((step) => !/^\d+$/.test(step)), leaf]))
    .sort();
}

describe('keepOnly', () => {
  it('lets out what IMPERSONAL_FIELDS lists and nothing else, whatever is sent, in every profile', () => {
    const rules = keepOnly(IMPERSONAL_FIELDS);
    fc.assert(
      fc.property(deliveries, profiles, (delivery, profile) => {
        const before = placesOf(delivery, profile, []);
        const after = placesOf(delivery, profile, rules);
        expect(leavesIn(after)).toStrictEqual(expectedLeaves(before, IMPERSONAL_FIELDS));
      }),
      runs,
    );
  });

  it('lets out what any list lists and nothing else, whatever is sent, in every profile', () => {
    // Of some leaves the whole path, or its beginning, or with `*` for some of the names.
    const choice = fc.array(fc.record({ leaf: fc.nat(), length: fc.nat(6), stars: fc.array(fc.nat(6)) }));
    fc.assert(
      fc.property(deliveries, profiles, choice, (delivery, profile, choices) => {
        const before = placesOf(delivery, profile, []);
        const leaves = leavesOf(opened(before)).map(([[, ...path]]) => path);
        const paths = choices.flatMap(({ leaf, length, stars }) => {
          const path = (leaves[leaf % leaves.length] ?? []).slice(0, length + 1);
          const isSayable = path.length > 0 && path.every((name) => /^[^.[\]*]+$/.test(name));
          const steps = path.map((name, index) => (index > 0 && stars.includes(index) ? '*' : name));
          return isSayable ? [steps.join('.')] : [];
        });
        const after = placesOf(delivery, profile, keepOnly(paths));
        expect(leavesIn(after)).toStrictEqual(expectedLeaves(before, paths));
      }),
      runs,
    );
  });
});

describe('maskText', () => {
  it('changes every text and every name of a field, and nothing else, whatever is sent, in every profile', () => {
    const rules = maskText((text) => text.replaceAll(MARK, 'x'));
    fc.assert(
      fc.property(deliveries, profiles, (delivery, profile) => {
        const before = JSON.stringify(placesOf(delivery, profile, []));
        const after = placesOf(delivery, profile, rules);
        expect(opened(after)).toStrictEqual(opened(JSON.parse(before.replaceAll(MARK, 'x'))));
      }),
      runs,
    );
  });
});

describe('maskEmails', () => {
  it('leaves no address, whatever is sent, in every profile', () => {
    const addressed = conversations.map((conversation) => marked(conversation, 'bob@shop.example/'));
    fc.assert(
      fc.property(addressed, profiles, (delivery, profile) => {
        const after = JSON.stringify(placesOf(delivery, profile, maskEmails));
        expect(after).not.toMatch(/@|%40|bob|shop/);
      }),
      runs,
    );
  });
});

describe('hashedUserId', () => {
  it('leaves no user id on any event, and puts the same in its place, in every profile', () => {
    const rules = hashedUserId(SECRET);
    fc.assert(
      fc.property(deliveries, profiles, (delivery, profile) => {
        const before = transformOlark(delivery, { profile });
        const after = transformOlark(delivery, { profile, rules });
        expect(JSON.stringify(after)).not.toContain(JSON.stringify(before[0].userId));
        expect(new Set(after.map(({ userId }) => userId)).size).toBe(1);
        expect(after.map((event) => ({ ...event, userId: 0, rudderId: 0 }))).toStrictEqual(
          before.map((event) => ({ ...event, userId: 0, rudderId: 0 })),
        );
      }),
      runs,
    );
  });
});
