import get from 'lodash.get';

import { PayloadError } from '../common/errors.js';
import { countsAsValue } from '../common/values.js';
import type { OlarkConversation, OlarkGroup } from '../olark.js';
import { changeAt } from './change.js';
import type { PreparedRule } from './prepare-rule.js';
import { EVENT, fit, type Target } from './targets.js';

/** What rules read, and the kind of event that they run over. */
export interface RuleInput {
  readonly event: 'track' | 'group';
  readonly conversation: OlarkConversation;
  /** The group of a group event. */
  readonly group?: OlarkGroup | undefined;
  readonly keepsEmptyStrings: boolean;
}

/**
 * Runs rules in order over an event and returns the event that they make. It never writes to the given event: it copies
 * what a rule changes, and shares the rest.
 */
export function runRules<T extends object>(rules: readonly PreparedRule[], event: T, input: RuleInput): T {
  let result: unknown = event;
  for (const rule of rules) {
    if (rule.event !== 'all' && rule.event !== input.event) continue;
    const found = rule.from && valueAt(rule.from, input);
    if (rule.from && !isValue(found, input)) continue;
    result = changeAt(result, rule.to, EVENT, (current, target) =>
      valueFor(rule, found, current, target, input),
    );
  }
  // It is still an event: no rule sets `type`, and `fit` keeps ids as ids and objects as objects.
  return result as T;
}

/** Returns the value that a rule gives to its target; `undefined` to remove it. */
function valueFor(
  { constant, from, via, error }: PreparedRule,
  found: unknown,
  current: unknown,
  target: Target | undefined,
  input: RuleInput,
): unknown {
  const { keepsEmptyStrings, conversation, group } = input;
  const isEdit = !from && constant === undefined;
  if (isEdit && !isValue(current, input)) return current;
  let given: unknown = isEdit ? current : constant === undefined ? found : JSON.parse(constant);
  if (via && countsAsValue(given, keepsEmptyStrings)) {
    try {
      given = via(given, conversation, group);
      // A Promise is refused below. If it rejects, that must not end the process.
      if (given instanceof Promise) given.catch(() => undefined);
    } catch (cause) {
      throw error('has a `via` that failed', cause);
    }
  }
  try {
    // Without `via`, the value at `from` is the payload's: if it does not fit, the rule sets nothing.
    const misfit = from && !via ? undefined : error;
    return fit(given, current, target, { keepsEmptyStrings, isEdit, error: misfit });
  } catch (thrown) {
    // What `via` gave can throw when it is read, such as a revoked Proxy.
    throw PayloadError.isOurs(thrown) || !via ? thrown : error('has a `via` that failed', thrown);
  }
}

function valueAt(steps: readonly (string | number)[], { conversation, group }: RuleInput): unknown {
  return get(steps[0] === 'group' ? { group } : conversation, steps);
}

/** Whether there is a value for a rule. A function, such as one that every object inherits, is not a value. */
function isValue(value: unknown, { keepsEmptyStrings }: RuleInput): boolean {
  return countsAsValue(value, keepsEmptyStrings) && typeof value !== 'function';
}
