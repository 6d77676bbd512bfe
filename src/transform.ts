import { toPayloadError } from './common/errors.js';
import { isRecord, toId } from './common/values.js';
import { checkConversation } from './delivery/check.js';
import { unwrap } from './delivery/unwrap.js';
import { attachIds } from './ids/ids.js';
import type { IdsOf, ProfileOf, TransformOptions } from './options.js';
import { resolveOptions } from './resolve-options.js';
import type { RudderEvents, GroupOf, TrackOf } from './rudder.js';
import { runRules } from './rules/run.js';

/**
 * The arguments after the payload: remembered as `A`, for the type of the result, and checked as `TransformOptions`, so
 * that an error names a misspelt option in a line. The first branch is never taken; TypeScript infers `A` there. As
 * there is no way from the type of the result back to `A`, where the result is put says nothing about what it is.
 */
type OptionsIn<A extends readonly unknown[]> = A['length'] extends 'never'
  ? A
  : [options?: TransformOptions | undefined];

/**
 * Turns one Olark webhook delivery into RudderStack events: a `track` event for the conversation, then
 * a `group` event for each Olark group that has a usable id.
 *
 * It is pure: it does no I/O, reads no clock and never changes its input. Lists and objects of the input (`items`,
 * `tags`, `operators`, `groups`, `chat_feedback`, `customFields`, unknown ones) are passed on by reference, not copied.
 *
 * @param payload Whatever you have when Olark's POST arrives: the raw form body, JSON text, bytes, a
 * parsed form (`{ data }`, `URLSearchParams`, `FormData`), the parsed conversation, or RudderStack's
 * source request (`{ request: { body } }`).
 * @param options The output contract (`profile`), the ids (`ids`) and rules of your own (`rules`).
 * @returns The events in the order in which to send them; their types depend on `profile` and `ids`.
 * @throws {@link OlarkPayloadError} for anything unusable, with a `code` to test, the HTTP `status` to
 * answer with, and a message that holds no value from the payload. Nothing else is thrown.
 *
 * @example
 * const [track, ...groups] = transformOlark('data=%7B%22kind%22%3A%22Conversation%22%2C%22visitor%22%3A%7B%22id%22%3A%22v1%22%7D%7D');
 * track.event; // 'Conversation'
 * track.userId; // 'v1'
 * groups; // []
 */
export function transformOlark<A extends [options?: TransformOptions | undefined] = []>(
  payload: unknown,
  ...options: OptionsIn<A>
): RudderEvents<ProfileOf<A[0]>, IdsOf<A[0]>>;
export function transformOlark(payload: unknown, options?: TransformOptions): [TrackOf, ...GroupOf[]] {
  const { profile, ids, rules } = resolveOptions(options);
  const { isValue } = profile;
  try {
    const delivery = checkConversation(unwrap(payload));
    const { conversation } = delivery;
    const track = profile.toTrack(delivery);
    const events: [TrackOf, ...GroupOf[]] = [
      runRules(rules, track, { event: 'track', conversation, isValue }),
    ];
    const { groups } = conversation;
    for (const group of Array.isArray(groups) ? groups : []) {
      const groupId = isRecord(group) ? toId(group.id) : undefined;
      if (groupId === undefined) continue;
      const event = profile.toGroup(group, groupId, delivery, track.timestamp);
      events.push(runRules(rules, event, { event: 'group', conversation, group, isValue }));
    }
    // Last: `rudderId` is computed from the `userId` that the rules left, `messageId` from the conversation as it was sent.
    attachIds(events, conversation, ids);
    return events;
  } catch (thrown) {
    throw toPayloadError(thrown, 'payload');
  }
}
