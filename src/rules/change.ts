import { isEmpty, isObject, isRecord } from '../common/values.js';
import { EVERY, type Step } from './path.js';
import { fieldOf, setField, type Target, targetIn } from './targets.js';

/** Returns the new value for a place: the current one to leave it, `undefined` to remove it. */
export type Change = (current: unknown, target: Target | undefined) => unknown;

/**
 * Makes a change in each place that the steps lead to from a value, and returns the result: the value itself if nothing
 * changed, `undefined` if nothing is left. It never writes to the value: it copies what changes.
 *
 * @example
 * changeAt({ a: [1, 2], b: {} }, ['a', 0], undefined, () => 'x'); // { a: ['x', 2], b: {} }
 */
export function changeAt(
  value: unknown,
  steps: readonly Step[],
  target: Target | undefined,
  change: Change,
): unknown {
  const result = changeBelow(value, steps, target, change);
  return target === 'part' && result !== value && isEmpty(result) ? undefined : result;
}

function changeBelow(
  value: unknown,
  [step, ...rest]: readonly Step[],
  target: Target | undefined,
  change: Change,
): unknown {
  if (step === undefined) return change(value, target);
  const changeField = (field: unknown, key: string | number) =>
    changeAt(field, rest, targetIn(target, key), change);
  if (step !== EVERY) {
    const field = fieldOf(value, step);
    return withField(value, step, field, changeField(field, step));
  }
  // A value that is there and has no fields, such as a string, does not become an object.
  return mapFields(value, (field, key) =>
    rest.length > 0 && !isObject(field) ? field : changeField(field, key),
  );
}

/**
 * Copies a list or an object with each element or field changed by a function, or left out if that returns `undefined`.
 */
function mapFields(value: unknown, change: (field: unknown, key: string | number) => unknown): unknown {
  if (Array.isArray(value)) return mapElements(value, change);
  if (!isRecord(value)) return value;
  let copy = value;
  for (const key of Object.keys(value)) {
    const before = value[key];
    const after = change(before, key);
    if (after === before) continue;
    if (copy === value) copy = { ...value };
    setField(copy, key, after);
  }
  return copy;
}

function mapElements(
  list: readonly unknown[],
  change: (element: unknown, place: number) => unknown,
): readonly unknown[] {
  const changed = Array.from(list, change);
  const isSame = changed.every((after, place) => after === list[place]);
  return isSame ? list : changed.filter((after) => after !== undefined);
}

/** Copies a list or an object with one element or field replaced or, if `after` is `undefined`, left out. */
function withField(holder: unknown, key: string | number, before: unknown, after: unknown): unknown {
  if (after === before) return holder;
  const whole = holder === undefined ? (typeof key === 'number' ? [] : {}) : holder;
  if (!Array.isArray(whole)) return isRecord(whole) ? setField({ ...whole }, key, after) : holder;
  const place = /^(?:0|[1-9]\d*)$/.test(String(key)) ? Number(key) : Infinity;
  if (place > whole.length) return holder;
  // Not `slice`, which calls the list's own constructor.
  const list: unknown[] = [...(whole as readonly unknown[])];
  list.splice(place, 1, ...(after === undefined ? [] : [after]));
  return list;
}
