import type { RudderEvent } from '../../src/index.js';
import { unwrap } from '../../src/delivery/unwrap.js';
import { type Fixture, fixtures } from '../support/fixtures.js';
import { canonical, type Case } from './checks.js';

/** Every fixture. */
export const cases: readonly Case[] = fixtures.map(caseOf);

function caseOf({ name, payload, expected }: Fixture): Case {
  return {
    name,
    text: JSON.stringify(unwrap(payload)),
    expected: {
      documented: canonical(expected.documented),
      'rudder-transformer': canonical(withIds(expected['rudder-transformer'], expected.documented)),
      complete: canonical(expected.complete),
      warehouse: canonical(expected.warehouse),
    },
  };
}

/** Content ids do not depend on the profile, so those of another one's fixture hold here too. */
function withIds(events: readonly RudderEvent[], like: readonly RudderEvent[]): object[] {
  return events.map((event, index) => {
    const { rudderId, messageId } = like[index] ?? {};
    return { ...event, rudderId, messageId };
  });
}
