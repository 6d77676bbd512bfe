import get from 'lodash.get';

import { OlarkPayloadError } from './errors.js';
import type { OlarkConversation } from './olark.js';
import type { CatchAll, EventPlan, Move, Origin, Target } from './plan.js';
import { type Fields, isRecord, toId, UNSAFE_KEYS } from './values.js';

/** What rules read. */
export interface Input {
  readonly conversation: OlarkConversation;
  readonly group?: object | undefined;
}

/** Results of `via` that are the same for every group event of a delivery. */
export type SharedResults = Map<Move, unknown>;

/** Fills a fresh event by a plan. */
export function applyPlan(plan: EventPlan, event: Fields, input: Input, shared?: SharedResults): void {
  const { sections, catchAlls, keepsEmptyStrings } = plan;
  const objects = plan.origins.map((origin) => lookUp(origin, input));
  const landed: boolean[] = [];
  for (const section of sections) {
    let target: Fields | undefined;
    let filled: string | undefined;
    for (const move of section.moves) {
      if (move.to === filled) continue;
      const found = objects[move.origin]?.[move.from];
      if (isAbsent(found, keepsEmptyStrings)) continue;
      const value = move.isPlain ? found : fitted(move, found, input, keepsEmptyStrings, shared);
      if (value === undefined) continue;
      target ??= objectAt(event, section);
      if (move.takes === 'fields' && isRecord(value)) Object.assign(value, target[move.to]);
      target[move.to] = value;
      filled = move.to;
      if (catchAlls.length > 0) landed[move.index] = true;
    }
  }
  for (const catchAll of catchAlls) {
    const rest = objects[catchAll.move.origin]?.[catchAll.move.from];
    if (!isRecord(rest)) continue;
    landed[catchAll.move.index] = true;
    const keys = keysLeft(catchAll, rest, landed, keepsEmptyStrings);
    if (keys.length > 0) placeRest(objectAt(event, catchAll), rest, keys, catchAll.prefix);
  }
}

/** What stands for an object that is not there. It has no key at all, not even an inherited one. */
const NOTHING = Object.create(null) as Fields;

/** What fields are read from. As for `lodash.get`, a primitive has fields too. */
function lookUp({ root, path, isWhole }: Origin, input: Input): Fields {
  const found: unknown = path.length === 0 ? input[root] : get(input[root], path);
  return isWhole ? { whole: found } : ((found ?? NOTHING) as Fields);
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
  shared: SharedResults | undefined,
): unknown {
  const value = move.via ? resultOfVia(move, found, input, shared) : found;
  if (isAbsent(value, keepsEmptyStrings)) return undefined;
  if (move.takes === 'id') return toId(value);
  if (move.takes === 'fields') return isRecord(value) ? { ...value } : undefined;
  return value;
}

function resultOfVia(
  move: Move,
  found: unknown,
  { conversation }: Input,
  shared: SharedResults | undefined,
): unknown {
  if (move.isShared && shared?.has(move)) return shared.get(move);
  try {
    const result = move.via?.(found, conversation);
    if (move.isShared) shared?.set(move, result);
    return result;
  } catch (cause) {
    if (!move.callerRule) throw cause;
    const { name, path } = move.callerRule;
    throw new OlarkPayloadError('OLARK_INVALID_OPTION', `${name} has a \`via\` that threw.`, { path, cause });
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
  { readers }: CatchAll,
  rest: Readonly<Fields>,
  landed: readonly boolean[],
  keepsEmptyStrings: boolean,
): string[] {
  return Object.keys(rest).filter((key) => {
    if (readers.get(key)?.some(({ index }) => landed[index])) return false;
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
