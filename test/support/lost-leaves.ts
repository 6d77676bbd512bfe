import { type Profile, transformOlark } from '../../src/index.js';
import { unwrap } from '../../src/delivery/unwrap.js';
import { leavesOf } from './values.js';

const UNSAFE = ['__proto__', 'constructor', 'prototype'];

/** The leaves of a payload that cannot be found again: for `warehouse`, in what its loaders read. */
export function lostLeaves(payload: unknown, profile: Profile): (readonly [readonly string[], unknown])[] {
  const events = transformOlark(payload, { profile });
  const { properties, context, userId, event } = events[0];
  const found = wordsOf(profile === 'warehouse' ? { properties, context, userId, event } : events);
  return leavesOf(unwrap(payload)).filter(
    ([path, leaf]) =>
      leaf !== null &&
      leaf !== undefined &&
      leaf !== '' &&
      typeof leaf !== 'object' &&
      !path.some((step) => UNSAFE.includes(step)) &&
      !found.has(wordOf(leaf)),
  );
}

/** The words of every leaf, and of every name and version put together again. */
function wordsOf(value: unknown): Set<string> {
  const words = new Set(leavesOf(value).map(([, leaf]) => wordOf(leaf)));
  const visit = (inner: unknown): void => {
    if (typeof inner !== 'object' || inner === null) return;
    const { name, version } = inner as Record<string, unknown>;
    if (typeof name === 'string' && typeof version === 'string') words.add(wordOf(`${name} ${version}`));
    Object.values(inner).forEach(visit);
  };
  visit(value);
  return words;
}

/** A leaf as text. Ids become strings, and labels lose white space. */
function wordOf(leaf: unknown): string {
  return typeof leaf === 'string' ? leaf.trim().replace(/\s+/g, ' ') : JSON.stringify(leaf);
}
