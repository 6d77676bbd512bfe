import {
  type MappingRule,
  type RudderEvent,
  type RudderIdentifyEvent,
  transformOlark,
} from 'olark-to-rudderstack';

/** What RudderStack is sent. */
export type OutgoingEvent = RudderEvent | RudderIdentifyEvent;

/** Your own rules. They run in order, so put masks last. */
const rules: MappingRule[] = [];

/** Turns a delivery into events. Edit this to choose another profile, or to add, change or leave out events. */
export function eventsOf(body: unknown): OutgoingEvent[] {
  return transformOlark(body, { profile: 'complete', rules });
}
