/** A program of a user's, as its text. A line that must not compile ends with `// error: ` and a part of the message. */
export interface Program {
  readonly shows: string;
  readonly code: string;
  /** It is an ES module: it imports one that is nothing else. */
  readonly isEsm?: true;
}

const TRANSFORM = "import { transformOlark, type TransformOptions } from 'olark-to-rudderstack';";

/** Programs that mean the same in every strict setting. */
export const PROGRAMS: readonly Program[] = [
  {
    shows: 'ids are there by default and wherever they are on',
    code: `${TRANSFORM}
      const events = [
        ...transformOlark(''),
        ...transformOlark('', undefined),
        ...transformOlark('', {}),
        ...transformOlark('', { profile: undefined, ids: undefined, rules: undefined }),
        ...transformOlark('', { rules: [{ from: 'id', to: 'context.id' }] }),
        ...transformOlark('', { profile: 'documented' }),
        ...transformOlark('', { profile: 'complete' }),
        ...transformOlark('', { profile: 'warehouse', ids: 'random' }),
        ...transformOlark('', { profile: 'rudder-transformer', ids: 'content' }),
        ...transformOlark('', { profile: 'rudder-transformer' as 'rudder-transformer' | 'complete', ids: 'random' }),
        ...transformOlark('', { ids: 'content' as 'content' | 'random' }),
      ];
      export const ids: string[] = events.flatMap(({ messageId, rudderId }) => [messageId, rudderId]);`,
  },
  {
    shows: 'there are no ids where they are off',
    code: `${TRANSFORM}
      transformOlark('', { ids: 'none' })[0].messageId; // error: Property 'messageId' does not exist
      transformOlark('', { ids: 'none', profile: 'complete' })[0].rudderId; // error: Property 'rudderId' does not exist
      transformOlark('', { profile: 'rudder-transformer' })[0].messageId; // error: Property 'messageId' does not exist
      transformOlark('', { profile: 'rudder-transformer', ids: undefined })[1]?.messageId; // error: Property 'messageId' does not exist`,
  },
  {
    shows: 'ids may be there or not where the options are not known',
    code: `${TRANSFORM}
      import type { IdsMode, Profile } from 'olark-to-rudderstack';
      declare const options: TransformOptions, profile: Profile, ids: IdsMode;
      const [track, group] = transformOlark('', options);
      export const messageId: string | undefined = track.messageId;
      export const rudderId: string | undefined = group?.rudderId;
      transformOlark('', options)[0].messageId.length; // error: possibly 'undefined'
      transformOlark('', { profile })[0].messageId.length; // error: possibly 'undefined'
      transformOlark('', { ids })[0].rudderId.length; // error: possibly 'undefined'`,
  },
  {
    shows: 'every named type is there',
    code: `import type {
        IdsMode, JsonObject, JsonScalar, JsonValue, MappingRule, OlarkChatFeedback, OlarkConversation, OlarkGroup, OlarkItem,
        OlarkOperator, OlarkPayloadError, OlarkPayloadErrorCode, OlarkVisitor, OptionsWithIds, OptionsWithoutIds, Profile,
        RudderContextTraits, RudderConversationProperties, RudderEvent, RudderGroupCall, RudderGroupContext,
        RudderGroupEvent, RudderGroupProperties, RudderGroupTraits, RudderIds, RudderIntegrations, RudderNameVersion,
        RudderPage, RudderTrackCall, RudderTrackContext, RudderTrackEvent, RudderVisitorTraits, TransformOptions,
      } from 'olark-to-rudderstack';
      import type { ApplyRulesOptions, EmptyStrings } from 'olark-to-rudderstack/mappers';
      export type All = [
        IdsMode, JsonObject, JsonScalar, JsonValue, MappingRule, OlarkChatFeedback, OlarkConversation, OlarkGroup, OlarkItem,
        OlarkOperator, OlarkPayloadError, OlarkPayloadErrorCode, OlarkVisitor, OptionsWithIds, OptionsWithoutIds, Profile,
        RudderContextTraits, RudderConversationProperties, RudderEvent, RudderGroupCall, RudderGroupContext,
        RudderGroupEvent, RudderGroupProperties, RudderGroupTraits, RudderIds, RudderIntegrations, RudderNameVersion,
        RudderPage, RudderTrackCall, RudderTrackContext, RudderTrackEvent, RudderVisitorTraits, TransformOptions,
        ApplyRulesOptions, EmptyStrings,
      ];`,
  },
  {
    shows: 'the error is a type and no value',
    code: `import { OlarkPayloadError } from 'olark-to-rudderstack';
      declare const error: unknown;
      export const made = new OlarkPayloadError('OLARK_EMPTY_BODY', ''); // error: 'OlarkPayloadError' only refers to a type
      export const known = error instanceof OlarkPayloadError; // error: 'OlarkPayloadError' only refers to a type
      export { OlarkPayloadError };`,
  },
  {
    shows: 'a caught error has its type, and a switch over its codes can be exhaustive',
    code: `${TRANSFORM}
      import type { OlarkPayloadError } from 'olark-to-rudderstack';
      function answerTo({ code, status, statusCode, path = '', message, cause }: OlarkPayloadError): string {
        const answer: 400 | 500 = status === 400 ? status : statusCode;
        switch (code) {
          case 'OLARK_EMPTY_BODY':
          case 'OLARK_INVALID_JSON':
          case 'OLARK_MISSING_DATA':
          case 'OLARK_NOT_A_CONVERSATION':
          case 'OLARK_MISSING_FIELD':
          case 'OLARK_INVALID_FIELD':
          case 'OLARK_UNSERIALIZABLE':
          case 'OLARK_INVALID_OPTION':
            return [answer, path, message, cause instanceof SyntaxError].join();
        }
      }
      try {
        transformOlark('');
      } catch (error) {
        answerTo(error as OlarkPayloadError);
      }
      export function isOurs(error: unknown): error is OlarkPayloadError {
        return error instanceof Error && error.name === 'OlarkPayloadError';
      }`,
  },
  {
    shows: 'any payload is taken, and options that are read-only',
    code: `${TRANSFORM}
      import type { MappingRule } from 'olark-to-rudderstack';
      declare const row: Record<string, unknown>;
      const rules = [{ from: 'id', to: 'context.id' }, { from: 'group.queue', to: 'traits.queue', event: 'group' }] as const;
      const frozen: readonly MappingRule[] = Object.freeze([...rules]);
      const options: TransformOptions = { rules: frozen };
      for (const payload of ['', new Uint8Array(), new ArrayBuffer(0), { data: [''] }, row, undefined]) {
        transformOlark(payload, { rules });
        transformOlark(payload, { profile: 'complete', ids: 'none', ...options });
      }`,
  },
  {
    shows: 'a mistake in the options is refused',
    code: `${TRANSFORM}
      transformOlark('', { profil: 'complete' }); // error: 'profil' does not exist
      transformOlark('', { profile: 'complet' }); // error: "complet"
      transformOlark('', { ids: 'uuid' }); // error: "uuid"
      transformOlark('', { rules: [{ form: 'id', to: 'context.id' }] }); // error: 'form' does not exist
      transformOlark('', { rules: [{ from: 'id', to: 'context.id', event: 'identify' }] }); // error: "identify"
      [''].map(transformOlark); // error: 'index' are incompatible`,
  },
  {
    shows: 'events are told apart by their type',
    code: `${TRANSFORM}
      import type { RudderEvent, RudderGroupEvent, RudderTrackEvent } from 'olark-to-rudderstack';
      const [first, ...others]: [RudderTrackEvent, ...RudderGroupEvent[]] = transformOlark('');
      const all: RudderEvent[] = [first, ...others];
      for (const event of all) {
        if (event.type === 'track') {
          const track: RudderTrackEvent = event;
          const email: string | undefined = track.context.traits.email;
          const version: string | undefined = track.context.os?.version;
          const text: string | null | undefined = track.properties.items?.[0]?.body;
          console.log(email, version, text, track.traits.chat_feedback?.overall_chat, track.integrations.Olark);
        } else {
          const group: RudderGroupEvent = event;
          console.log(group.groupId.length, group.traits.name?.length, group.properties?.kind?.length);
        }
      }
      declare const console: { log(...values: unknown[]): void };`,
  },
  {
    shows: 'what an event of the other type has is refused',
    code: `${TRANSFORM}
      const [track, group] = transformOlark('');
      track.groupId; // error: Property 'groupId' does not exist
      group?.event; // error: Property 'event' does not exist`,
  },
  {
    shows: 'Olark’s fields that have no name here can be written and read',
    code: `import type { JsonValue, MappingRule, OlarkConversation } from 'olark-to-rudderstack';
      export const conversation: OlarkConversation = {
        kind: 'Conversation',
        eventType: 'start',
        isLead: true,
        sentiment: { score: 0.5, words: ['fine', 'good'] },
        items: [{ kind: 'MessageToVisitor', body: 'Hi', translated: false }],
        operators: { 98: { id: '98', nickname: 'Mika', shift: 'late' } },
        groups: [{ id: 'g1', queue: 'vip' }],
        visitor: { id: 'v1', plan: 'gold', city: null, customFields: { tier: 1, tags: ['a', null] } },
      };
      export function unknownFields(c: OlarkConversation): (JsonValue | undefined)[] {
        return [
          c['sentiment'],
          c.visitor['plan'],
          c.visitor.chat_feedback?.['nps'],
          c.groups?.[0]?.['queue'],
          c.items?.[0]?.['translated'],
          c.operators?.['98']?.['shift'],
        ];
      }
      export const rule: MappingRule = {
        from: 'kind',
        to: 'event',
        via: (kind, c) => (c.eventType === 'start' && c.isLead && c['sentiment'] ? 'Conversation Started' : kind),
      };`,
  },
  {
    shows: 'a conversation that could not be one is refused',
    code: `import type { OlarkConversation, OlarkVisitor } from 'olark-to-rudderstack';
      export const noVisitor: OlarkConversation = { kind: 'Conversation' }; // error: Property 'visitor' is missing
      export const noId: OlarkVisitor = { fullName: 'Bob Doe' }; // error: Property 'id' is missing
      export const wrongKind: OlarkVisitor = { id: 'v1', city: ['Lyon'] }; // error: Type 'string[]' is not assignable to type 'string'
      export const noJson: OlarkVisitor = { id: 'v1', born: new Date() }; // error: Type 'Date' is not assignable
      export const noList: OlarkConversation = { kind: 'Conversation', visitor: { id: 'v1' }, groups: {} }; // error: Type '{}' is missing the following properties from type 'OlarkGroup[]'`,
  },
  {
    shows: 'the units go from Olark’s types to RudderStack’s',
    code: `import type {
        OlarkConversation, OlarkOperator, RudderContextTraits, RudderConversationFacts, RudderConversationProperties,
        RudderGroupProperties, RudderGroupTraits, RudderNameVersion, RudderPage, RudderVisitorTraits,
      } from 'olark-to-rudderstack';
      import * as mappers from 'olark-to-rudderstack/mappers';
      declare const conversation: OlarkConversation;
      const { visitor, items, groups, operators } = conversation;
      export const traits: RudderContextTraits = mappers.contextTraits(visitor);
      export const kept: RudderVisitorTraits = mappers.visitorTraits(visitor, 'kept');
      export const page: RudderPage | undefined = mappers.page(visitor);
      export const properties: RudderConversationProperties = mappers.properties(conversation);
      export const browser: RudderNameVersion | undefined = mappers.splitBrowser(visitor.browser);
      export const os: RudderNameVersion | undefined = mappers.splitOperatingSystem(visitor.operatingSystem);
      export const facts: RudderConversationFacts = mappers.conversationFacts(items);
      export const latest: string | undefined = mappers.latestTimestamp(items);
      export const list: OlarkOperator[] = mappers.operatorList(operators ?? {});
      for (const group of groups ?? []) {
        const traits: RudderGroupTraits = mappers.groupTraits(group);
        const properties: RudderGroupProperties | undefined = mappers.groupProperties(group);
        const set: Record<string, unknown> = mappers.applyRules([], conversation, { group });
        mappers.applyRules([{ from: 'group.name', to: 'traits.name', event: 'group' }], { ...conversation, traits, ...properties });
        set['traits'];
      }`,
  },
  {
    shows: 'a misspelt field is refused on either side of a unit',
    code: `import type { OlarkVisitor } from 'olark-to-rudderstack';
      import { applyRules, contextTraits, conversationFacts, groupTraits, page, splitBrowser } from 'olark-to-rudderstack/mappers';
      declare const visitor: OlarkVisitor;
      contextTraits({ fullName: 'Bob Doe' }); // error: Property 'id' is missing
      contextTraits({ id: 'v1', fullName: 5 }); // error: Type 'number' is not assignable to type 'string'
      page(visitor.kind); // error: is not assignable to parameter of type 'OlarkVisitor'
      groupTraits({ id: 'g1', name: ['Sales'] }); // error: Type 'string[]' is not assignable to type 'string'
      applyRules([], { kind: 'Conversation' }); // error: Property 'visitor' is missing
      export const city: string | undefined = contextTraits(visitor)['ctiy']; // error: is not assignable to type 'string | undefined'
      splitBrowser(visitor.browser)?.nmae; // error: Property 'nmae' does not exist
      conversationFacts([]).messages; // error: Property 'messages' does not exist`,
  },
  {
    shows: 'the one-file library has the types of the main entry',
    isEsm: true,
    code: `import { transformOlark } from 'olark-to-rudderstack/rudderstack-library';
      import type { RudderEvent } from 'olark-to-rudderstack';
      export const events: RudderEvent[] = transformOlark('', { profile: 'warehouse' });
      transformOlark('', { ids: 'none' })[0].messageId; // error: Property 'messageId' does not exist`,
  },
];

