import type { MappingRule, OlarkPayloadError, Profile, transformOlark } from '../../src/index.js';
import { wireForms } from '../support/wire-forms.js';

/** A conversation and, for each profile, its events with content ids as canonical JSON. */
export interface Case {
  readonly name: string;
  /** The conversation's JSON. */
  readonly text: string;
  readonly expected: Readonly<Record<Profile, string>>;
}

/** By check: how it went. `absent`: the runtime has no such class. `refused`: with the error that it should have. */
export type Findings = Record<string, 'passed' | 'absent' | 'refused' | `failed: ${string}`>;

/** JSON with every object's keys in order. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** Runs every check. It needs nothing but the language itself, so that it runs wherever the library does. */
export function runChecks(transform: typeof transformOlark, cases: readonly Case[]): Findings {
  const findings: Findings = {};
  for (const [form, wrap] of Object.entries(wireForms)) {
    findings[form] = attempt(() => checkForm(transform, cases, wrap));
  }
  findings['random ids'] = attempt(() => checkRandomIds(transform, cases));
  findings['own rules'] = attempt(() => checkRules(transform));
  findings['errors'] = attempt(() => checkErrors(transform));
  return findings;
}

function attempt(check: () => Findings[string]): Findings[string] {
  try {
    return check();
  } catch (error) {
    return `failed: ${String(error)}`;
  }
}

function checkForm(
  transform: typeof transformOlark,
  cases: readonly Case[],
  wrap: (text: string) => unknown,
): Findings[string] {
  for (const { name, text, expected } of cases) {
    for (const profile of Object.keys(expected) as Profile[]) {
      const payload = wrap(text);
      if (payload === undefined) return 'absent';
      const found = canonical(transform(payload, { profile, ids: 'content' }));
      if (found !== expected[profile]) return `failed: ${name}, ${profile}: ${found}`;
    }
  }
  return 'passed';
}

const UUID_V4 = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

type Event = Readonly<Record<string, unknown>>;

function checkRandomIds(transform: typeof transformOlark, cases: readonly Case[]): Findings[string] {
  const seen = new Set<unknown>();
  let count = 0;
  for (const { name, text, expected } of cases) {
    let events: readonly Event[];
    try {
      events = transform(text, { ids: 'random' }).map((event) => ({ ...event }));
    } catch (error) {
      const { code, path, message } = error as Partial<OlarkPayloadError>;
      const isClear =
        code === 'OLARK_INVALID_OPTION' &&
        path === 'options.ids' &&
        message?.includes('crypto.getRandomValues');
      if (isClear && typeof crypto === 'undefined') return 'refused';
      throw error;
    }
    const known = JSON.parse(expected.documented) as Event[];
    for (const [index, event] of events.entries()) {
      const messageId = event['messageId'];
      seen.add(messageId);
      count += 1;
      const same =
        canonical({ ...event, messageId: known[index]?.['messageId'] }) === canonical(known[index]);
      if (!same || !UUID_V4.test(String(messageId))) return `failed: ${name}: ${canonical(event)}`;
    }
  }
  return seen.size === count && count > cases.length ? 'passed' : 'failed: ids come twice';
}

function checkRules(transform: typeof transformOlark): Findings[string] {
  const rule: MappingRule = {
    from: 'visitor.customFields.plans[0]',
    to: 'context.traits.plan',
    via: (plan: unknown) => `${String(plan)}!`,
  };
  const payload = { kind: 'Conversation', visitor: { id: 'v1', customFields: { plans: ['gold'] } } };
  const found = canonical(transform(payload, { rules: [rule] })[0].context.traits);
  return found === '{"plan":"gold!"}' ? 'passed' : `failed: ${found}`;
}

/** Far deeper than any stack. */
function nested(): unknown {
  let value: unknown = 'x';
  for (let depth = 0; depth < 100_000; depth += 1) value = [value];
  return value;
}

function checkErrors(transform: typeof transformOlark): Findings[string] {
  const visitor = { id: 'v1' };
  const kind = 'Conversation';
  const unusable: readonly (readonly [payload: unknown, code: string, path?: string])[] = [
    [undefined, 'OLARK_EMPTY_BODY'],
    ['data=', 'OLARK_EMPTY_BODY', 'data'],
    [new Uint8Array(0), 'OLARK_EMPTY_BODY'],
    ['data=%7B%22kind%22%3A', 'OLARK_INVALID_JSON', 'data'],
    ['event=start', 'OLARK_MISSING_DATA', 'data'],
    [{ request: {} }, 'OLARK_MISSING_DATA', 'request.body'],
    ['[1]', 'OLARK_NOT_A_CONVERSATION'],
    [Promise.resolve('data='), 'OLARK_NOT_A_CONVERSATION'],
    [typeof Request === 'undefined' ? '1' : new Request('http://localhost/'), 'OLARK_NOT_A_CONVERSATION'],
    [{ kind, visitor: { id: '' } }, 'OLARK_MISSING_FIELD', 'visitor.id'],
    [{ kind, visitor: ['v1'] }, 'OLARK_INVALID_FIELD', 'visitor'],
    [{ kind, visitor, items: nested() }, 'OLARK_UNSERIALIZABLE'],
    [{ kind, visitor, size: BigInt(1) }, 'OLARK_UNSERIALIZABLE'],
  ];
  for (const [payload, ...expected] of unusable) {
    const found = codeAndPath(() => transform(payload), 400);
    if (found !== expected.join(' ')) return `failed: ${found} instead of ${expected.join(' ')}`;
  }
  const rule = { from: 'kind', to: '__proto__.polluted' };
  const found = codeAndPath(() => transform({ kind, visitor }, { rules: [rule] }), 500);
  return found === 'OLARK_INVALID_OPTION options.rules[0]' ? 'passed' : `failed: ${found}`;
}

/** The code and the path of what a function throws, if it is our error and has the status; what else it is if not. */
function codeAndPath(action: () => unknown, expectedStatus: number): string {
  try {
    action();
  } catch (error) {
    const { name, code = '', path, status, statusCode } = error as Partial<OlarkPayloadError>;
    const isOurs = error instanceof Error && name === 'OlarkPayloadError';
    if (!isOurs || status !== expectedStatus || statusCode !== status) return String(error);
    return path === undefined ? code : `${code} ${path}`;
  }
  return 'nothing';
}
