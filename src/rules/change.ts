import { isObject, isRecord, type UnknownRecord } from '../common/values.js';
import { EVERY, type Step } from './path.js';
import { setField, type Target, targetIn } from './targets.js';

/** Gives what stands in place of a value: the value itself to leave it, `undefined` for nothing. */
export type Change = (current: unknown, target: Target | undefined) => unknown;

/**
 * What stands in place of a value once a change was made wherever steps lead to from it: the value itself where nothing
 * changed, `undefined` where nothing is left. Nothing is written to: what changes is copied.
 *
 * @example
 * changeAt({ a: [1, 2], b: {} }, ['a', 0], undefined, () => 'x'); // { a: ['x', 2], b: {} }, with the same `b`
 */
export function changeAt(
  value: unknown,
  steps: readonly Step[],
  target: Target | undefined,
  change: Change,
): unknown {
  const result = changeBelow(value, steps, target, change);
  const isEmptyPart = target === 'part' && isRecord(result) && Object.keys(result).length === 0;
  return isEmptyPart ? undefined : result;
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
  // What is there already and has no fields does not become an object that has.
  return mapFields(value, (field, key) =>
    rest.length > 0 && !isObject(field) ? field : changeField(field, key),
  );
}

/** A copy in which every element or field is what a function gives, and is left out where that is nothing. */
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
  const copy: unknown[] = [];
  let isSame = true;
  for (const [place, before] of list.entries()) {
    const after = change(before, place);
    isSame &&= after === before;
    if (after !== undefined) copy.push(after);
  }
  return isSame ? list : copy;
}

/** A copy in which one element or field is another or, where that is nothing, is left out. */
function withField(holder: unknown, key: string | number, before: unknown, after: unknown): unknown {
  if (after === before) return holder;
  const whole = holder ?? (typeof key === 'number' ? [] : {});
  if (!Array.isArray(whole)) return isRecord(whole) ? setField({ ...whole }, key, after) : holder;
  const place = /^(?:0|[1-9]\d*)$/.test(String(key)) ? Number(key) : Infinity;
  if (place > whole.length) return holder;
  // Not `slice`, which a list's own constructor can direct elsewhere.
  const list: unknown[] = [...(whole as readonly unknown[])];
  list.splice(place, 1, ...(after === undefined ? [] : [after]));
  return list;
}

function fieldOf(holder: unknown, key: string | number): unknown {
  return isObject(holder) && Object.hasOwn(holder, key) ? (holder as UnknownRecord)[key] : undefined;
}
