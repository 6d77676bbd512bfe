import get from 'lodash.get';

import { OlarkPayloadError } from './errors.js';
import type { OlarkConversation } from './olark.js';
import type { EventPlan, Slot, Source, Target } from './plan.js';
import { isRecord, toId, UNSAFE_KEYS } from './values.js';

type Fields = Record<string, unknown>;

/** What rules read. */
export interface Input {
  readonly conversation: OlarkConversation;
  readonly group?: object | undefined;
}

/** Results of `via` that are the same for every group event of a delivery. */
export type SharedResults = Map<Source, unknown>;

/** Fills a fresh event by a plan. */
export function applyPlan(plan: EventPlan, event: Fields, input: Input, shared?: SharedResults): void {
  const { slots, catchAlls, keepsEmptyStrings } = plan;
  const landed: boolean[] = [];
  for (const slot of slots) {
    for (const source of slot.sources) {
      const value = valueOf(source, input, keepsEmptyStrings, shared);
      if (value === undefined || !place(event, slot, value)) continue;
      landed[source.index] = true;
      break;
    }
  }
  for (const catchAll of catchAlls) {
    const rest = read(catchAll.source, input);
    if (!isRecord(rest)) continue;
    landed[catchAll.source.index] = true;
    const keys = Object.keys(rest).filter((key) => {
      const isRead = catchAll.readers.get(key)?.some(({ index }) => landed[index]);
      return !isRead && !UNSAFE_KEYS.has(key) && !isAbsent(rest[key], keepsEmptyStrings);
    });
    if (keys.length > 0) placeRest(objectAt(event, catchAll), rest, keys, catchAll.prefix);
  }
}

function read({ root, path }: Source, input: Input): unknown {
  const from = input[root];
  return path.length === 0 ? from : get(from, path);
}

/** A source's value after its `via`; `undefined` where there is none. */
function valueOf(source: Source, input: Input, keepsEmptyStrings: boolean, shared?: SharedResults): unknown {
  const value = read(source, input);
  if (isAbsent(value, keepsEmptyStrings)) return undefined;
  if (source.via === undefined) return value;
  const isShared = shared !== undefined && source.root === 'conversation';
  if (isShared && shared.has(source)) return shared.get(source);
  const result = resultOfVia(source, value, input);
  const present = isAbsent(result, keepsEmptyStrings) ? undefined : result;
  if (isShared) shared.set(source, present);
  return present;
}

function resultOfVia({ via, callerRule }: Source, value: unknown, { conversation }: Input): unknown {
  try {
    return via?.(value, conversation);
  } catch (cause) {
    if (!callerRule) throw cause;
    const { name, path } = callerRule;
    throw new OlarkPayloadError('OLARK_INVALID_OPTION', `${name} has a \`via\` that threw.`, { path, cause });
  }
}

function isAbsent(value: unknown, keepsEmptyStrings: boolean): boolean {
  return value === undefined || value === null || (value === '' && !keepsEmptyStrings);
}

/** Sets a value; returns whether it could be set. */
function place(event: Fields, slot: Slot, value: unknown): boolean {
  const { key, takes } = slot;
  if (takes === 'id') {
    const id = toId(value);
    if (id === undefined) return false;
    objectAt(event, slot)[key] = id;
  } else if (takes === 'fields') {
    if (!isRecord(value)) return false;
    const parent = objectAt(event, slot);
    parent[key] = Object.assign({ ...value }, parent[key]);
  } else objectAt(event, slot)[key] = value;
  return true;
}

/** The object that a target stands in, made where there is none, and a copy where it is not ours. */
function objectAt(event: Fields, { parents, owned }: Target): Fields {
  let object = event;
  parents.forEach((key, step) => {
    const child = object[key];
    const next = isRecord(child) ? (step < owned ? child : { ...child }) : {};
    if (next !== child) object[key] = next;
    object = next;
  });
  return object;
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
