import get from 'lodash.get';

import { type EmptyStrings, type Fields, has, isRecord, toId, UNSAFE_KEYS } from '../common/values.js';
import type { OlarkConversation } from '../olark.js';
import type { PreparedRule } from './prepare.js';
import { takenBy } from './targets.js';

/**
 * Runs rules in order over an event; those for group events with the group at hand. Nothing is written to but
 * the event and objects made here.
 */
export function runRules(
  rules: readonly PreparedRule[],
  event: object,
  emptyStrings: EmptyStrings,
  conversation: OlarkConversation,
  group?: object,
): void {
  if (rules.length === 0) return;
  const target: Target = { event: event as Fields, owned: new Set([event]), emptyStrings };
  for (const { isOfGroup, from, to, isCatchAll, via, error } of rules) {
    const found: unknown = from === '' ? conversation : get(isOfGroup ? { group } : conversation, from);
    if (!has(found, emptyStrings)) continue;
    if (isCatchAll) {
      setFields(target, to, found, true);
      continue;
    }
    let value: unknown = found;
    try {
      if (via) value = via(found, conversation);
    } catch (cause) {
      throw error('has a `via` that threw', cause);
    }
    set(target, to, value);
  }
}

/**
 * An event that rules write to. One invariant keeps values of the input from being changed: only the event and
 * objects that were made here are written to; any other object on the way is replaced by a copy first.
 */
interface Target {
  readonly event: Fields;
  /** The event, and the objects in it that were made here. */
  readonly owned: Set<unknown>;
  readonly emptyStrings: EmptyStrings;
}

/** Sets a value in place of what is there; the fields of one that goes where an object is needed join those there. */
function set(target: Target, steps: readonly string[], value: unknown): void {
  if (!has(value, target.emptyStrings)) return;
  const takes = takenBy(steps);
  if (takes === 'fields') {
    setFields(target, steps, value, false);
    return;
  }
  const fitting = takes === 'id' ? toId(value) : value;
  if (fitting === undefined) return;
  const key = String(steps.at(-1));
  const object = objectAt(target, steps.slice(0, -1));
  if (object && accepts(object, key)) object[key] = fitting;
}

/** Sets an object's fields in the object at a place; of a catch-all's, those that it has not got yet. */
function setFields(target: Target, steps: readonly string[], fields: unknown, isCatchAll: boolean): void {
  if (!isRecord(fields)) return;
  for (const key of Object.keys(fields)) {
    if (UNSAFE_KEYS.has(key) || !has(fields[key], target.emptyStrings)) continue;
    const object = isCatchAll ? objectAt(target, steps) : undefined;
    if (!object || !Object.hasOwn(object, key)) set(target, [...steps, key], fields[key]);
  }
}

/** The object at a place, made or copied where it is not the event's own; `undefined` where the path leaves a list. */
function objectAt({ event, owned }: Target, steps: readonly string[]): Fields | undefined {
  let object = event;
  for (const step of steps) {
    if (!accepts(object, step)) return undefined;
    const inner = Object.hasOwn(object, step) ? object[step] : undefined;
    if (owned.has(inner)) {
      object = inner as Fields;
    } else {
      object = object[step] = copyOf(inner);
      owned.add(object);
    }
  }
  return object;
}

/** Whether an object can have a field; a list has only its places and the next one. */
function accepts(object: Fields, key: string): boolean {
  return !Array.isArray(object) || (/^(?:0|[1-9]\d*)$/.test(key) && Number(key) <= object.length);
}

/** A shallow copy of an object or a list; a new object for anything else. */
function copyOf(value: unknown): Fields {
  // Not `slice`, which a list's own constructor can direct elsewhere.
  if (Array.isArray(value)) return [...(value as unknown[])] as unknown as Fields;
  return isRecord(value) ? { ...value } : {};
}
