import get from 'lodash.get';

import { causeOf, PayloadError } from '../common/errors.js';
import type { IsValue } from '../common/types.js';
import { isOnObjectPrototype } from '../common/values.js';
import type { OlarkConversation, OlarkGroup } from '../olark.js';
import { assign } from './assign.js';
import { type Change, changeAt } from './change.js';
import { Copies } from './copies.js';
import { ignoreRejections } from './json-data.js';
import type { PreparedRule } from './prepare-rule.js';
import type { Target } from './targets.js';

/** What rules read, and the kind of event that they run over. */
export interface RuleInput {
  readonly event: 'track' | 'group';
  readonly conversation: OlarkConversation;
  /** The group of a group event. */
  readonly group?: OlarkGroup | undefined;
  /** What counts as a value in the profile. */
  readonly isValue: IsValue;
}

/** A run over one event. */
interface Run extends RuleInput {
  readonly copies: Copies;
}

/**
 * Runs rules in order over an event and returns the event that they make. It never writes to the given event: it copies
 * what a rule changes, and shares the rest.
 */
export function runRules<T extends object>(rules: readonly PreparedRule[], event: T, input: RuleInput): T {
  if (rules.length === 0) return event;
  const run: Run = { ...input, copies: new Copies() };
  let result: unknown = event;
  for (const rule of rules) {
    if (rule.event !== 'all' && rule.event !== run.event) continue;
    const change = changeOf(rule, run);
    if (change) result = changeAt(result, rule.to, change, run.copies);
  }
  // It is still an event: no rule sets `type`, and `assign` keeps ids as ids and objects as objects.
  return result as T;
}

/** Returns the change that a rule makes at its target; `undefined` if there is no value at its `from`. */
function changeOf(rule: PreparedRule, run: Run): Change | undefined {
  const { from, constant } = rule;
  if (from) {
    const found = valueAt(from, run);
    if (!isRuleValue(found, run)) return undefined;
    return (current, target) => give(found, current, target, rule, run);
  }
  if (constant !== undefined) {
    return (current, target) => give(JSON.parse(constant), current, target, rule, run);
  }
  return (current, target) => {
    if (!isRuleValue(current, run)) return current;
    // The caller's function may keep what it gets.
    run.copies.giveUp(current);
    return give(current, current, target, rule, run);
  };
}

/** Returns what a target holds after a rule gave it a value, or what `via` makes of that value. */
function give(value: unknown, current: unknown, target: Target, rule: PreparedRule, run: Run): unknown {
  const { from, constant, via, fail } = rule;
  const { isValue, conversation, group, copies } = run;
  const isEdit = !from && constant === undefined;
  // Without `via`, the value at `from` is the payload's: if its target cannot take it, the rule sets nothing.
  const refuse = from && !via ? undefined : fail;
  const assignment = { isValue, replaces: isEdit, refuse, copies };
  if (!via || !isValue(value)) return assign(value, current, target, assignment);

  let given: unknown;
  try {
    given = via(value, conversation, group);
  } catch (cause) {
    return fail('has a `via` that failed', cause);
  }
  try {
    return assign(given, current, target, assignment);
  } catch (thrown) {
    ignoreRejections(given);
    if (PayloadError.isOurs(thrown)) throw thrown;
    // What `via` returned can throw when it is read, such as a getter or a revoked Proxy.
    return fail('has a `via` that failed', causeOf(thrown));
  }
}

/** Reads the value at a path; a field that only `Object.prototype` has is not there. */
function valueAt(steps: readonly (string | number)[], { conversation, group }: RuleInput): unknown {
  let value: unknown = steps[0] === 'group' ? { group } : conversation;
  for (const step of steps) {
    if (isOnObjectPrototype(value, step)) return undefined;
    value = get(value, [step]);
  }
  return value;
}

/** Whether a rule has a value to work with. A function, such as a method of a list, is none. */
function isRuleValue(value: unknown, { isValue }: RuleInput): boolean {
  return isValue(value) && typeof value !== 'function';
}
