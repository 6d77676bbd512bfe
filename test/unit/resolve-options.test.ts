import { expect, it } from 'vitest';

import { transformOlark, type TransformOptions } from '../../src/index.js';
import { profiles } from '../../src/profiles/index.js';
import { resolveOptions } from '../../src/resolve-options.js';
import { PROFILES } from '../support/fixtures.js';
import { thrownBy } from '../support/values.js';

it.each<[unknown, string, string]>([
  [7, 'options', '`options` must be an object.'],
  [[], 'options', '`options` must be an object.'],
  [{ profle: 'x' }, 'options.profle', "`options.profle` must be one of 'profile', 'ids', 'rules'."],
  ...['Documented', 'constructor', '__proto__', null, ['documented']].map(
    (profile): [unknown, string, string] => [
      { profile },
      'options.profile',
      "`options.profile` must be one of 'documented', 'rudder-transformer', 'complete', 'warehouse'.",
    ],
  ),
  ...['Content', null, true].map((ids): [unknown, string, string] => [
    { ids },
    'options.ids',
    "`options.ids` must be one of 'content', 'random', 'none'.",
  ]),
  [{ rules: null }, 'options.rules', '`options.rules` must be an array.'],
])('the options %o are refused before the payload is looked at', (options, path, message) => {
  const error = thrownBy(() => transformOlark('', options as TransformOptions));
  expect([error.code, error.path, error.message]).toStrictEqual(['OLARK_INVALID_OPTION', path, message]);
});

it('options that cannot be read are refused, with what was thrown as the cause', () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const error = thrownBy(() => transformOlark('', proxy));
  expect([error.code, error.message]).toStrictEqual(['OLARK_INVALID_OPTION', '`options` cannot be read.']);
  expect(error.cause).toBeInstanceOf(TypeError);
});

it.each([undefined, null, {}, { profile: undefined, ids: undefined, rules: undefined }])(
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
  const reads: string[] = [];
  const rules = [{ from: 'id', to: 'context.id' }];
  const options = new Proxy(
    { profile: 'complete', ids: 'none', rules },
    {
      get: (target, key, receiver) => {
        reads.push(String(key));
        return Reflect.get(target, key, receiver) as unknown;
      },
    },
  );
  expect(resolveOptions(options).rules).toBe(resolveOptions({ rules }).rules);
  expect(reads.sort()).toStrictEqual(['ids', 'profile', 'rules']);
});
