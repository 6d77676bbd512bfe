import { PayloadError, readError } from './common/errors.js';
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

/**
 * Checks options and fills in their defaults.
 *
 * @throws OlarkPayloadError `OLARK_INVALID_OPTION`, with the option in `path`.
 */
export function settle(options: unknown): Settings {
  if (options === undefined || options === null) return DEFAULTS;
  try {
    if (!isRecord(options)) throw invalid('options', 'an object');
    const { profile = 'documented', ids, rules } = options;
    if (!isProfile(profile)) throw invalid('options.profile', `one of ${listed(Object.keys(profiles))}`);
    if (ids !== undefined && !isIdsMode(ids)) throw invalid('options.ids', `one of ${listed(IDS_MODES)}`);
    return {
      profile: profiles[profile],
      ids: ids ?? profiles[profile].ids,
      rules: rules === undefined ? NO_RULES : prepareRules(rules),
    };
  } catch (cause) {
    throw readError(cause, 'options');
  }
}

const DEFAULTS: Settings = { profile: profiles.documented, ids: profiles.documented.ids, rules: NO_RULES };
const IDS_MODES: readonly IdsMode[] = ['content', 'random', 'none'];

function isProfile(value: unknown): value is Profile {
  return typeof value === 'string' && Object.hasOwn(profiles, value);
}

function isIdsMode(value: unknown): value is IdsMode {
  return IDS_MODES.some((mode) => mode === value);
}

function invalid(path: string, expected: string): PayloadError {
  return new PayloadError('OLARK_INVALID_OPTION', `\`${path}\` must be ${expected}.`, { path });
}

function listed(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(', ');
}
