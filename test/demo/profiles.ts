import type { Profile } from '../../src/index.js';
import { PROFILES } from './choice.js';
import { element, find } from './dom.js';

const EXPLANATIONS: Readonly<Record<Profile, string>> = {
  documented: 'What RudderStack’s documentation promises, for pipelines that go by it.',
  'rudder-transformer':
    'What RudderStack’s own transformer sends today, for forks of it and tables that it filled.',
  complete: 'Everything in documented and every other field that Olark sent, for pipelines that keep it all.',
  warehouse:
    'Everything in complete, laid out so that every value lands in a column that stays the same, for SQL.',
};

/** Lets the user choose a profile; each is explained in a line. */
export function createProfiles(onChange: () => void): void {
  find('profiles').append(
    ...PROFILES.map((profile) => {
      const input = element('input', {
        type: 'radio',
        name: 'profile',
        value: profile,
        id: `profile-${profile}`,
        'aria-describedby': `about-${profile}`,
      });
      input.addEventListener('change', onChange);
      return element(
        'div',
        { class: 'profile' },
        input,
        element('label', { for: input.id }, profile),
        element('small', { id: `about-${profile}` }, EXPLANATIONS[profile]),
      );
    }),
  );
}

export function chosenProfile(): Profile {
  return PROFILES.find((profile) => find(`profile-${profile}`, HTMLInputElement).checked) ?? 'documented';
}

export function chooseProfile(profile: Profile): void {
  find(`profile-${profile}`, HTMLInputElement).checked = true;
}
