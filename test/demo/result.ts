import { unwrap } from '../../src/delivery/unwrap.js';
import {
  type OlarkConversation,
  type RudderEvent,
  transformOlark,
  type TransformOptions,
} from '../../src/index.js';
import { type FieldMapping, fieldPaths, mappingOf } from '../support/mapping.js';
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
  const events = transformOlark(body, options) as readonly RudderEvent[];
  const conversation = unwrap(body) as unknown as OlarkConversation;
  const maxFields = Math.min(MAX_FIELDS, Math.ceil(MAX_EVENTS_MADE / events.length));
  return {
    conversation,
    events,
    mapping: mappingOf(conversation, options, maxFields),
    isCut: fieldPaths(conversation).length > maxFields,
    rows: profile === 'warehouse' ? events.map((event) => rowOf(event)) : [],
  };
}
