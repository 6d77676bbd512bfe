import { describe, expect, it } from 'vitest';

import { transformOlark } from '../../src/index.js';
import { differences, type Field } from './differences.js';

/** What stands at a path of an event. */
function valueAt(event: unknown, { path }: Field): unknown {
  let value = event;
  for (const step of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[step];
  return value;
}

describe('the profile rudder-transformer, unlike RudderStack’s transformer', () => {
  it.each(differences)('makes of $sent: $ours', ({ payload, ours }) => {
    const transform = () => transformOlark(payload, { profile: 'rudder-transformer' });
    if (typeof ours !== 'string') {
      const event = transform().find(({ type }) => type === ours.event);
      expect(event).toBeDefined();
      expect(valueAt(event, ours)).toStrictEqual(ours.value);
    } else if (ours.startsWith('OLARK')) {
      expect(transform).toThrow(expect.objectContaining({ code: ours }));
    } else {
      expect(transform()).toHaveLength(1);
    }
  });
});
