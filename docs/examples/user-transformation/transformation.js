// A user transformation for RudderStack: it turns what Olark's webhook delivers into events.
//
// 1. In RudderStack, add a Webhook source and give its URL to Olark's webhook.
// 2. Under Transformations, create a library named `olark-to-rudderstack`. Paste the whole of
//    node_modules/olark-to-rudderstack/dist/rudderstack-library.js as its code, again after each upgrade.
// 3. Create a transformation in JavaScript, and paste the whole of this file.
// 4. Run it in the editor over the event of sample-event.json. It should give a `track` event named `Conversation` for
//    the user `v1`.
// 5. Connect it to every destination of the source.

import { isOlarkPayloadError, transformOlark } from 'olarkToRudderstack';

// To use a line that is commented out, remove its `//` and add the library's names in it, such as `keepOnly` and
// `IMPERSONAL_FIELDS`, to the import above.

const RULES = [
  // The transcript as text, for a CRM or a ticket:
  // { from: 'items', to: 'properties.transcript', via: transcriptText },
  // No names, addresses, phones, IP addresses or texts, and from the custom fields only `plan`. Rules for privacy come last:
  // ...keepOnly([...IMPERSONAL_FIELDS, 'context.traits.customFields.plan']),
];

// The profile can be 'documented', 'rudder-transformer', 'complete' or 'warehouse'.
const OPTIONS = { profile: 'complete', ids: 'content', rules: RULES };

function eventsOf(body) {
  const events = transformOlark(body, OPTIONS);
  // No events when a conversation only starts:
  // if (events[0].properties.eventType === 'start') return [];
  // An `identify` event too, if anything is known about the visitor, such as the e-mail address:
  // events.push(identifyCall(events[0]));
  return events.filter((made) => made !== undefined);
}

export function transformEvent(event) {
  if (event.event !== 'webhook_source_event') return event;
  // What RudderStack knows about the delivery. It is lost unless the events carry it.
  const { channel, receivedAt, originalTimestamp, sentAt, timestamp, request_ip } = event;
  const arrival = { channel, receivedAt, originalTimestamp, sentAt, timestamp, request_ip };
  try {
    return eventsOf(event.properties).map((made) => ({ ...arrival, ...made }));
  } catch (error) {
    if (!isOlarkPayloadError(error)) throw error;
    const { code, message, status } = error;
    // Rules may hide what is private. With rules, or a wrong option, the body must not go on as it came.
    const hasRules = Array.isArray(OPTIONS.rules) && OPTIONS.rules.length > 0;
    const properties = status === 400 && !hasRules ? event.properties : {};
    return { ...event, properties, context: { ...event.context, olarkError: { code, message } } };
  }
}
