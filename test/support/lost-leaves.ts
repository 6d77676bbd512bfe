import { type Profile, transformOlark } from '../../src/index.js';
import { parseDelivery } from '../../src/mappers/index.js';
import { leavesOf } from './values.js';

/**
 * The leaves of a payload that cannot be found again: for `warehouse`, in what its loaders read; for `complete`, except
 * under keys that reach prototypes, which it never copies.
 */
export function lostLeaves(payload: unknown, profile: Profile): (readonly [readonly string[], unknown])[] {
  const events = transformOlark(payload, { profile });
  const { properties, context, userId, event } = events[0];
  const found = wordsOf(profile === 'warehouse' ? { properties, context, userId, event } : events);
  return leavesOf(parseDelivery(payload)).filter(
    ([path, leaf]) =>
      leaf !== null &&
      leaf !== undefined &&
      leaf !== '' &&
      typeof leaf !== 'object' &&
      !(profile === 'complete' && path.some((step) => /^(?:__proto__|constructor|prototype)$/.test(step))) &&
      !found.has(wordOf(leaf)),
  );
}

/** The words of every leaf, also inside of JSON text, and of every name and version put together again. */
function wordsOf(value: unknown): Set<string> {
  const words = new Set<string>();
  const visit = (inner: unknown): void => {
    if (typeof inner === 'string' && /^[{[]/.test(inner)) visit(parsed(inner));
    if (typeof inner !== 'object' || inner === null) return void words.add(wordOf(inner));
    const { name, version } = inner as Readonly<Record<string, unknown>>;
    if (typeof name === 'string' && typeof version === 'string') words.add(wordOf(`${name} ${version}`));
    Object.values(inner).forEach(visit);
  };
  visit(value);
  return words;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A leaf as text. Ids become strings, and labels lose white space. */
function wordOf(leaf: unknown): string {
  return typeof leaf === 'string' ? leaf.trim().replace(/\s+/g, ' ') : JSON.stringify(leaf);
}
