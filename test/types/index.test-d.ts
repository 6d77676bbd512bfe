import { describe, expectTypeOf, it } from 'vitest';

import {
  type MappingRule,
  type OlarkConversation,
  type OlarkPayloadError,
  type OlarkPayloadErrorCode,
  type Profile,
  type RudderEvent,
  type RudderGroupEvent,
  type RudderTrackEvent,
  transformOlark,
  type TransformOptions,
} from '../../src/index.js';

describe('transformOlark', () => {
  it('returns a track event, then group events', () => {
    const [track, ...groups] = transformOlark('');
    expectTypeOf(track).toEqualTypeOf<RudderTrackEvent>();
    expectTypeOf(groups).toEqualTypeOf<RudderGroupEvent[]>();
    expectTypeOf(track.type).toEqualTypeOf<'track'>();
    expectTypeOf(track.context.traits.email).toEqualTypeOf<string | undefined>();
    expectTypeOf(track.context.os?.version).toEqualTypeOf<string | undefined>();
    expectTypeOf(track.properties.items?.[0]?.body).toEqualTypeOf<string | null | undefined>();
    expectTypeOf(track.context['externalId']).toEqualTypeOf<unknown>();
    expectTypeOf(track.integrations.Olark).toEqualTypeOf<false>();
  });

  it('takes any payload', () => {
    expectTypeOf(transformOlark).parameter(0).toBeUnknown();
  });

  it('tells events apart by their type', () => {
    const [event] = transformOlark('') as RudderEvent[];
    if (event?.type === 'group') expectTypeOf(event.groupId).toEqualTypeOf<string>();
    else expectTypeOf(event).toEqualTypeOf<RudderTrackEvent | undefined>();
  });

  it('takes just the options that there are', () => {
    expectTypeOf<TransformOptions['profile']>().toEqualTypeOf<Profile | undefined>();
    transformOlark('', {});
    transformOlark('', { profile: undefined, ids: undefined, rules: undefined });
    transformOlark('', { profile: 'complete', ids: 'random', rules: [{ from: 'id', to: 'context.id' }] });
    // @ts-expect-error -- a misspelt option
    transformOlark('', { profil: 'complete' });
    // @ts-expect-error -- an unknown profile
    transformOlark('', { profile: 'documentd' });
    // @ts-expect-error -- an unknown ids mode
    transformOlark('', { ids: 'uuid' });
    // @ts-expect-error -- a rule without `from`
    transformOlark('', { rules: [{ to: 'context.id' }] });
    // @ts-expect-error -- a misspelt field of a rule
    transformOlark('', { rules: [{ from: 'id', to: 'context.id', through: String }] });
    // @ts-expect-error -- the position that `map` passes is no options
    [''].map(transformOlark);
  });
});

describe('MappingRule', () => {
  it('gives `via` an unknown value and the conversation', () => {
    expectTypeOf<NonNullable<MappingRule['via']>>().parameters.toEqualTypeOf<[unknown, OlarkConversation]>();
    expectTypeOf([{ from: 'a', to: 'b' }] as const).toExtend<TransformOptions['rules']>();
  });
});

describe('OlarkConversation', () => {
  it('is what a fixture satisfies', () => {
    const fixture = {
      kind: 'Conversation',
      id: 'c1',
      manuallySubmitted: false,
      items: [{ kind: 'MessageToVisitor', timestamp: '1473774819.263083', body: 'Hi', operatorId: '98' }],
      tags: ['vip'],
      operators: { 98: { kind: 'Operator', id: '98', nickname: 'Mika' } },
      groups: [{ kind: 'Group', id: 'g1', name: 'Sales' }],
      visitor: { kind: 'Visitor', id: 'v1', browser: 'Chrome 105', customFields: { tier: 1 }, city: null },
    } satisfies OlarkConversation;
    expectTypeOf(fixture.visitor.customFields.tier).toEqualTypeOf<number>();
    expectTypeOf(fixture).toExtend<OlarkConversation>();
  });

  it('refuses a fixture with a mistake', () => {
    // @ts-expect-error -- no visitor
    ({ kind: 'Conversation' }) satisfies OlarkConversation;
    // @ts-expect-error -- a misspelt field
    ({ id: 'v1', emialAddress: 'a@example.com' }) satisfies OlarkConversation['visitor'];
    // @ts-expect-error -- a list where an object belongs
    ({ kind: 'Conversation', visitor: { id: 'v1' }, operators: [] }) satisfies OlarkConversation;
  });
});

describe('OlarkPayloadError', () => {
  it('has a code that a switch can be checked against', () => {
    expectTypeOf<OlarkPayloadError['code']>().toEqualTypeOf<OlarkPayloadErrorCode>();
    expectTypeOf<OlarkPayloadError['path']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<OlarkPayloadError['name']>().toEqualTypeOf<'OlarkPayloadError'>();
    expectTypeOf<OlarkPayloadError>().toExtend<Error>();
  });
});
