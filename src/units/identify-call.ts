import { validate, v5 } from 'uuid';

import { toPayloadError, unserializable } from '../common/errors.js';
import { MAX_DEPTH } from '../common/json.js';
import { assertListable } from '../common/lists.js';
import {
  isEmpty,
  isPlainObject,
  isPresent,
  isRecord,
  ownField,
  setOwn,
  toId,
  type UnknownRecord,
} from '../common/values.js';
import type { IdentifyOf, RudderTrackEvent } from '../rudder.js';

/** A place and a number, as Olark names a visitor who gave no name; a site may let it mark visitors who came back. */
const MADE_UP_NAME = /^(?:\w+ Visitor \| )?[^()|#]+ \([^()]*\) #\d+$/;

/** Fields of the visitor that are about the conversation or the same for every visitor. */
const NOT_TRAITS: ReadonlySet<string> = /* @__PURE__ */ new Set(['chat_feedback', 'kind']);

/** What an identify event takes from the track event as it is, if it is there. `anonymousId` comes from a rule. */
const TIMES_AND_IDS = ['timestamp', 'originalTimestamp', 'anonymousId', 'rudderId'] as const;

/**
 * Makes the `identify` event that tells a destination what the chat brought to light about the visitor, such as the
 * e-mail address. It is made of the track event as the rules left it, so what they masked or removed does not come
 * back.
 *
 * - `traits` has the fields of `context.traits` and of `traits`, which win, without `chat_feedback`, `kind` and fields
 *   that are empty.
 * - `userId`, `context`, `integrations`, times and ids are those of the track event. `messageId`, if the track event has
 *   a UUID there, is the UUID v5 of `identify` in the namespace of that.
 * - A name that Olark made up from a place and a number, such as `USA (Springfield, IL) #2979`, is left out of `traits`
 *   and `context.traits`. A name that somebody typed in just that form is left out too; `Apartment #4` stays.
 *
 * The event shares nothing with the track event, which is not changed.
 *
 * @returns `undefined` if nothing but the id is known about the visitor, and for the start of a conversation. An event
 * without `properties.eventType` is taken for a start if it has what Olark sends then: no messages, no operators and
 * an empty survey.
 * @throws OlarkPayloadError `OLARK_UNSERIALIZABLE` for an event that cannot be copied: a cycle, nesting deeper than
 * 1,000 levels, a getter that throws.
 *
 * @example
 * const visitor = { id: 'v1', emailAddress: 'bob@shop.example', fullName: 'USA (Springfield, IL) #2979' };
 * const [track] = transformOlark({ kind: 'Conversation', visitor }, { ids: 'none' });
 * identifyCall(track);
 * // { type: 'identify', userId: 'v1', traits: { email: 'bob@shop.example' },
 * //   context: { library: { name: 'unknown', version: 'unknown' }, integration: { name: 'Olark' },
 * //     traits: { email: 'bob@shop.example' } },
 * //   integrations: { Olark: false } }
 */
export function identifyCall<Track extends RudderTrackEvent>(track: Track): IdentifyOf<Track> | undefined {
  try {
    return toIdentify(track) as IdentifyOf<Track> | undefined;
  } catch (thrown) {
    throw toPayloadError(thrown, 'payload');
  }
}

function toIdentify(track: unknown): UnknownRecord | undefined {
  const userId = toId(ownField(track, 'userId'));
  if (userId === undefined || ownField(track, 'type') !== 'track' || isStart(track)) return undefined;

  const context = recordOf(copy(ownField(track, 'context')));
  const contextTraits = ownField(context, 'traits');
  if (isRecord(contextTraits) && isMadeUp(ownField(contextTraits, 'name'))) delete contextTraits['name'];
  const traits: UnknownRecord = {};
  addTraits(traits, copy(contextTraits));
  addTraits(traits, copy(ownField(track, 'traits')));
  if (isEmpty(traits)) return undefined;

  const event: UnknownRecord = {
    type: 'identify',
    userId,
    context,
    traits,
    integrations: recordOf(copy(ownField(track, 'integrations'))),
  };
  for (const field of TIMES_AND_IDS) {
    const value = ownField(track, field);
    if (isPresent(value)) setOwn(event, field, copy(value));
  }
  const messageId = ownField(track, 'messageId');
  if (validate(messageId)) setOwn(event, 'messageId', v5('identify', messageId as string));
  return event;
}

/** Whether the conversation has only begun. Not every profile has `eventType`; Olark sends these three empty then. */
function isStart(track: unknown): boolean {
  const properties = ownField(track, 'properties');
  const eventType = ownField(properties, 'eventType');
  if (isPresent(eventType)) return eventType === 'start';
  const operators = ownField(properties, 'operators');
  return (
    isEmpty(ownField(properties, 'items')) &&
    isEmpty(ownField(ownField(track, 'traits'), 'chat_feedback')) &&
    (operators === undefined || isEmpty(operators))
  );
}

function isMadeUp(name: unknown): boolean {
  return typeof name === 'string' && MADE_UP_NAME.test(name);
}

function addTraits(traits: UnknownRecord, source: unknown): void {
  if (!isRecord(source)) return;
  for (const key of Object.keys(source)) {
    const value = source[key];
    const isTrait = isPresent(value) && !isEmpty(value) && !NOT_TRAITS.has(key);
    if (isTrait && !(key === 'name' && isMadeUp(value))) setOwn(traits, key, value);
  }
}

function recordOf(value: unknown): UnknownRecord {
  return isRecord(value) ? value : {};
}

/** Copies lists and plain objects, so that two events share none that a caller might change. */
function copy(value: unknown, depth = 1): unknown {
  if (depth > MAX_DEPTH) throw unserializable();
  if (Array.isArray(value)) {
    assertListable(value);
    return Array.from(value, (element) => copy(element, depth + 1));
  }
  if (!isPlainObject(value)) return value;
  const copied: UnknownRecord = {};
  for (const [key, field] of Object.entries(value)) setOwn(copied, key, copy(field, depth + 1));
  return copied;
}
