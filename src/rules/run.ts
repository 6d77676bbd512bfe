import get from 'lodash.get';

import { PayloadError } from '../common/errors.js';
import { isPresent } from '../common/values.js';
import type { OlarkConversation, OlarkGroup } from '../olark.js';
import { changeAt } from './change.js';
import type { PreparedRule } from './prepare-rule.js';
import { EVENT, fit, type Target } from './targets.js';

/** What rules read, and the kind of event that they run over. */
export interface RuleInput {
  readonly event: 'track' | 'group';
  readonly conversation: OlarkConversation;
  /** The group at hand. */
  readonly group?: OlarkGroup | undefined;
  readonly keepsEmptyStrings: boolean;
}

/**
 * Runs rules in order over an event and gives the event that they make. Nothing is written to: what a rule changes is
 * copied, and the rest is shared.
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
  // It is an event still: no rule sets `type`, and `fit` keeps its ids and its objects what they are.
  return result as T;
}

/** What a rule makes of what stands at its target; `undefined` where it takes that away. */
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
  if (via && isPresent(given, keepsEmptyStrings)) {
    try {
      given = via(given, conversation, group);
    } catch (cause) {
      throw error('has a `via` that failed', cause);
    }
  }
  try {
    // Without `via`, what stands at `from` is the payload's: where it does not fit, it sets nothing.
    return fit(given, current, target, {
      keepsEmptyStrings,
      isEdit,
      error: (via ?? !from) ? error : undefined,
    });
  } catch (thrown) {
    throw PayloadError.isOurs(thrown) || !via ? thrown : error('has a `via` that failed', thrown);
  }
}

function valueAt(steps: readonly (string | number)[], { conversation, group }: RuleInput): unknown {
  return get(steps[0] === 'group' ? { group } : conversation, steps);
}

/** Whether there is something for a rule: a function, such as one that every object inherits, is not a value. */
function isValue(value: unknown, { keepsEmptyStrings }: RuleInput): boolean {
  return isPresent(value, keepsEmptyStrings) && typeof value !== 'function';
}
