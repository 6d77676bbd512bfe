import { expect, it, vi } from 'vitest';

import { transformOlark, type TransformOptions } from '../../src/index.js';
import { profiles } from '../../src/profiles/index.js';
import { resolveOptions } from '../../src/resolve-options.js';
import { PROFILES } from '../support/fixtures.js';
import { revokedProxy, thrownBy } from '../support/values.js';

const PROFILE =
  "`options.profile` must be one of 'documented', 'rudder-transformer', 'complete', 'warehouse'.";
const IDS = "`options.ids` must be one of 'content', 'random', 'none'.";

it.each<[unknown, string, string]>([
  [7, 'options', '`options` must be an object.'],
  [[], 'options', '`options` must be an object.'],
  [{ profle: 'x' }, 'options.profle', "`options.profle` must be one of 'profile', 'ids', 'rules'."],
  [{ profile: 'Documented' }, 'options.profile', PROFILE],
  [{ profile: 'constructor' }, 'options.profile', PROFILE],
  [{ profile: '__proto__' }, 'options.profile', PROFILE],
  [{ profile: null }, 'options.profile', PROFILE],
  [{ profile: ['documented'] }, 'options.profile', PROFILE],
  [{ ids: 'Content' }, 'options.ids', IDS],
  [{ ids: null }, 'options.ids', IDS],
  [{ rules: null }, 'options.rules', '`options.rules` must be an array.'],
  // What a function leaves that forgot to return its rules, which may be a mask.
  [{ rules: undefined }, 'options.rules', '`options.rules` must be an array.'],
])('the options %o are refused before the payload is looked at', (options, path, message) => {
  const error = thrownBy(() => transformOlark('', options as TransformOptions));
  expect([error.code, error.path, error.message]).toStrictEqual(['OLARK_INVALID_OPTION', path, message]);
});

it('options that cannot be read are refused, without the platform’s error', () => {
  const error = thrownBy(() => transformOlark('', revokedProxy()));
  expect([error.code, error.message]).toStrictEqual(['OLARK_INVALID_OPTION', '`options` cannot be read.']);
  expect(error.cause).toBeUndefined();
});

it.each([undefined, null, {}, { profile: undefined, ids: undefined }])(
  'the options %j are the defaults',
  (options) => {
    expect(resolveOptions(options)).toStrictEqual({
      profile: profiles.documented,
      ids: 'content',
      rules: [],
    });
  },
);

it.each(PROFILES)('%s has ids of its own unless they are given', (profile) => {
  expect(resolveOptions({ profile }).profile).toBe(profiles[profile]);
  expect(resolveOptions({ profile }).ids).toBe(profile === 'rudder-transformer' ? 'none' : 'content');
  expect(resolveOptions({ profile, ids: 'random' }).ids).toBe('random');
});

it('options are read once, and rules prepared once for whatever else is given', () => {
  const rules = [{ from: 'id', to: 'context.id' }];
  const get = vi.fn(Reflect.get);
  const options = new Proxy({ profile: 'complete', ids: 'none', rules }, { get });
  expect(resolveOptions(options).rules).toBe(resolveOptions({ rules }).rules);
  const keys = get.mock.calls.map(([, key]) => key);
  expect(keys.sort()).toStrictEqual(['ids', 'profile', 'rules']);
});
