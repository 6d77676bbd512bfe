import type { OlarkConversation, Profile, RudderEvent } from '../../src/index.js';
import { transformOlark } from '../../src/index.js';
import { isRecord } from '../../src/values.js';

/** Where a field of the conversation went. */
export interface Place {
  /** `track`, or `group 1` for the first group event. */
  readonly event: string;
  /** The dotted path in the event. */
  readonly path: string;
}

/** A field of the conversation and what became of it. */
export interface FieldMapping {
  /** `visitor.city`, `groups[0].name`. */
  readonly source: string;
  readonly value: unknown;
  /** Empty where no rule read the field. */
  readonly places: readonly Place[];
}

type Key = string | number;

/**
 * What a profile makes of each field of a conversation, seen from outside: a field went wherever the
 * events differ when it is taken away.
 */
export function mappingOf(conversation: OlarkConversation, profile: Profile): FieldMapping[] {
  const events = transformOlark(conversation, { profile, ids: 'none' });
  return fieldPaths(conversation).map((path) => {
    const value = valueAt(conversation, path);
    const others = transformOlark(changed(conversation, path), { profile, ids: 'none' });
    return { source: nameOf(path), value, places: placesOf(events, others) };
  });
}

/** Whether there is nothing to map. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** Every field of the conversation, with those of the visitor and of each group in the place of the two. */
function fieldPaths(conversation: object): Key[][] {
  return Object.entries(conversation).flatMap(([key, value]: [string, unknown]) => {
    if (key === 'visitor' && isRecord(value)) return Object.keys(value).map((inner) => [key, inner]);
    if (key === 'groups' && Array.isArray(value) && value.length > 0) {
      return (value as unknown[]).flatMap((group, index): Key[][] =>
        isRecord(group) ? Object.keys(group).map((inner) => [key, index, inner]) : [[key, index]],
      );
    }
    return [[key]];
  });
}

function valueAt(root: unknown, path: readonly Key[]): unknown {
  return path.reduce((value, key) => (value as Record<Key, unknown>)[key], root);
}

/** A copy without the field; or, where RudderStack takes no event without it, with another value in it. */
function changed(root: unknown, path: readonly Key[]): unknown {
  const [key = '', ...rest] = path;
  const copy = (Array.isArray(root) ? [...(root as unknown[])] : { ...(root as object) }) as Record<
    Key,
    unknown
  >;
  const value = copy[key];
  const isNeeded = (key === 'kind' || key === 'id') && ['string', 'number'].includes(typeof value);
  if (rest.length > 0) copy[key] = changed(value, rest);
  else if (isNeeded) copy[key] = `${String(value)}*`;
  else copy[key] = undefined;
  return copy;
}

function nameOf(path: readonly Key[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${String(key)}]` : `.${key}`))
    .join('')
    .slice(1);
}

function placesOf(events: readonly RudderEvent[], others: readonly RudderEvent[]): Place[] {
  return events.flatMap((event, index) =>
    differences(event, others[index]).map((path) => {
      return { event: index === 0 ? 'track' : `group ${String(index)}`, path: path.join('.') };
    }),
  );
}

/** The paths at which two values differ, none of them inside of another. */
function differences(a: unknown, b: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (a === b) return [];
  if (!isRecord(a) || !isRecord(b)) return [path];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
    differences(a[key], b[key], [...path, key]),
  );
}
