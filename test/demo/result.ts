import { unwrap } from '../../src/delivery/unwrap.js';
import {
  type OlarkConversation,
  type RudderEvent,
  type RudderTrackEvent,
  transformOlark,
  type TransformOptions,
} from '../../src/index.js';
import { conversationFacts } from '../../src/mappers/index.js';
import { type FieldMapping, fieldPaths, mappingOf, nameOf } from '../support/mapping.js';
import { type Row, rowOf } from '../warehouse/loader.js';
import type { Choice } from './choice.js';
import { readRules } from './rules.js';

/** What the library makes of a delivery. */
export interface Result {
  readonly conversation: OlarkConversation;
  readonly events: readonly RudderEvent[];
  readonly mapping: readonly FieldMapping[];
  /** Whether there are more fields than were looked at. */
  readonly isCut: boolean;
  /** What a warehouse makes of each event; with the profile `warehouse` only. */
  readonly rows: readonly Row[];
}

/** Looking at more fields, each of which takes a run of its own, would make the page slow. */
const MAX_FIELDS = 500;
const MAX_EVENTS_MADE = 20_000;

/**
 * What a choice gives.
 *
 * @throws OlarkPayloadError as `transformOlark` does.
 */
export function resultOf({ body, profile, ids, rules: text }: Choice): Result {
  const { rules } = readRules(text);
  const options: TransformOptions = { profile, rules, ids: ids === '' ? undefined : ids };
  const events = transformOlark(body, options) as [RudderTrackEvent, ...RudderEvent[]];
  const conversation = unwrap(body) as unknown as OlarkConversation;
  const maxFields = Math.min(MAX_FIELDS, Math.ceil(MAX_EVENTS_MADE / events.length));
  const mapping = mappingOf(conversation, options, maxFields);
  return {
    conversation,
    events,
    mapping: profile === 'warehouse' ? mapping.map((field) => withFacts(field, events[0])) : mapping,
    isCut: fieldPaths(conversation).length > maxFields,
    rows: profile === 'warehouse' ? events.map((event) => rowOf(event)) : [],
  };
}

/** The items with every fact that is worked out from them, also with those that would be the same without them. */
function withFacts(field: FieldMapping, { properties }: RudderTrackEvent): FieldMapping {
  if (nameOf(field.source) !== 'items') return field;
  const facts = Object.entries(conversationFacts(field.value))
    .filter(([name, fact]) => properties[name] === fact)
    .map(([name]) => ({ event: 0, path: ['properties', name] }));
  const known = new Set(facts.map(({ path }) => path.join('.')));
  const others = field.places.filter(({ path }) => !known.has(path.join('.')));
  return { ...field, places: [...others, ...facts].sort((a, b) => a.event - b.event) };
}
