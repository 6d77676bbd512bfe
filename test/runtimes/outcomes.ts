import type { MappingRule, OlarkPayloadError, Profile, transformOlark } from '../../src/index.js';
import { wireForms } from '../support/wire-forms.js';

type Transform = typeof transformOlark;

const kind = 'Conversation';
const visitor = { id: 'v1', customFields: { plans: ['gold'] } };

/** Rules of which the second is refused. */
const rules: readonly MappingRule[] = [
  {
    from: 'visitor.customFields.plans[0]',
    to: 'context.traits.plan',
    via: (plan: unknown) => `${String(plan)}!`,
  },
  { from: 'kind', to: '__proto__.polluted' },
];

/** Far deeper than any stack. */
function nested(): unknown {
  let value: unknown = 'x';
  for (let depth = 0; depth < 100_000; depth += 1) value = [value];
  return value;
}

/** Payloads that are refused, by name: of every kind that a runtime could tell apart in its own way. */
function refusedPayloads(): Readonly<Record<string, unknown>> {
  return {
    undefined: undefined,
    'an empty field': 'data=',
    'zero bytes': new Uint8Array(0),
    'JSON cut short': 'data=%7B%22kind%22%3A',
    'a form without `data`': 'event=start',
    'a source request without a body': { request: {} },
    'a list': '[1]',
    'a Promise': Promise.resolve('data='),
    'an empty visitor id': { kind, visitor: { id: '' } },
    'a visitor that is a list': { kind, visitor: ['v1'] },
    'items nested too deep': { kind, visitor, items: nested() },
    'items that are a BigInt': { kind, visitor, items: BigInt(1) },
  };
}

/**
 * What the library makes of conversations' JSON texts in every wire form, and of what it refuses: as JSON, to be
 * compared with another runtime's. It needs nothing but the language itself, so that it runs wherever the library does.
 */
export function outcomesOf(
  transform: Transform,
  texts: readonly string[],
  profiles: readonly Profile[],
): string {
  const refused: Record<string, unknown> = {};
  for (const [name, payload] of Object.entries(refusedPayloads())) {
    refused[name] = outcomeOf(() => transform(payload));
  }
  const forms = Object.entries(wireForms).map(([name, wrap]) => {
    const outcomes = texts.flatMap((text) =>
      profiles.map((profile) => outcomeOf(() => transform(wrap(text), { profile, ids: 'content' }))),
    );
    return [name, wrap('{}') === undefined ? 'absent' : outcomes];
  });
  return JSON.stringify({
    ...Object.fromEntries(forms),
    'random ids': outcomeOf(() => withRandomIds(transform, texts)),
    rules: rules.map((rule) => outcomeOf(() => transform({ kind, visitor }, { rules: [rule] }))),
    refused,
    Request:
      typeof Request === 'undefined'
        ? 'absent'
        : outcomeOf(() => transform(new Request('http://localhost/'))),
  });
}

/** What a function returns; of what it throws, all that a caller may rely on. */
function outcomeOf(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    const { name, code, path, status, statusCode, message } = error as OlarkPayloadError;
    return { isError: error instanceof Error, name, code, path, status, statusCode, message };
  }
}

const UUID_V4 = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

/** Events with `new` in place of each random id that has not come before. */
function withRandomIds(transform: Transform, texts: readonly string[]): unknown {
  const seen = new Set<string>();
  return texts.map((text) =>
    transform(text, { ids: 'random' }).map((event) => {
      const { messageId } = event;
      const isNew = UUID_V4.test(messageId) && !seen.has(messageId);
      seen.add(messageId);
      return { ...event, messageId: isNew ? 'new' : messageId };
    }),
  );
}
