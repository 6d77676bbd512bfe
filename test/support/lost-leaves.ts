import { transformOlark } from '../../src/index.js';
import { parseDelivery } from '../../src/mappers.js';
import { leavesOf } from './values.js';

/** The leaves of a payload that the events of `complete` lack, but those that it never copies. */
export function lostLeaves(payload: unknown): string[] {
  const safe: unknown = JSON.parse(JSON.stringify(parseDelivery(payload)), (key, value: unknown) =>
    /^(?:__proto__|constructor|prototype)$/.test(key) ? undefined : value,
  );
  return missingLeaves(safe, transformOlark(payload, { profile: 'complete' }));
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

/**
 * A leaf as text. Ids become strings, labels lose white space, and JSON text has U+FFFD for what parsers refuse: NUL and
 * lone surrogates.
 */
function wordOf(leaf: unknown): string {
  if (typeof leaf !== 'string') return JSON.stringify(leaf);
  return leaf
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[\0\p{Surrogate}]/gu, '\ufffd');
}
