/** The type of the identify event follows that of the track event. Compiled, never run. */
import { type RudderIdentifyEvent, transformOlark } from 'olark-to-rudderstack';
import { identifyCall } from 'olark-to-rudderstack/mappers';

declare const body: string;

// The type follows the track event.
const [track, group] = transformOlark(body, { profile: 'warehouse' });
export const identify: RudderIdentifyEvent<'warehouse'> | undefined = identifyCall(track);
export const text: string | undefined = identify?.traits.customFields;
export const id: string | undefined = identify?.messageId;
export const whatever: RudderIdentifyEvent | undefined = identifyCall(track);
// The survey is about the conversation, and the kind is the same for all visitors.
// @ts-expect-error TS2339: Property 'chat_feedback' does not exist on type
identify?.traits.chat_feedback;
// @ts-expect-error TS2339: Property 'kind' does not exist on type
identify?.traits.kind;

const [withoutIds] = transformOlark(body, { profile: 'documented', ids: 'none' });
// @ts-expect-error TS2339: Property 'messageId' does not exist on type
identifyCall(withoutIds)?.messageId;
// @ts-expect-error TS2339: Property 'timestamp' does not exist on type
identifyCall(withoutIds)?.timestamp;
export const organization: string | undefined = identifyCall(withoutIds)?.traits.organization;

// A group event says nothing about the visitor.
// @ts-expect-error TS2379: Argument of type 'RudderGroupEvent<
if (group) identifyCall(group);
