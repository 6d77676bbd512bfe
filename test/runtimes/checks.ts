import type { Profile, RudderEvent, transformOlark } from '../../src/index.js';
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
  findings['an error'] = attempt(() => checkError(transform));
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

function checkRandomIds(transform: typeof transformOlark, cases: readonly Case[]): Findings[string] {
  const seen = new Set<string | undefined>();
  let count = 0;
  for (const { name, text, expected } of cases) {
    let events: RudderEvent[];
    try {
      events = transform(text, { ids: 'random' });
    } catch (error) {
      const { code, path, message } = error as { code?: string; path?: string; message?: string };
      const isClear =
        code === 'OLARK_INVALID_OPTION' &&
        path === 'options.ids' &&
        message?.includes('crypto.getRandomValues');
      if (isClear && typeof crypto === 'undefined') return 'refused';
      throw error;
    }
    const known = JSON.parse(expected.documented) as RudderEvent[];
    for (const [index, event] of events.entries()) {
      const { messageId } = event;
      seen.add(messageId);
      count += 1;
      const same = canonical({ ...event, messageId: known[index]?.messageId }) === canonical(known[index]);
      if (!same || !UUID_V4.test(messageId ?? '')) return `failed: ${name}: ${canonical(event)}`;
    }
  }
  return seen.size === count && count > cases.length ? 'passed' : 'failed: ids come twice';
}

function checkError(transform: typeof transformOlark): Findings[string] {
  try {
    transform('data=');
  } catch (error) {
    const { name, code, path } = error as { name?: string; code?: string; path?: string };
    const isRight = name === 'OlarkPayloadError' && code === 'OLARK_EMPTY_BODY' && path === 'data';
    return isRight ? 'passed' : `failed: ${String(error)}`;
  }
  return 'failed: nothing was thrown';
}
