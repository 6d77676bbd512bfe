/** Compiled by `npm test`; never run. */
import type RudderAnalytics from '@rudderstack/rudder-sdk-node';
import { transformOlark } from 'olark-to-rudderstack';
import { identifyCall } from 'olark-to-rudderstack/mappers';

declare const body: string;
declare const client: RudderAnalytics;

// RudderStack's client takes events as they are, once their time is a `Date`.
for (const event of transformOlark(body)) {
  if (event.type === 'track') client.track(event);
  else client.group(event);
}
for (const { timestamp, ...event } of transformOlark(body, { profile: 'warehouse' })) {
  const time = timestamp === undefined ? {} : { timestamp: new Date(timestamp) };
  if (event.type === 'track') client.track({ ...event, ...time });
  else client.group({ ...event, ...time });
}

const [documented] = transformOlark(body);
const identify = identifyCall(documented);
if (identify) client.identify(identify);
const [inWarehouse] = transformOlark(body, { profile: 'warehouse' });
const timed = identifyCall(inWarehouse);
if (timed) {
  const { timestamp, ...event } = timed;
  const time = timestamp === undefined ? {} : { timestamp: new Date(timestamp) };
  client.identify({ ...event, ...time });
}
