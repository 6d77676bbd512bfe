import type { IdsMode, Profile } from './choices.js';
import { invalidOption, toPayloadError } from './common/errors.js';
import { hasField, isRecord, readField, type UnknownRecord } from './common/values.js';
import type { TransformOptions } from './options.js';
import { profiles } from './profiles/index.js';
import type { ProfileDefinition } from './profiles/profile.js';
import { ignoreRejections } from './rules/json-data.js';
import { prepareRules } from './rules/prepare.js';
import type { PreparedRule } from './rules/prepare-rule.js';

/** Checked options, with defaults filled in. */
export interface ResolvedOptions {
  readonly profile: ProfileDefinition;
  readonly ids: IdsMode;
  readonly rules: readonly PreparedRule[];
}

const PROFILES = Object.keys(profiles) as Profile[];
const IDS_MODES: readonly IdsMode[] = ['content', 'random', 'none'];
const OPTIONS: readonly (keyof TransformOptions)[] = ['profile', 'ids', 'rules'];

/**
 * Checks options and fills in their defaults.
 *
 * @throws OlarkPayloadError `OLARK_INVALID_OPTION`, with the option in `path`.
 */
export function resolveOptions(options: unknown): ResolvedOptions {
  try {
    const given = checkKeys(options, OPTIONS);
    const profile = resolveProfile(readField(given, 'profile'));
    const ids = readField(given, 'ids');
    return {
      profile,
      ids: ids === undefined ? profile.ids : oneOf(IDS_MODES, ids, 'options.ids'),
      // Rules that are undefined are refused: a function may have forgotten to return them, and they may be a mask.
      rules: hasField(given, 'rules') ? prepareRules(given['rules']) : [],
    };
  } catch (thrown) {
    ignoreRejections(options);
    throw toPayloadError(thrown, 'options');
  }
}

/** Finds a profile by its name. */
export function resolveProfile(name: unknown = 'documented'): ProfileDefinition {
  return profiles[oneOf(PROFILES, name, 'options.profile')];
}

/** Returns options as an object, and throws if it has an unknown key. */
export function checkKeys(options: unknown, known: readonly string[]): UnknownRecord {
  const given = options ?? {};
  if (!isRecord(given)) throw invalidOption('options', 'must be an object');
  // It has no keys, so it would pass for options without rules, which may be a mask.
  if (given instanceof Promise) throw invalidOption('options', 'must be an object, not a Promise');
  for (const key of Object.keys(given)) oneOf(known, key, `options.${key}`);
  return given;
}

function oneOf<T extends string>(choices: readonly T[], value: unknown, path: string): T {
  const choice = choices.find((candidate) => candidate === value);
  if (choice !== undefined) return choice;
  throw invalidOption(path, `must be one of '${choices.join("', '")}'`);
}
