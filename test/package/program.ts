/** What a user may write, and what must not compile: each compiler of the tests is given this very file. */
import { type OlarkPayloadError, transformOlark, type TransformOptions } from 'olark-to-rudderstack';
import type { IdsMode, MappingRule, OlarkConversation, Profile, RudderEvent } from 'olark-to-rudderstack';
import { applyRules, contextTraits, splitBrowser } from 'olark-to-rudderstack/mappers';

declare const conversation: OlarkConversation;
declare const options: TransformOptions;
declare const profile: Profile;
declare const ids: IdsMode;

const [track, ...groups] = transformOlark('');
export const events: RudderEvent[] = [track, ...groups];
export const email: string | undefined = track.context.traits.email;
export const certainIds: string[] = [
  track,
  ...groups,
  ...transformOlark('', { profile: 'complete' }),
].flatMap(({ messageId, rudderId }) => [messageId, rudderId]);
export const unsure: string | undefined = transformOlark('', options)[0].messageId;
// @ts-expect-error: there are no ids where they are off
export const noId: unknown = transformOlark('', { ids: 'none' })[0].messageId;
// @ts-expect-error: it is not known before the program runs whether there are ids
export const perhaps: string = transformOlark('', { ids })[0].messageId;

const [columns] = transformOlark('', { profile: 'warehouse' });
export const count: number = columns.properties.messageCount;
// @ts-expect-error: the columns of `warehouse` are fixed
export const noColumn: unknown = columns.properties.visits;

declare module 'olark-to-rudderstack' {
  interface OlarkCustomFields {
    plan?: 'free' | 'paid';
  }
}
export const plan: 'free' | 'paid' | undefined = conversation.visitor.customFields?.plan;

const rule: MappingRule = { from: 'visitor.customFields.plan', to: 'context.traits.plan', via: String };
for (const payload of ['', new Uint8Array(), new ArrayBuffer(0), { data: [''] }, conversation, undefined]) {
  transformOlark(payload, { profile, rules: [rule] });
  transformOlark(payload, { profile: undefined, ids: undefined, rules: undefined });
}
// @ts-expect-error: a profile that does not exist
transformOlark('', { profile: 'complet' });
// @ts-expect-error: a mode that does not exist
transformOlark('', { ids: 'uuid' });
// @ts-expect-error: an option that does not exist
transformOlark('', { profil: 'complete' });
// @ts-expect-error: a rule without a target
transformOlark('', { rules: [{ from: 'id' }] });

export const { name, version }: { name?: string; version?: string } = splitBrowser('Firefox 61.0') ?? {};
export const traits: { city?: string } = contextTraits({ id: 'v1', city: 'Oslo', timezone: 'CET' });
export const result: Record<string, unknown> = applyRules([rule], conversation);
// @ts-expect-error: a visitor's city is text
contextTraits({ id: 'v1', city: { name: 'Oslo' } });

/** Every code has its answer, so that nothing is returned after the switch. */
export function answerTo({ code, status, path = '' }: OlarkPayloadError): string {
  switch (code) {
    case 'OLARK_EMPTY_BODY':
    case 'OLARK_INVALID_JSON':
    case 'OLARK_MISSING_DATA':
    case 'OLARK_NOT_A_CONVERSATION':
    case 'OLARK_MISSING_FIELD':
    case 'OLARK_INVALID_FIELD':
    case 'OLARK_UNSERIALIZABLE':
    case 'OLARK_INVALID_OPTION':
      return `${String(status)} ${path}`;
  }
}
