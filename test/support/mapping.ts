import { isRecord, toId } from '../../src/common/values.js';
import {
  type OlarkConversation,
  type RudderGroupCall,
  type RudderTrackCall,
  transformOlark,
  type TransformOptions,
} from '../../src/index.js';

/** Where a field of the conversation went. */
export interface Place {
  /** The event's position among the events of the delivery; 0 is the track event. */
  readonly event: number;
  /** The steps of the path in the event; none where the whole event depends on the field. */
  readonly path: readonly string[];
}

/** A field of the conversation and what became of it. */
export interface FieldMapping {
  /** The steps of the path in the conversation: `['groups', 0, 'name']`. */
  readonly source: readonly Key[];
  readonly value: unknown;
  /** Empty where no event depends on the field. */
  readonly places: readonly Place[];
  /** Whether the field belongs to a group that makes no event, as it has no usable id. */
  readonly isOfIdlessGroup: boolean;
}

export type Key = string | number;

/**
 * What the library makes of each field of a conversation, seen from outside: a field went wherever the
 * events differ when it is taken away. Looks at no more fields than it is told to.
 */
export function mappingOf(
  conversation: OlarkConversation,
  options: TransformOptions,
  maxFields = Infinity,
): FieldMapping[] {
  const events = eventsOf(conversation, options);
  return fieldPaths(conversation)
    .slice(0, maxFields)
    .map((source) => ({
      source,
      value: valueAt(conversation, source),
      places: placesOf(events, eventsOf(changed(conversation, source), options)),
      isOfIdlessGroup: isOfIdlessGroup(conversation, source),
    }));
}

/** Every field of the conversation; those of the visitor and of each group stand in place of the two. */
export function fieldPaths(conversation: object): Key[][] {
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

/** A path as text: `visitor.city`, `groups[0].name`. */
export function nameOf(path: readonly Key[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${String(key)}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');
}

type Event = RudderTrackCall | RudderGroupCall;

function eventsOf(payload: unknown, options: TransformOptions): readonly Event[] {
  return transformOlark(payload, { ...options, ids: 'none' });
}

function valueAt(root: unknown, path: readonly Key[]): unknown {
  return path.reduce((value, key) => (value as Record<Key, unknown>)[key], root);
}

/** A copy without the field; with another value in it, where there is no event without it. */
function changed(root: unknown, path: readonly Key[]): unknown {
  const [key = '', ...rest] = path;
  const copy = (Array.isArray(root) ? [...(root as unknown[])] : { ...(root as object) }) as Record<
    Key,
    unknown
  >;
  const value = copy[key];
  const isNeeded = (key === 'kind' || key === 'id') && toId(value) !== undefined;
  if (rest.length > 0) copy[key] = changed(value, rest);
  else copy[key] = isNeeded ? `${String(value)}*` : undefined;
  return copy;
}

function isOfIdlessGroup(conversation: OlarkConversation, [key, index]: readonly Key[]): boolean {
  if (key !== 'groups' || typeof index !== 'number') return false;
  const group: unknown = conversation.groups?.[index];
  return !isRecord(group) || toId(group['id']) === undefined;
}

function placesOf(events: readonly Event[], others: readonly Event[]): Place[] {
  return events.flatMap((event, index) =>
    differences(event, others[index]).map((path) => ({ event: index, path })),
  );
}

/** The paths at which two values differ, none of them inside another or inside a list. */
function differences(a: unknown, b: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (a === b) return [];
  if (isList(a) && isList(b)) {
    const isSame = a.length === b.length && a.every((item, at) => differences(item, b[at]).length === 0);
    return isSame ? [] : [path];
  }
  if (!isRecord(a) || !isRecord(b)) return [path];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
    differences(a[key], b[key], [...path, key]),
  );
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
