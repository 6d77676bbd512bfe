import type { IdsMode, Profile } from '../../src/index.js';

/** What the user has put in and chosen. */
export interface Choice {
  readonly body: string;
  readonly profile: Profile;
  /** Empty for the profile's default. */
  readonly ids: IdsMode | '';
  /** Rules as JSON text; blank for none. */
  readonly rules: string;
}

/** Examples by name. */
export type Examples = Readonly<Record<string, string>>;

export const PROFILES: readonly Profile[] = ['documented', 'rudder-transformer', 'complete', 'warehouse'];
const IDS_MODES: readonly IdsMode[] = ['content', 'random', 'none'];

const FIRST_EXAMPLE = 'documented-example';

/** Longer addresses do not get through everywhere. */
const MAX_LENGTH = 100_000;

/** A choice as a URL's fragment, which browsers do not send; `undefined` for one that is too long. */
export function toFragment({ body, profile, ids, rules }: Choice, examples: Examples): string | undefined {
  const example = exampleOf(body, examples);
  const fragment = new URLSearchParams({
    profile,
    ...(ids !== '' && { ids }),
    ...(rules.trim() !== '' && { rules }),
    ...(example === undefined ? { body } : { example }),
  }).toString();
  return fragment.length > MAX_LENGTH ? undefined : fragment;
}

/** The choice in a URL's fragment, with defaults for what it does not say. */
export function fromFragment(fragment: string, examples: Examples): Choice {
  const params = new URLSearchParams(fragment.replace(/^#/, ''));
  const example = examples[params.get('example') ?? FIRST_EXAMPLE] ?? examples[FIRST_EXAMPLE] ?? '';
  return {
    body: params.get('body') ?? example,
    profile: PROFILES.find((name) => name === params.get('profile')) ?? 'documented',
    ids: IDS_MODES.find((mode) => mode === params.get('ids')) ?? '',
    rules: params.get('rules') ?? '',
  };
}

/** The name of the example that a body is, if it is one. */
export function exampleOf(body: string, examples: Examples): string | undefined {
  return Object.keys(examples).find((name) => examples[name] === body);
}
