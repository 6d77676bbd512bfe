import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import { expect, it, onTestFinished } from 'vitest';

import { transformOlark } from '../src/index.js';
import { identifyCall } from '../src/mappers.js';
import { startDataPlane } from './support/data-plane.js';
import { fixture } from './support/fixtures.js';

it('RudderStack’s client sends an identify event beside the track event and the group events', async () => {
  const dataPlane = await startDataPlane();
  onTestFinished(() => dataPlane.close());
  const [track, ...groups] = transformOlark(fixture('several-groups-and-operators').payload);
  const identify = identifyCall(track);
  if (!identify) throw new Error('There is no identify event.');

  const client = new RudderAnalytics('key', { dataPlaneUrl: dataPlane.url });
  client.identify(identify);
  client.track(track);
  for (const group of groups) client.group(group);
  await client.flush();

  const messages = await dataPlane.received(2 + groups.length);
  expect(messages.map(({ type, messageId }) => ({ type, messageId }))).toStrictEqual(
    [identify, track, ...groups].map(({ type, messageId }) => ({ type, messageId })),
  );
  expect(messages[0]).toMatchObject({
    userId: track.userId,
    traits: { name: 'Bob Doe', email: 'bob@example.com' },
    context: { traits: track.context.traits, integration: { name: 'Olark' } },
    integrations: { Olark: false },
  });
});
