import { MAX_DEPTH } from '../common/json.js';
import { assertListable } from '../common/lists.js';
import { isObject, setOwn, UNSAFE_KEYS, type UnknownRecord } from '../common/values.js';
import { parseJsonText, toData, writeJsonText } from './json-data.js';

/**
 * Changes every text in a value, in values and in names of fields, and returns the value itself if nothing changed. It
 * never writes to the value. What could not be sent as JSON is left out: a function, a field that leads back to an
 * object around it, what is deeper than 1,000 levels.
 *
 * @example
 * maskValue({ name: 'Bob', notes: '["Bob"]' }, (text) => text.replace('Bob', 'X')); // { name: 'X', notes: '["X"]' }
 */
export function maskValue(value: unknown, mask: (text: string) => string): unknown {
  // An object that stands in many places is masked once. While it is being masked, there is no result: that ends cycles.
  const results = new Map<object, unknown>();

  function masked(before: unknown, depth: number): unknown {
    if (typeof before === 'string') return maskedText(before, depth);
    if (!isObject(before)) return toData(before);
    if (results.has(before)) return results.get(before);
    if (depth === MAX_DEPTH) return undefined;
    results.set(before, undefined);
    const data = toData(before);
    const after = Array.isArray(data) ? maskedList(data, depth) : maskedRecord(data as UnknownRecord, depth);
    results.set(before, after);
    return after;
  }

  function maskedText(text: string, depth: number): string | undefined {
    const content = parseJsonText(text);
    if (content === undefined) return mask(text);
    const after = masked(content, depth);
    return after === content && !repeatsKey(text, content) ? text : writeJsonText(after);
  }

  function maskedList(list: readonly unknown[], depth: number): readonly unknown[] {
    assertListable(list);
    const after = Array.from(list, (element) => masked(element, depth + 1));
    const isSame = after.every((element, position) => element === list[position]);
    return isSame ? list : after.filter((element) => element !== undefined);
  }

  function maskedRecord(record: UnknownRecord, depth: number): UnknownRecord {
    const after: UnknownRecord = {};
    const counts = new Map<string, number>();
    let isSame = true;
    for (const key of Object.keys(record)) {
      const field = masked(record[key], depth + 1);
      const name = mask(key);
      isSame &&= name === key && field === record[key] && !UNSAFE_KEYS.has(key);
      if (field !== undefined && !UNSAFE_KEYS.has(name)) setOwn(after, freeName(after, name, counts), field);
    }
    return isSame ? record : after;
  }

  return masked(value, 0);
}

/**
 * Whether a key stands twice in an object of a JSON text. Only the last one was parsed and masked, so the text may hold
 * what no mask has seen.
 */
function repeatsKey(text: string, content: unknown): boolean {
  return countQuotes(text) !== countQuotes(String(writeJsonText(content)));
}

/** Counts the quotes around the strings of a JSON text. */
function countQuotes(json: string): number {
  return json.replace(/\\./g, '').split('"').length;
}

/** The name itself or, if the object has it already, the name with the next number. */
function freeName(object: UnknownRecord, name: string, counts: Map<string, number>): string {
  let free = name;
  let count = counts.get(name) ?? 1;
  while (Object.hasOwn(object, free)) free = `${name}_${String((count += 1))}`;
  counts.set(name, count);
  return free;
}
