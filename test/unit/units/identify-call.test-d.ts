/** Compiled by `npm test`; never run. */
import { type RudderIdentifyEvent, transformOlark } from 'olark-to-rudderstack';
import { identifyCall } from 'olark-to-rudderstack/mappers';

declare const body: string;

// The type follows the track event.
const [track, group] = transformOlark(body, { profile: 'warehouse' });
export const identify: RudderIdentifyEvent<'warehouse'> | undefined = identifyCall(track);
export const text: string | undefined = identify?.traits.customFields;
export const id: string | undefined = identify?.messageId;
export const whatever: RudderIdentifyEvent | undefined = identifyCall(track);
// @ts-expect-error -- Property 'chat_feedback' does not exist: the survey is about the conversation
identify?.traits.chat_feedback;
// @ts-expect-error -- Property 'kind' does not exist: it is the same for all visitors
identify?.traits.kind;

const [withoutIds] = transformOlark(body, { profile: 'documented', ids: 'none' });
// @ts-expect-error -- Property 'messageId' does not exist
identifyCall(withoutIds)?.messageId;
// @ts-expect-error -- Property 'timestamp' does not exist
identifyCall(withoutIds)?.timestamp;
export const organization: string | undefined = identifyCall(withoutIds)?.traits.organization;

// @ts-expect-error -- Argument of type … is not assignable: a group event says nothing about the visitor
if (group) identifyCall(group);
