/** Olark's types, and what the units take. Compiled, never run. */
import type { JsonValue, OlarkConversation, OlarkItem, OlarkVisitor } from 'olark-to-rudderstack';
import {
  contextTraits,
  conversationFacts,
  groupProperties,
  groupTraits,
  operatorList,
  page,
  parseDelivery,
  properties,
  visitorTraits,
} from 'olark-to-rudderstack/mappers';

declare const body: string;

// Only `kind` and `visitor.id` are required; there may be other fields, and an optional one takes `undefined` and `null`.
const conversation: OlarkConversation = { kind: 'Conversation', visitor: { id: 'v1' } };
const item: OlarkItem = {};
const visitor: OlarkVisitor = { id: 'v1', city: undefined, region: null, visits: 3 };
const visits: JsonValue | undefined = visitor['visits'];
const city: string | undefined = contextTraits(visitor).city;
// @ts-expect-error TS2741: Property 'id' is missing in type '{ city: string; }' but required in type 'OlarkVisitor'.
const withoutId: OlarkVisitor = { city: 'Oslo' };
// @ts-expect-error TS2322: Type '{ name: string; }' is not assignable to type 'string'.
contextTraits({ id: 'v1', city: { name: 'Oslo' } });
contextTraits({ id: 'v1', city: 'Oslo', visits: 3 });

// Custom fields are the site's.
declare module 'olark-to-rudderstack' {
  interface OlarkCustomFields {
    plan?: 'free' | 'paid';
  }
}
const custom = parseDelivery(body).visitor.customFields;
isSame<NonNullable<typeof custom>['plan'], 'free' | 'paid' | undefined>(true);

// The units and `parseDelivery` take interfaces of the caller's.
interface Visitor {
  id: string;
  fullName?: string;
  chat_feedback?: { overall_chat: number };
}
interface Conversation {
  readonly kind: string;
  readonly items: readonly { readonly kind: string; readonly body?: string }[];
  readonly operators: Readonly<Record<string, { nickname: string }>>;
  readonly groups: readonly { id: string; name: string }[];
  readonly visitor: Visitor;
}
declare const own: Conversation;
parseDelivery(own);
contextTraits(own.visitor);
visitorTraits(own.visitor);
page(own.visitor);
properties(own);
conversationFacts(own.items);
operatorList(own.operators);
own.groups.map(groupTraits);
own.groups.map(groupProperties);
[own.visitor].map(contextTraits);

/** What zod 4 makes of `z.looseObject(…)`. */
type Loose = { [field: string]: unknown; id: string; fullName?: string | null | undefined };
/** What it makes of `z.object(…)`. */
type Parsed = { kind: string; items: { kind: string; timestamp?: string | undefined }[]; visitor: Loose };
declare const parsed: Parsed;
parseDelivery(parsed);
contextTraits(parsed.visitor);
properties(parsed);

interface Mistyped {
  readonly id: string;
  readonly fullName: number;
}
declare const mistyped: Mistyped;
// @ts-expect-error TS2345: Argument of type 'Mistyped' is not assignable to parameter of type
contextTraits(mistyped);

export { city, conversation, item, visits, withoutId };
