import get from 'lodash.get';
import { describe, expect, it } from 'vitest';

import { transformOlark } from '../../../src/index.js';
import { differences, differencesTable } from '../../support/differences.js';
import { readme } from '../../support/readme.js';
import { thrownBy } from '../../support/values.js';

describe('profile rudder-transformer, unlike RudderStack’s transformer', () => {
  it.each(differences)('makes of $difference: $ours', ({ payload, ours }) => {
    const transform = () => transformOlark(payload, { profile: 'rudder-transformer' });
    if (typeof ours === 'string') {
      expect(thrownBy(transform).code).toBe(ours);
    } else {
      const event = transform().find(({ type }) => type === ours.event);
      expect(event).toBeDefined();
      expect(get(event, ours.path)).toStrictEqual(ours.value);
    }
  });

  it('differs as the README says', () => {
    expect(readme).toContain(differencesTable());
  });
});