/** Programs for a setting that lets a field be read with a dot only where it has a name. */
export const STRICTEST_PROGRAMS: readonly Program[] = [
  {
    shows: 'a unit of the user’s own cannot misspell a field on either side',
    code: `import type { OlarkVisitor, RudderContextTraits } from 'olark-to-rudderstack';
      export function traits(visitor: OlarkVisitor): RudderContextTraits {
        const traits: RudderContextTraits = {};
        if (visitor.fullName) traits.name = visitor.fullName;
        if (visitor.city) traits.ctiy = visitor.city; // error: 'ctiy' comes from an index signature
        if (visitor.regoin) traits.region = 'somewhere'; // error: 'regoin' comes from an index signature
        return traits;
      }`,
  },
];

/** Programs for a setting that lets any field be read with a dot. */
export const STRICT_PROGRAMS: readonly Program[] = [
  {
    shows: 'fields without a name can be read with a dot',
    code: `import type { JsonValue, MappingRule, OlarkConversation } from 'olark-to-rudderstack';
      export function unknownFields(c: OlarkConversation): (JsonValue | undefined)[] {
        return [c.sentiment, c.visitor.plan, c.groups?.[0]?.queue, c.items?.[0]?.translated, c.operators?.['98']?.shift];
      }
      export const rule: MappingRule = { from: 'kind', to: 'event', via: (kind, c) => (c.sentiment ? c.sentiment : kind) };
      export const city = (c: OlarkConversation): string | undefined => c.visitor.ctiy; // error: is not assignable to type 'string | undefined'`,
  },
];

