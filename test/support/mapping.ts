import { isRecord, toId } from '../../src/common/values.js';
import { type OlarkConversation, transformOlark, type TransformOptions } from '../../src/index.js';

/** Where a field of the conversation went. */
export interface Place {
  readonly event: 'track' | 'group';
  /** The steps of the path in the event; none where the whole event depends on the field. */
  readonly path: readonly string[];
}

/** A field of the conversation and what became of it. */
export interface FieldMapping {
  /** The steps of the path in the conversation: `['groups', 0, 'name']`. */
  readonly source: readonly Key[];
  /** Empty where no event depends on the field. */
  readonly places: readonly Place[];
}

export type Key = string | number;

/**
 * What the library makes of each field of a conversation, seen from outside: a field went wherever the events differ
 * when it is taken away.
 */
export function mappingOf(conversation: OlarkConversation, options: TransformOptions): FieldMapping[] {
  const eventsOf = (payload: unknown) => transformOlark(payload, { ...options, ids: 'none' });
  const events = eventsOf(conversation);
  return fieldsOf(conversation).map((source) => {
    const others = eventsOf(without(conversation, source));
    const places = events.flatMap((event, index) =>
      differences(event, others[index]).map((path) => ({ event: event.type, path })),
    );
    return { source, places };
  });
}

/** A path as text: `visitor.city`, `groups[0].name`. */
export function nameOf(path: readonly Key[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${String(key)}]` : `.${key}`))
    .join('')
    .slice(1);
}

/** Every field of the conversation; those of the visitor and of each group stand in place of the two. */
function fieldsOf(conversation: object): Key[][] {
  return Object.entries(conversation).flatMap(([key, value]: [string, unknown]): Key[][] => {
    if (key === 'visitor' && isRecord(value)) return Object.keys(value).map((inner) => [key, inner]);
    if (key !== 'groups' || !Array.isArray(value)) return [[key]];
    return (value as object[]).flatMap((group, index) =>
      Object.keys(group).map((inner) => [key, index, inner]),
    );
  });
}

/** A copy without the field; with another value in it, where there is no event without it. */
function without(root: unknown, [key = '', ...rest]: readonly Key[]): unknown {
  const copy = (Array.isArray(root) ? [...(root as unknown[])] : { ...(root as object) }) as Record<
    Key,
    unknown
  >;
  const value = copy[key];
  const isNeeded = (key === 'kind' || key === 'id') && toId(value) !== undefined;
  if (rest.length > 0) copy[key] = without(value, rest);
  else copy[key] = isNeeded ? `${String(value)}*` : undefined;
  return copy;
}

/** The paths at which two values differ, none of them inside another or inside a list. */
function differences(a: unknown, b: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (JSON.stringify(a) === JSON.stringify(b)) return [];
  if (!isRecord(a) || !isRecord(b)) return [path];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
    differences(a[key], b[key], [...path, key]),
  );
}
