import { expect, it } from 'vitest';

import {
  applyRules,
  conversationFacts,
  identifyCall,
  latestTimestamp,
  transcriptText,
} from '../../../src/mappers.js';
import { type RudderTrackEvent, transformOlark } from '../../../src/index.js';
import { keepOnly, maskEmails } from '../../../src/privacy.js';
import { thrownBy } from '../../support/values.js';

// Going through it takes minutes, and more memory than there is.
const endless: unknown[] = [];
endless.length = 4_294_967_295;

const rules = [{ to: 'traits.a', value: 1 }];
const manyRules = [...rules];
manyRules.length = 4_294_967_295;

it.each<{ name: string; action: () => unknown }>([
  { name: 'conversationFacts', action: () => conversationFacts(endless) },
  { name: 'latestTimestamp', action: () => latestTimestamp(endless) },
  { name: 'transcriptText', action: () => transcriptText(endless) },
  {
    name: 'identifyCall',
    action: () =>
      identifyCall({ type: 'track', userId: 'v1', traits: { a: endless } } as unknown as RudderTrackEvent),
  },
  {
    name: 'transformOlark in bytes',
    action: () => transformOlark({ [Symbol.toStringTag]: 'ArrayBuffer', length: endless.length }),
  },
])('a list that is too long is refused by $name, and not gone through', ({ action }) => {
  expect(thrownBy(action).code).toBe('OLARK_UNSERIALIZABLE');
});

it.each<{ name: string; action: () => unknown }>([
  { name: 'keepOnly', action: () => applyTo(keepOnly(['properties.tags.*.a'])) },
  { name: 'maskEmails', action: () => applyTo(maskEmails) },
  { name: 'transformOlark as rules', action: () => transformOlark('', { rules: manyRules }) },
])('a list that is too long is refused by $name as a fault of the rules', ({ action }) => {
  expect(thrownBy(action).code).toBe('OLARK_INVALID_OPTION');
});

function applyTo(privacy: Parameters<typeof applyRules>[0]): unknown {
  return applyRules(privacy, {}, { event: { properties: { tags: endless } } });
}

it('of a list of bodies in a form only the first is looked at', () => {
  expect(thrownBy(() => transformOlark({ data: endless })).code).toBe('OLARK_MISSING_DATA');
});
