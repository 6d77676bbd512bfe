import { type Profile, transformOlark } from '../../src/index.js';
import { parseDelivery } from '../../src/mappers/index.js';
import { leavesOf } from './values.js';

/** The leaves of a payload that its events lack: for `warehouse`, what its loaders do not read of the track event. */
export function lostLeaves(payload: unknown, profile: Profile): string[] {
  const events = transformOlark(payload, { profile });
  const { properties, context, userId, event } = events[0];
  const delivery = parseDelivery(payload);
  if (profile === 'warehouse') return missingLeaves(delivery, { properties, context, userId, event });
  // `complete` never copies keys that reach prototypes.
  const safe: unknown = JSON.parse(JSON.stringify(delivery), (key, value: unknown) =>
    /^(?:__proto__|constructor|prototype)$/.test(key) ? undefined : value,
  );
  return missingLeaves(safe, events);
}

/** The leaves of a value, as text, that another value lacks or has less often. */
export function missingLeaves(source: unknown, found: unknown): string[] {
  const left = wordsOf(found);
  return leavesOf(source).flatMap(([, leaf]) => {
    if (leaf === null || leaf === undefined || leaf === '' || typeof leaf === 'object') return [];
    const word = wordOf(leaf);
    const position = left.indexOf(word);
    if (position < 0) return [word];
    left.splice(position, 1);
    return [];
  });
}

/** The words of every leaf, also inside of JSON text, and of every name and version put together again. */
function wordsOf(value: unknown): string[] {
  if (typeof value === 'string' && /^[{[]/.test(value)) return [wordOf(value), ...wordsOf(parsed(value))];
  if (typeof value !== 'object' || value === null) return [wordOf(value)];
  const { name, version } = value as Readonly<Record<string, unknown>>;
  const label = typeof name === 'string' && typeof version === 'string' ? [wordOf(`${name} ${version}`)] : [];
  return [...label, ...Object.values(value).flatMap(wordsOf)];
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
