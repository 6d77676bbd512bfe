import { expect, it, vi } from 'vitest';

import { transformOlark, type TransformOptions } from '../../src/index.js';
import { profiles } from '../../src/profiles/index.js';
import { resolveOptions } from '../../src/resolve-options.js';
import { PROFILES } from '../support/fixtures.js';
import { withOnPrototype } from '../support/prototype.js';
import { revokedProxy, thrownBy } from '../support/values.js';

const PROFILE =
  "`options.profile` must be one of 'documented', 'rudder-transformer', 'complete', 'warehouse'.";
const IDS = "`options.ids` must be one of 'content', 'random', 'none'.";

it.each<{ options: unknown; path: string; message: string }>([
  { options: 7, path: 'options', message: '`options` must be an object.' },
  { options: [], path: 'options', message: '`options` must be an object.' },
  {
    options: { profle: 'x' },
    path: 'options.profle',
    message: "`options.profle` must be one of 'profile', 'ids', 'rules'.",
  },
  { options: { profile: 'Documented' }, path: 'options.profile', message: PROFILE },
  { options: { profile: 'constructor' }, path: 'options.profile', message: PROFILE },
  { options: { profile: '__proto__' }, path: 'options.profile', message: PROFILE },
  { options: { profile: null }, path: 'options.profile', message: PROFILE },
  { options: { profile: ['documented'] }, path: 'options.profile', message: PROFILE },
  { options: { ids: 'Content' }, path: 'options.ids', message: IDS },
  { options: { ids: null }, path: 'options.ids', message: IDS },
  { options: { rules: null }, path: 'options.rules', message: '`options.rules` must be an array.' },
])('the options $options are refused before the payload is looked at', ({ options, path, message }) => {
  const error = thrownBy(() => transformOlark('', options as TransformOptions));
  expect([error.code, error.path, error.message]).toStrictEqual(['OLARK_INVALID_OPTION', path, message]);
});

it('rules that are undefined are refused, because a function may have forgotten to return its masks', () => {
  const error = thrownBy(() => resolveOptions({ profile: 'complete', rules: undefined }));
  expect([error.code, error.path]).toStrictEqual(['OLARK_INVALID_OPTION', 'options.rules']);
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

it.each([
  { name: 'profile', value: 'complete' },
  { name: 'ids', value: 'none' },
  { name: 'rules', value: [{ to: 'a', value: 1 }] },
  { name: 'rules', value: undefined },
  { name: 'profle', value: 'x' },
])('$name on Object.prototype, $value, is no option', ({ name, value }) => {
  for (const enumerable of [true, false]) {
    const { profile, ids, rules } = withOnPrototype(name, { value, enumerable }, () => resolveOptions({}));
    expect([profile, ids, rules]).toStrictEqual([profiles.documented, 'content', []]);
  }
});

it('options of a class, or made from other options, are options', () => {
  class Options {
    get rules() {
      return [{ to: 'a', value: 1 }];
    }
  }
  expect(resolveOptions(new Options()).rules).toHaveLength(1);
  expect(resolveOptions(Object.create({ profile: 'complete' })).profile).toBe(profiles.complete);
});
