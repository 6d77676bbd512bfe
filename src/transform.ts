import { applyPlan, type SharedResults } from './apply.js';
import { checkConversation } from './conversation.js';
import { OlarkPayloadError } from './errors.js';
import { attachIds } from './ids.js';
import type { OlarkConversation } from './olark.js';
import type { TransformOptions } from './options.js';
import type { EventPlan } from './plan.js';
import type { RudderGroupEvent, RudderTrackEvent } from './rudder.js';
import { settle } from './settings.js';
import { unwrap } from './unwrap.js';
import { isRecord } from './values.js';

/**
 * Turns one Olark webhook delivery into RudderStack events: a `track` event for the conversation, then
 * a `group` event for each Olark group that has a usable id.
 *
 * Pure: no I/O, no clock; the input is never changed. `items`, `tags`, `operators` and `chat_feedback`
 * are passed on by reference, not copied.
 *
 * @param payload Whatever is in hand when Olark's POST arrives: the raw form body, JSON text, bytes, a
 * parsed form (`{ data }`, `URLSearchParams`, `FormData`), the parsed conversation, or RudderStack's
 * source request (`{ request: { body } }`).
 * @param options The output contract (`profile`), the ids (`ids`) and rules of your own (`rules`).
 * @returns The events in the order in which to send them.
 * @throws {@link OlarkPayloadError} for anything unusable, with a `code` to test and a message that
 * holds no value from the payload. Nothing else is thrown.
 *
 * @example
 * const [track, ...groups] = transformOlark('data=%7B%22kind%22%3A%22Conversation%22%2C%22visitor%22%3A%7B%22id%22%3A%22v1%22%7D%7D');
 * track.event; // 'Conversation'
 * track.userId; // 'v1'
 * groups; // []
 */
export function transformOlark(
  payload: unknown,
  options?: TransformOptions,
): [RudderTrackEvent, ...RudderGroupEvent[]] {
  const { plan, ids } = settle(options);
  try {
    const conversation = unwrap(payload);
    checkConversation(conversation);
    const track = newTrackEvent();
    applyPlan(plan.track, track, { conversation });
    const events: [RudderTrackEvent, ...RudderGroupEvent[]] = [track];
    if (conversation.groups) addGroupEvents(events, conversation, conversation.groups, plan.group);
    attachIds(events, conversation, ids);
    return events;
  } catch (cause) {
    if (cause instanceof OlarkPayloadError) throw cause;
    throw new OlarkPayloadError(
      'OLARK_UNSERIALIZABLE',
      'The payload cannot be read; it must be plain data, as JSON makes it.',
      { cause },
    );
  }
}

function addGroupEvents(
  events: [RudderTrackEvent, ...RudderGroupEvent[]],
  conversation: OlarkConversation,
  groups: readonly unknown[],
  plan: EventPlan,
): void {
  const shared: SharedResults = [];
  for (const group of groups) {
    if (!isRecord(group)) continue;
    const event = newGroupEvent();
    applyPlan(plan, event, { conversation, group }, shared);
    if (event.groupId !== '') events.push(event);
  }
}

// Both are written out: a spread of what they share is slow, and so is every field added after it.
function newTrackEvent() {
  return {
    type: 'track',
    event: '',
    userId: '',
    context: {
      library: { name: 'unknown', version: 'unknown' },
      integration: { name: 'Olark' },
      traits: {},
    },
    traits: {},
    properties: {},
    integrations: { Olark: false },
  } satisfies RudderTrackEvent;
}

function newGroupEvent() {
  return {
    type: 'group',
    userId: '',
    groupId: '',
    context: {
      library: { name: 'unknown', version: 'unknown' },
      integration: { name: 'Olark' },
    },
    traits: {},
    integrations: { Olark: false },
  } satisfies RudderGroupEvent;
}
