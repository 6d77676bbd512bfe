import type { Delivery } from '../delivery/check.js';
import { operatingSystemOfUserAgent, splitBrowser } from '../units/browser-os.js';
import type {
  RudderGroupContext,
  RudderGroupFields,
  RudderNameVersion,
  RudderTimes,
  RudderTrackFields,
} from '../rudder.js';

/** The part of a track event that all profiles have. */
export function trackEvent<ContextTraits, Traits, Properties>(
  { event, userId }: Delivery,
  contextTraits: ContextTraits,
  traits: Traits,
  properties: Properties,
): RudderTrackFields<RudderGroupContext & { traits: ContextTraits }, Traits, Properties> {
  return {
    type: 'track',
    event,
    userId,
    context: {
      library: { name: 'unknown', version: 'unknown' },
      integration: { name: 'Olark' },
      traits: contextTraits,
    },
    traits,
    properties,
    integrations: { Olark: false },
  };
}

/** The part of a group event that all profiles have. */
export function groupEvent<Traits>(
  groupId: string,
  { userId }: Delivery,
  traits: Traits,
): RudderGroupFields<RudderGroupContext, Traits> {
  return {
    type: 'group',
    userId,
    groupId,
    context: {
      library: { name: 'unknown', version: 'unknown' },
      integration: { name: 'Olark' },
    },
    traits,
    integrations: { Olark: false },
  };
}

/** Adds the browser and the operating system, which comes from its own label or else from a raw user-agent string. */
export function addDevice(
  context: { browser?: RudderNameVersion; os?: RudderNameVersion },
  browserLabel: unknown,
  operatingSystem: RudderNameVersion | undefined,
): void {
  const browser = splitBrowser(browserLabel);
  if (browser) context.browser = browser;
  const os = operatingSystem ?? operatingSystemOfUserAgent(browserLabel);
  if (os) context.os = os;
}

/** Sets when the conversation happened, if that is known. */
export function setTimes(event: RudderTimes, timestamp: string | undefined): void {
  if (timestamp) event.timestamp = event.originalTimestamp = timestamp;
}
