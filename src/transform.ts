import { readError } from './common/errors.js';
import { isRecord } from './common/values.js';
import { checkConversation } from './delivery/check.js';
import { unwrap } from './delivery/unwrap.js';
import { attachIds } from './ids/ids.js';
import type { OptionsWithIds, OptionsWithoutIds, TransformOptions } from './options.js';
import type {
  RudderGroupCall,
  RudderGroupEvent,
  RudderIds,
  RudderTrackCall,
  RudderTrackEvent,
} from './rudder.js';
import { runRules } from './rules/run.js';
import { settle } from './settings.js';

/**
 * Turns one Olark webhook delivery into RudderStack events: a `track` event for the conversation, then
 * a `group` event for each Olark group that has a usable id.
 *
 * Pure: no I/O, no clock; the input is never changed. `items`, `tags`, `operators` and `chat_feedback`
 * are passed on by reference, not copied.
 *
 * @param payload Whatever you have when Olark's POST arrives: the raw form body, JSON text, bytes, a
 * parsed form (`{ data }`, `URLSearchParams`, `FormData`), the parsed conversation, or RudderStack's
 * source request (`{ request: { body } }`).
 * @param options The output contract (`profile`), the ids (`ids`) and rules of your own (`rules`).
 * @returns The events in the order in which to send them.
 * @throws {@link OlarkPayloadError} for anything unusable, with a `code` to test, the HTTP `status` to
 * answer with, and a message that holds no value from the payload. Nothing else is thrown.
 *
 * @example
 * const [track, ...groups] = transformOlark('data=%7B%22kind%22%3A%22Conversation%22%2C%22visitor%22%3A%7B%22id%22%3A%22v1%22%7D%7D');
 * track.event; // 'Conversation'
 * track.userId; // 'v1'
 * groups; // []
 */
export function transformOlark(
  payload: unknown,
  options?: OptionsWithIds,
): [RudderTrackEvent, ...RudderGroupEvent[]];
/** Without ids: `ids` is `'none'`, or the profile `rudder-transformer` has its default. */
export function transformOlark(
  payload: unknown,
  options: OptionsWithoutIds,
): [RudderTrackCall, ...RudderGroupCall[]];
/** With options that are not known before the program runs: the ids may be there or not. */
export function transformOlark(
  payload: unknown,
  options?: TransformOptions,
): [RudderTrackCall & Partial<RudderIds>, ...(RudderGroupCall & Partial<RudderIds>)[]];
export function transformOlark(
  payload: unknown,
  options?: TransformOptions,
): [RudderTrackCall, ...RudderGroupCall[]] {
  const { profile, ids, rules } = settle(options);
  try {
    const conversation = checkConversation(unwrap(payload));
    const track = profile.track(conversation);
    const events: [RudderTrackCall, ...RudderGroupCall[]] = [track];
    for (const group of conversation.groups ?? []) {
      if (!isRecord(group)) continue;
      const event = profile.group(group, track, conversation);
      runRules(rules.group, event, profile.emptyStrings, conversation, group);
      if (event.groupId !== '') events.push(event);
    }
    runRules(rules.track, track, profile.emptyStrings, conversation);
    attachIds(events, conversation, ids);
    return events;
  } catch (cause) {
    throw readError(cause, 'payload');
  }
}
