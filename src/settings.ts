import { invalidOption, readError } from './common/errors.js';
import { isRecord } from './common/values.js';
import type { IdsMode, Profile } from './options.js';
import { profiles } from './profiles/index.js';
import type { ProfileMapping } from './profiles/profile.js';
import { NO_RULES, type PreparedRules, prepareRules } from './rules/prepare.js';

/** Options, checked, with their defaults. */
export interface Settings {
  readonly profile: ProfileMapping;
  readonly ids: IdsMode;
  readonly rules: PreparedRules;
}

const PROFILES = Object.keys(profiles) as Profile[];
const IDS_MODES: readonly IdsMode[] = ['content', 'random', 'none'];

/**
 * Checks options and fills in their defaults.
 *
 * @throws OlarkPayloadError `OLARK_INVALID_OPTION`, with the option in `path`.
 */
export function settle(options: unknown): Settings {
  try {
    const given = options ?? {};
    if (!isRecord(given)) throw invalidOption('options', 'must be an object');
    const { profile: name = 'documented', ids, rules } = given;
    const profile = profiles[chosen('options.profile', name, PROFILES)];
    return {
      profile,
      ids: ids === undefined ? profile.ids : chosen('options.ids', ids, IDS_MODES),
      rules: rules === undefined ? NO_RULES : prepareRules(rules),
    };
  } catch (cause) {
    throw readError(cause, 'options');
  }
}

function chosen<T extends string>(path: string, value: unknown, choices: readonly T[]): T {
  const choice = choices.find((candidate) => candidate === value);
  if (choice !== undefined) return choice;
  throw invalidOption(path, `must be one of ${choices.map((candidate) => `'${candidate}'`).join(', ')}`);
}
