import { OlarkPayloadError } from './errors.js';
import type { IdsMode, Profile, TransformOptions } from './options.js';
import { type Plan, preparePlan } from './plan.js';
import { profiles } from './profiles.js';
import { isRecord } from './values.js';

/** Options, checked, with their defaults. */
export interface Settings {
  readonly plan: Plan;
  readonly ids: IdsMode;
}

/**
 * Checks options and fills in their defaults.
 *
 * @throws OlarkPayloadError `OLARK_INVALID_OPTION`, with the option in `path`.
 */
export function settle(options: TransformOptions | undefined): Settings {
  try {
    const given: unknown = options ?? {};
    if (!isRecord(given)) throw invalid('options', 'an object');
    const { profile = 'documented', ids, rules = NO_RULES } = given;
    if (!isProfile(profile)) throw invalid('options.profile', `one of ${listed(Object.keys(profiles))}`);
    if (ids !== undefined && !isIdsMode(ids)) throw invalid('options.ids', `one of ${listed(IDS_MODES)}`);
    if (!Array.isArray(rules)) throw invalid('options.rules', 'an array');
    return { plan: planFor(profile, rules), ids: ids ?? profiles[profile].ids };
  } catch (cause) {
    if (cause instanceof OlarkPayloadError) throw cause;
    throw new OlarkPayloadError('OLARK_INVALID_OPTION', '`options` cannot be read.', {
      path: 'options',
      cause,
    });
  }
}

const IDS_MODES: readonly IdsMode[] = ['content', 'random', 'none'];
const NO_RULES: readonly unknown[] = [];

/** Plans by rules array, then by profile, so that rules are prepared once. */
const plans = new WeakMap<readonly unknown[], Map<Profile, Plan>>();

function planFor(profile: Profile, rules: readonly unknown[]): Plan {
  let known = plans.get(rules);
  if (!known) {
    known = new Map();
    plans.set(rules, known);
  }
  let plan = known.get(profile);
  if (!plan) {
    plan = preparePlan(profiles[profile].rules, rules, profiles[profile].keepsEmptyStrings);
    known.set(profile, plan);
  }
  return plan;
}

function isProfile(value: unknown): value is Profile {
  return typeof value === 'string' && Object.hasOwn(profiles, value);
}

function isIdsMode(value: unknown): value is IdsMode {
  return IDS_MODES.some((mode) => mode === value);
}

function invalid(path: string, expected: string): OlarkPayloadError {
  return new OlarkPayloadError('OLARK_INVALID_OPTION', `\`${path}\` must be ${expected}.`, { path });
}

function listed(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(', ');
}