/** Programs that hand events to RudderStack's own clients. */
export const CLIENT_PROGRAMS: readonly Program[] = [
  {
    shows: 'the Node client takes the events of every profile, with and without ids',
    code: `${TRANSFORM}
      import type { RudderEvent } from 'olark-to-rudderstack';
      import RudderAnalytics from '@rudderstack/rudder-sdk-node';
      declare const client: RudderAnalytics, options: TransformOptions, events: RudderEvent[];
      for (const { timestamp, ...event } of [
        ...events,
        ...transformOlark(''),
        ...transformOlark('', { profile: 'rudder-transformer' }),
        ...transformOlark('', { profile: 'complete', ids: 'none' }),
        ...transformOlark('', { profile: 'warehouse', ids: 'random' }),
        ...transformOlark('', options),
      ]) {
        if (event.type === 'track') client.track(event);
        else client.group(event);
        const message = { ...event, ...(timestamp && { timestamp: new Date(timestamp) }) };
        if (message.type === 'track') client.track(message);
        else client.group(message);
      }`,
  },
  {
    shows: 'the Node client refuses a timestamp that is text, and an event of the other type',
    code: `${TRANSFORM}
      import RudderAnalytics from '@rudderstack/rudder-sdk-node';
      declare const client: RudderAnalytics;
      const [{ timestamp, ...track }] = transformOlark('');
      client.track({ ...track, timestamp: '2026-01-01T00:00:00.000Z' }); // error: Type 'string' is not assignable to type 'Date'
      client.group(track); // error: 'groupId' is missing`,
  },
  {
    shows: 'the browser client takes the parts of an event',
    code: `${TRANSFORM}
      import { RudderAnalytics } from '@rudderstack/analytics-js';
      declare const client: RudderAnalytics;
      for (const { type, ...event } of transformOlark('', { profile: 'warehouse' })) {
        const { context, integrations, timestamp } = event;
        const options = { context, integrations, ...(timestamp && { originalTimestamp: timestamp }) };
        if ('groupId' in event) client.group(event.groupId, event.traits, options);
        else client.track(event.event, event.properties, options);
      }
      const [track] = transformOlark('');
      client.identify(track.userId, track.context.traits);`,
  },
];
