/** What may be a rule. Compiled, never run. */
import type { JsonValue, MappingRule, OlarkChatFeedback, RuleFunction } from 'olark-to-rudderstack';
import { applyRules, parseDelivery } from 'olark-to-rudderstack/mappers';

declare const body: string;
interface Own {
  nps?: number;
}

const rules: MappingRule[] = [
  { from: 'visitor.customFields.plan', to: 'context.traits.plan' },
  { from: 'a.field.that.olark.adds', to: 'a.place.of.your.own' },
  { to: 'properties.items.*.body', value: null },
  { to: 'traits.name', via: (name: string, _, group) => group?.kind ?? name, event: 'group' },
  { to: 'userId', via: (id) => `u-${String(id)}` },
];
const applied: Record<string, unknown> = applyRules(rules, parseDelivery(body));
// @ts-expect-error TS2741: Property 'to' is missing in type '{ from: "id"; }' but required in type 'MappingRule'.
const withoutTarget: MappingRule = { from: 'id' };
// @ts-expect-error TS2820: Type '"groups"' is not assignable to type '"track" | "group" | "all" | undefined'. Did you mean '"group"'?
const ofNoEvent: MappingRule = { from: 'id', to: 'traits.id', event: 'groups' };

// The parameter of a function is a JSON value, or what the caller expects.
const to = 'properties.x';
const functions: MappingRule[] = [
  { to, via: (value) => value },
  {
    to,
    via: (value, { visitor }) => {
      isSame<typeof value, JsonValue>(true);
      return [visitor.id];
    },
  },
  { to, via: (email: string) => email.toLowerCase() },
  { to, via: (email: string | null) => email },
  { to, via: ({ email: _, ...rest }: { email?: string; phone?: string }) => rest },
  { to, via: (items: unknown[], { visitor }) => [items.length, visitor.id] },
  { to, via: (own: Own) => own.nps ?? null },
  { to, via: (own: Own) => own },
  { to, via: (feedback: OlarkChatFeedback) => feedback },
  { to, via: (part: object) => part },
  { to, via: () => ({ then: undefined, at: ['x'] as const }) },
  { to, via: String },
];
const lower: RuleFunction = (email: string) => email.toLowerCase();
lower('A@EXAMPLE.COM', parseDelivery(body));
functions.push({ to, via: lower });
// @ts-expect-error TS18047: 'value' is possibly 'null'.
functions.push({ to, via: (value) => value.toString() });

// A function that returns what a rule always refuses does not compile.
// @ts-expect-error TS2322: Type '(ip: string) => undefined' is not assignable to type 'AnyRuleFunction | JsonRuleFunction | undefined'.
rules.push({ to, via: (ip: string) => void ip });
// @ts-expect-error TS2322: Type '(ip: string) => Promise<string>' is not assignable to type 'AnyRuleFunction | JsonRuleFunction | undefined'.
rules.push({ to, via: async (ip: string) => Promise.resolve(ip) });
// @ts-expect-error TS2322: Type '(seconds: number) => Date' is not assignable to type 'AnyRuleFunction | JsonRuleFunction | undefined'.
rules.push({ to, via: (seconds: number) => new Date(seconds) });
// @ts-expect-error TS2322: Type '() => Uint8Array<ArrayBuffer>' is not assignable to type 'AnyRuleFunction | JsonRuleFunction | undefined'.
rules.push({ to, via: () => new Uint8Array(1) });
// @ts-expect-error TS2322: Type '(ip: string) => () => string' is not assignable to type 'AnyRuleFunction | JsonRuleFunction | undefined'.
rules.push({ to, via: (ip: string) => () => ip });
// @ts-expect-error TS2322: Type '() => symbol' is not assignable to type 'AnyRuleFunction | JsonRuleFunction | undefined'.
rules.push({ to, via: () => Symbol('ip') });
// @ts-expect-error TS2322: Type '(own: Own) => number | undefined' is not assignable to type 'AnyRuleFunction | JsonRuleFunction | undefined'.
rules.push({ to, via: (own: Own) => own.nps });

/** As Node and browsers declare them. */
declare class UrlOrBuffer {
  toJSON(): string;
}
// @ts-expect-error TS2322: Type '() => UrlOrBuffer' is not assignable to type 'AnyRuleFunction | JsonRuleFunction | undefined'.
rules.push({ to, via: () => new UrlOrBuffer() });

// A constant is JSON data, which may be read-only.
const plans = ['free', { name: 'paid', prices: [1, [2]] }] as const;
const constants: MappingRule[] = [
  { to, value: plans },
  { to, value: { plans, none: null } },
  { to, value: 'x' },
  { to, value: undefined, via: (value) => value },
];
const frozen: readonly MappingRule[] = [{ to: 'traits.x', value: { a: [1] } }] as const;
// @ts-expect-error TS2322: Type '{ since: Date; }' is not assignable to type 'JsonConstant | undefined'.
rules.push({ to, value: { since: new Date(0) } });

export { applied, constants, frozen, ofNoEvent, withoutTarget };
