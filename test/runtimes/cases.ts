import type { RudderEvent } from '../../src/index.js';
import { fixtures } from '../support/fixtures.js';
import { canonical, type Case } from './checks.js';

/** Every fixture that is a parsed conversation: the checks bring it in every other form. */
export const cases: readonly Case[] = fixtures
  .filter(({ payload }) => typeof payload === 'object' && payload !== null && 'visitor' in payload)
  .map(({ name, payload, expected }) => ({
    name,
    text: JSON.stringify(payload),
    expected: {
      documented: canonical(expected.documented),
      'rudder-transformer': canonical(withIds(expected['rudder-transformer'], expected.documented)),
      complete: canonical(expected.complete),
      warehouse: canonical(expected.warehouse),
    },
  }));

/** Content ids do not depend on the profile, so those of another one's fixture hold here too. */
function withIds(events: readonly RudderEvent[], like: readonly RudderEvent[]): object[] {
  return events.map((event, index) => {
    const { rudderId, messageId } = like[index] ?? {};
    return { ...event, rudderId, messageId };
  });
}
