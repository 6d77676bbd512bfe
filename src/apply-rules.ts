import type { Profile } from './choices.js';
import { invalidOption, toPayloadError } from './common/errors.js';
import { isRecord, readField } from './common/values.js';
import type { OlarkConversation, OlarkGroup } from './olark.js';
import type { MappingRule } from './options.js';
import { checkKeys, resolveProfile } from './resolve-options.js';
import { prepareRules } from './rules/prepare.js';
import { runRules } from './rules/run.js';

/** Options of `applyRules`. */
export interface ApplyRulesOptions {
  /** The event that the rules run over; it is not changed. Default: an empty event. */
  readonly event?: object | undefined;
  /** The group that `group.…` reads. If it is given and `event` has no `type`, the rules for group events run. */
  readonly group?: object | undefined;
  /** The profile, which decides whether an empty string is a value. Default: `documented`. */
  readonly profile?: Profile | undefined;
}

const OPTIONS: readonly (keyof ApplyRulesOptions)[] = ['event', 'group', 'profile'];

/**
 * Runs only rules, over an empty event or a given one, and returns the result. Use it to test one rule at a time.
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
    const given = checkKeys(options, OPTIONS);
    const start = readField(given, 'event');
    const event = start === undefined ? {} : start;
    const group = readField(given, 'group');
    const { isValue } = resolveProfile(readField(given, 'profile'));
    if (!isRecord(event)) throw invalidOption('options.event', 'must be an object');
    const type = readField(event, 'type') ?? (group === undefined ? 'track' : 'group');
    source = 'payload';
    return runRules(prepared, event, {
      event: type === 'group' ? 'group' : 'track',
      conversation: conversation as OlarkConversation,
      group: group as OlarkGroup | undefined,
      isValue,
    });
  } catch (thrown) {
    throw toPayloadError(thrown, source);
  }
}
