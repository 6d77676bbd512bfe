import { assertListable } from '../common/lists.js';
import { isEmpty, isObject, isRecord, ownField } from '../common/values.js';
import type { Copies } from './copies.js';
import { setOrRemove } from './fields.js';
import { toJsonValue } from './json-data.js';
import { EVERY } from './path.js';
import { type Target, targetIn, type TargetStep } from './targets.js';

/** Returns the new value for a place: the current one to leave it, `undefined` to remove it. */
export type Change = (current: unknown, target: Target) => unknown;

/**
 * Makes a change in each place that the steps lead to from a value, and returns the result, which is the value itself
 * if nothing changed. It writes to the run's copies alone, and copies whatever else it changes.
 *
 * @example
 * changeAt({ a: { b: 1 }, c: {} }, toTargetSteps(['a', 'b']), () => 'x', new Copies()); // { a: { b: 'x' }, c: {} }
 */
export function changeAt(
  value: unknown,
  steps: readonly TargetStep[],
  change: Change,
  copies: Copies,
): unknown {
  const [first, ...rest] = steps;
  if (first === undefined) return value;
  const holder = toJsonValue(value);
  const changed =
    first.step === EVERY
      ? mapFields(holder, copies, (field, key) => {
          // A value that is there and has no fields, such as a string, does not become an object.
          if (rest.length > 0 && !isObject(field)) return field;
          return changeField(field, targetIn(first.parent, key), rest, change, copies);
        })
      : withField(holder, first.step, copies, (field) =>
          changeField(field, first.target, rest, change, copies),
        );
  return changed === holder ? value : changed;
}

/** Makes a change in a field or, if there are more steps, in the places that they lead to from there. */
function changeField(
  field: unknown,
  target: Target,
  rest: readonly TargetStep[],
  change: Change,
  copies: Copies,
): unknown {
  if (rest.length === 0) return change(field, target);
  // Asked before the change, which may write to the field. A part that was empty before stays.
  const isRemovedIfEmpty = target.takes === 'part' && !isEmpty(field);
  const changed = changeAt(field, rest, change, copies);
  return isRemovedIfEmpty && isEmpty(changed) ? undefined : changed;
}

/** Changes each element of a list or field of an object by a function, which returns `undefined` to remove it. */
function mapFields(
  holder: unknown,
  copies: Copies,
  change: (field: unknown, key: string | number) => unknown,
): unknown {
  if (Array.isArray(holder)) return mapElements(holder, copies, change);
  if (!isRecord(holder)) return holder;
  let object = holder;
  for (const key of Object.keys(holder)) {
    const before = holder[key];
    const after = change(before, key);
    if (after === before) continue;
    object = copies.ofObject(object);
    setOrRemove(object, key, after);
  }
  return object;
}

function mapElements(
  list: readonly unknown[],
  copies: Copies,
  change: (element: unknown, index: number) => unknown,
): readonly unknown[] {
  assertListable(list);
  const changed = Array.from(list, change);
  const isSame = changed.every((after, index) => after === list[index]);
  return isSame ? list : copies.add(changed.filter((after) => after !== undefined));
}

/** Changes one element of a list or field of an object by a function, which returns `undefined` to remove it. */
function withField(
  holder: unknown,
  key: string | number,
  copies: Copies,
  change: (field: unknown) => unknown,
): unknown {
  const before = ownField(holder, key);
  const after = change(before);
  if (after === before) return holder;
  const whole = holder === undefined ? (typeof key === 'number' ? [] : {}) : holder;
  if (isRecord(whole)) {
    const object = copies.ofObject(whole);
    setOrRemove(object, key, after);
    return object;
  }
  if (!Array.isArray(whole)) return holder;
  const index = /^(?:0|[1-9]\d*)$/.test(String(key)) ? Number(key) : Infinity;
  if (index > whole.length) return holder;
  const list = copies.ofList(whole);
  list.splice(index, 1, ...(after === undefined ? [] : [after]));
  return list;
}
