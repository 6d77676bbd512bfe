import { expectTypeOf, it } from 'vitest';

import {
  applyRules,
  latestTimestamp,
  type MappingRule,
  page,
  type ProfileDefinition,
  profiles,
  splitBrowser,
} from '../../src/mappers/index.js';

it('units are functions of an unknown value', () => {
  expectTypeOf(splitBrowser).toEqualTypeOf<
    (label: unknown) => { name: string; version?: string } | undefined
  >();
  expectTypeOf(latestTimestamp).toEqualTypeOf<(items: unknown) => string | undefined>();
});

it('rules are data', () => {
  expectTypeOf(page).toEqualTypeOf<readonly MappingRule[]>();
  expectTypeOf(profiles).toEqualTypeOf<
    Readonly<Record<'documented' | 'rudder-transformer' | 'complete', ProfileDefinition>>
  >();
});

it('applyRules takes a conversation and, for group events, a group', () => {
  const conversation = { kind: 'Conversation', visitor: { id: 'v1' } };
  applyRules(page, conversation, { group: { id: 'g1' } });
  // @ts-expect-error -- no visitor
  applyRules(page, { kind: 'Conversation' });
});
