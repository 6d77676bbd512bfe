import { invalidOption, toPayloadError } from '../common/errors.js';
import { isRecord } from '../common/values.js';
import type { OlarkConversation, OlarkGroup } from '../olark.js';
import type { MappingRule, Profile } from '../options.js';
import { checkKeys, resolveProfile } from '../resolve-options.js';
import { prepareRules } from './prepare.js';
import { runRules } from './run.js';

/** What else `applyRules` can be given. */
export interface ApplyRulesOptions {
  /** The event that the rules run over, which is not changed; an empty one unless given. */
  readonly event?: object | undefined;
  /** The group at hand. Where `event` has no `type`, the rules for group events run if there is a group. */
  readonly group?: object | undefined;
  /** The profile, which says whether an empty string is a value; `documented` unless given. */
  readonly profile?: Profile | undefined;
}

const OPTIONS: readonly (keyof ApplyRulesOptions)[] = ['event', 'group', 'profile'];

/**
 * Runs rules alone, over an empty event or the one that is given, and returns the result: to test one rule at a time.
 *
 * @throws OlarkPayloadError `OLARK_INVALID_OPTION` for a rule that is malformed or unsafe, or that fails;
 * `OLARK_UNSERIALIZABLE` for a conversation that cannot be read.
 *
 * @example
 * applyRules([{ from: 'visitor.city', to: 'traits.town' }], { kind: 'Conversation', visitor: { id: 'v1', city: 'Lyon' } });
 * // { traits: { town: 'Lyon' } }
 */
export function applyRules(
  rules: readonly MappingRule[],
  conversation: unknown,
  options?: ApplyRulesOptions,
): Record<string, unknown> {
  let source: 'options' | 'payload' = 'options';
  try {
    const prepared = prepareRules(rules);
    const { event = {}, group, profile } = checkKeys(options, OPTIONS);
    const { keepsEmptyStrings } = resolveProfile(profile);
    if (!isRecord(event)) throw invalidOption('options.event', 'must be an object');
    const type = event['type'] ?? (group === undefined ? 'track' : 'group');
    source = 'payload';
    return runRules(prepared, event, {
      event: type === 'group' ? 'group' : 'track',
      conversation: conversation as OlarkConversation,
      group: group as OlarkGroup | undefined,
      keepsEmptyStrings,
    });
  } catch (thrown) {
    throw toPayloadError(thrown, source);
  }
}
