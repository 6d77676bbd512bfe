import get from 'lodash.get';

import { ruleError } from './check-rule.js';
import type { OlarkConversation } from './olark.js';
import type { CatchAll, EventPlan, Move, Origin, Target } from './plan.js';
import { type Fields, isRecord, toId, UNSAFE_KEYS } from './values.js';

/** What rules read. */
export interface Input {
  readonly conversation: OlarkConversation;
  readonly group?: object | undefined;
}

/** Results of `via` that rules and events share, by `sharedAt`; `null` for an absent one. */
export type SharedResults = unknown[];

/** Fills a fresh event by a plan. */
export function applyPlan(plan: EventPlan, event: Fields, input: Input, shared: SharedResults = []): void {
  const { sections, catchAlls, keepsEmptyStrings } = plan;
  const objects = lookUp(plan.origins, input);
  const hasCatchAll = catchAlls.length > 0;
  const landed: boolean[] = [];
  for (const section of sections) {
    let target: Fields | undefined;
    for (const winner of section.moves) {
      for (let move: Move | undefined = winner; move; move = move.fallback) {
        const found = objects[move.origin]?.[move.from];
        if (isAbsent(found, keepsEmptyStrings)) continue;
        const value = move.isPlain ? found : fitted(move, found, input, keepsEmptyStrings, shared);
        if (value === undefined) continue;
        target ??= objectAt(event, section);
        target[move.to] = move.takes === 'fields' ? Object.assign(value as Fields, target[move.to]) : value;
        if (hasCatchAll) landed[move.reading] = true;
        break;
      }
    }
  }
  for (const catchAll of catchAlls) {
    const rest = objects[catchAll.origin]?.[catchAll.from];
    if (!isRecord(rest)) continue;
    landed[catchAll.reading] = true;
    const keys = keysLeft(catchAll, rest, landed, keepsEmptyStrings);
    if (keys.length > 0) placeRest(objectAt(event, catchAll), rest, keys, catchAll.prefix);
  }
}

/** What fields are read from. As for `lodash.get`, a primitive has fields too. */
function lookUp(origins: readonly Origin[], input: Input): (Fields | null | undefined)[] {
  const objects: (Fields | null | undefined)[] = [input as unknown as Fields];
  for (const origin of origins) {
    if (typeof origin === 'string') objects.push({ whole: get(input, origin) as unknown });
    else objects.push(objects[origin.parent]?.[origin.key] as Fields | null | undefined);
  }
  return objects;
}

function isAbsent(value: unknown, keepsEmptyStrings: boolean): boolean {
  return value === undefined || value === null || (value === '' && !keepsEmptyStrings);
}

/** A value after its `via`, as the target takes it; `undefined` where there is none. */
function fitted(
  move: Move,
  found: unknown,
  input: Input,
  keepsEmptyStrings: boolean,
  shared: SharedResults,
): unknown {
  const value = move.rule.via ? resultOfVia(move, found, input, shared) : found;
  if (isAbsent(value, keepsEmptyStrings)) return undefined;
  if (move.takes === 'id') return toId(value);
  if (move.takes === 'fields') return isRecord(value) ? { ...value } : undefined;
  return value;
}

function resultOfVia(move: Move, found: unknown, input: Input, shared: SharedResults): unknown {
  const { rule, position, sharedAt } = move;
  if (sharedAt >= 0 && shared[sharedAt] !== undefined) return shared[sharedAt];
  try {
    const result = rule.via?.(found, input.conversation) ?? null;
    if (sharedAt >= 0) shared[sharedAt] = result;
    return result;
  } catch (cause) {
    if (position < 0) throw cause;
    throw ruleError(rule, position, 'has a `via` that threw', { cause });
  }
}

/** An object of the event, made where there is none, and a copy where it is not ours. */
function objectAt(event: Fields, { steps, owned }: Target): Fields {
  let object = event;
  let position = 0;
  for (const step of steps) {
    const inner = object[step];
    if (!isRecord(inner)) object = object[step] = {};
    else object = position < owned ? inner : (object[step] = { ...inner });
    position += 1;
  }
  return object;
}

/** The keys with a value that no rule has read and that are safe to copy. */
function keysLeft(
  { readings }: CatchAll,
  rest: Readonly<Fields>,
  landed: readonly boolean[],
  keepsEmptyStrings: boolean,
): string[] {
  return Object.keys(rest).filter((key) => {
    const reading = readings.get(key);
    if (reading !== undefined && landed[reading]) return false;
    return !isAbsent(rest[key], keepsEmptyStrings) && !UNSAFE_KEYS.has(key);
  });
}

/** Copies fields; one whose key is taken goes under its prefixed key, whatever order the keys come in. */
function placeRest(target: Fields, rest: Readonly<Fields>, keys: readonly string[], prefix: string): void {
  const taken: string[] = [];
  for (const key of keys) {
    if (Object.hasOwn(target, key)) taken.push(key);
    else target[key] = rest[key];
  }
  for (const key of taken.sort()) {
    let free = key;
    while (Object.hasOwn(target, free)) free = prefix + free;
    target[free] = rest[key];
  }
}
