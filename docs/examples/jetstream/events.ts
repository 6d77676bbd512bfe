import { type MappingRule, type RudderEvent, transformOlark } from 'olark-to-rudderstack';

/** Your own rules. They run in order, so put masks last. */
const rules: MappingRule[] = [];

/** Turns a delivery into events. Edit this to choose another profile, or to add, change or leave out events. */
export function eventsOf(body: unknown): RudderEvent[] {
  return transformOlark(body, { profile: 'complete', rules });
}
