import { applyPlan } from '../apply.js';
import type { OlarkConversation, OlarkGroup } from '../olark.js';
import type { MappingRule } from '../options.js';
import { preparePlan } from '../plan.js';

/** What else `applyRules` can be given. */
export interface ApplyRulesOptions {
  /** The group at hand: with one, the rules for group events run instead of those for the track event. */
  readonly group?: OlarkGroup | undefined;
  /** Whether an empty string is a value, as in `rudder-transformer`; `false` unless given. */
  readonly keepsEmptyStrings?: boolean | undefined;
}

/**
 * Runs rules alone and returns just the fields that they set, to test one rule or one unit at a time.
 *
 * @throws OlarkPayloadError `OLARK_INVALID_OPTION` for a rule that is malformed or unsafe, or whose `via` throws.
 *
 * @example
 * applyRules(page, { kind: 'Conversation', visitor: { id: 'v1', referrer: 'https://example.com/' } });
 * // { context: { page: { referrer: 'https://example.com/' } } }
 */
export function applyRules(
  rules: readonly MappingRule[],
  conversation: OlarkConversation,
  options: ApplyRulesOptions = {},
): Record<string, unknown> {
  const { group, keepsEmptyStrings = false } = options;
  const plan = preparePlan([], rules, keepsEmptyStrings);
  const fields = {};
  applyPlan(group ? plan.group : plan.track, fields, { conversation, group });
  return fields;
}
