import { readError } from '../common/errors.js';
import type { OlarkConversation, OlarkGroup } from '../olark.js';
import type { MappingRule } from '../options.js';
import { prepareRules } from './prepare.js';
import { runRules } from './run.js';

/** What else `applyRules` can be given. */
export interface ApplyRulesOptions {
  /** The group at hand: with one, the rules for group events run instead of those for the track event. */
  readonly group?: OlarkGroup | undefined;
  /** Whether an empty string is a value, as in `rudder-transformer`; `false` unless given. */
  readonly keepsEmptyStrings?: boolean | undefined;
}

/**
 * Runs rules alone and returns just the fields that they set, to test one rule at a time.
 *
 * @throws OlarkPayloadError `OLARK_INVALID_OPTION` for a rule that is malformed or unsafe, or whose `via` throws;
 * `OLARK_UNSERIALIZABLE` for a conversation that cannot be read.
 *
 * @example
 * applyRules([{ from: 'visitor.city', to: 'traits.town' }], { kind: 'Conversation', visitor: { id: 'v1', city: 'Lyon' } });
 * // { traits: { town: 'Lyon' } }
 */
export function applyRules(
  rules: readonly MappingRule[],
  conversation: OlarkConversation,
  options?: ApplyRulesOptions,
): Record<string, unknown> {
  const fields = {};
  let atHand: 'options' | 'payload' = 'options';
  try {
    const prepared = prepareRules(rules);
    const { group, keepsEmptyStrings = false } = options ?? {};
    atHand = 'payload';
    const chosen = group === undefined ? prepared.track : prepared.group;
    runRules(chosen, fields, keepsEmptyStrings ? 'kept' : 'absent', conversation, group);
  } catch (cause) {
    throw readError(cause, atHand);
  }
  return fields;
}
