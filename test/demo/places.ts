import { isRecord } from '../../src/common/values.js';
import { type OlarkConversation, transformOlark, type TransformOptions } from '../../src/index.js';
import { differences, without } from '../support/mapping-table.js';

/** A field of the conversation, and where it went. */
export interface FieldPlaces {
  /** `visitor.city`, `groups[0].name`. */
  readonly field: string;
  readonly value: unknown;
  /** Empty where no event depends on the field. */
  readonly places: readonly Place[];
}

export interface Place {
  /** The event's position among the events; 0 is the track event. */
  readonly event: number;
  /** `context.traits.city`. */
  readonly path: string;
}

/** Takes each field away in turn: the field went wherever the events then differ. */
export function placesOf(
  conversation: OlarkConversation,
  options: TransformOptions,
  limit: number,
): FieldPlaces[] {
  const eventsOf = (payload: unknown) => transformOlark(payload, { ...options, ids: 'none' });
  const events = eventsOf(conversation);
  return pathsOf(conversation)
    .slice(0, limit)
    .map((path) => {
      let others: readonly unknown[] = events;
      try {
        others = eventsOf(without(conversation, path));
      } catch {
        // A rule that needs the field fails without it.
      }
      return {
        field: path.join('.').replace(/^groups\.(\d+)/, 'groups[$1]'),
        value: path.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], conversation),
        places: events.flatMap((event, index) =>
          differences(event, others[index]).map((place) => ({ event: index, path: place })),
        ),
      };
    });
}

/** Every top-level field, but the fields of the visitor and of each group in place of `visitor` and `groups`. */
function pathsOf(conversation: OlarkConversation): string[][] {
  return Object.entries(conversation).flatMap(([key, value]) => {
    if (key === 'visitor') return innerPaths([key], value);
    if (key !== 'groups' || !Array.isArray(value) || value.length === 0) return [[key]];
    return value.flatMap((group, index) => innerPaths([key, String(index)], group));
  });
}

function innerPaths(path: readonly string[], value: unknown): string[][] {
  return isRecord(value) ? Object.keys(value).map((key) => [...path, key]) : [[...path]];
}
