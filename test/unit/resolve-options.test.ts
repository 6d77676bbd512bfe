import { expect, it, vi } from 'vitest';

import { type IdsMode, type Profile, transformOlark, type TransformOptions } from '../../src/index.js';
import { profiles } from '../../src/profiles/index.js';
import { resolveOptions } from '../../src/resolve-options.js';
import { withOnPrototype } from '../support/prototype.js';
import { revokedProxy, thrownBy } from '../support/values.js';

const PROFILE =
  "`options.profile` must be one of 'documented', 'rudder-transformer', 'complete', 'warehouse'.";
const IDS = "`options.ids` must be one of 'content', 'random', 'none'.";

it.each<{ options: unknown; path: string; message: string }>([
  { options: 7, path: 'options', message: '`options` must be an object.' },
  { options: [], path: 'options', message: '`options` must be an object.' },
  { options: Promise.resolve({}), path: 'options', message: '`options` must be an object, not a Promise.' },
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

it.each([
  { options: undefined },
  { options: null },
  { options: {} },
  { options: { profile: undefined, ids: undefined } },
])('the options $options stand for the defaults', ({ options }) => {
  expect(resolveOptions(options)).toStrictEqual({
    profile: profiles.documented,
    ids: 'content',
    rules: [],
  });
});

it.each<{ profile: Profile; ids: IdsMode }>([
  { profile: 'documented', ids: 'content' },
  { profile: 'complete', ids: 'content' },
  { profile: 'warehouse', ids: 'content' },
  { profile: 'rudder-transformer', ids: 'none' },
])('the profile $profile has the ids $ids unless the options say otherwise', ({ profile, ids }) => {
  expect(resolveOptions({ profile })).toStrictEqual({ profile: profiles[profile], ids, rules: [] });
  expect(resolveOptions({ profile, ids: 'random' }).ids).toBe('random');
});

it('each option is read once', () => {
  const rules = [{ from: 'id', to: 'context.id' }];
  const get = vi.fn(Reflect.get);
  resolveOptions(new Proxy({ profile: 'complete', ids: 'none', rules }, { get }));
  const keys = get.mock.calls.map(([, key]) => key);
  expect(keys.sort()).toStrictEqual(['ids', 'profile', 'rules']);
});

it('a list of rules is prepared once, whatever the other options', () => {
  const rules = [{ from: 'id', to: 'context.id' }];
  const { rules: prepared } = resolveOptions({ rules });
  expect(resolveOptions({ profile: 'complete', ids: 'none', rules }).rules).toBe(prepared);
});

it.each([
  { name: 'profile', value: 'complete' },
  { name: 'ids', value: 'none' },
  { name: 'rules', value: [{ to: 'a', value: 1 }] },
  { name: 'rules', value: undefined },
  { name: 'profle', value: 'x' },
])('the option `$name` is not taken from Object.prototype: $value', ({ name, value }) => {
  for (const enumerable of [true, false]) {
    const { profile, ids, rules } = withOnPrototype(name, { value, enumerable }, () => resolveOptions({}));
    expect([profile, ids, rules]).toStrictEqual([profiles.documented, 'content', []]);
  }
});

it('options may be those of a class, or inherited from other options', () => {
  class Options {
    get rules() {
      return [{ to: 'a', value: 1 }];
    }
  }
  expect(resolveOptions(new Options()).rules).toHaveLength(1);
  expect(resolveOptions(Object.create({ profile: 'complete' })).profile).toBe(profiles.complete);
});

it.each<{ name: string; optionsWith: (promise: Promise<never>) => unknown }>([
  { name: 'as the options', optionsWith: (promise) => promise },
  { name: 'as the rules', optionsWith: (promise) => ({ rules: promise }) },
  { name: 'as a rule', optionsWith: (promise) => ({ rules: [promise] }) },
  { name: 'as a constant', optionsWith: (promise) => ({ rules: [{ to: 'traits.a', value: promise }] }) },
  { name: 'as a profile', optionsWith: (promise) => ({ profile: promise }) },
])('a rejected Promise $name is refused and does not end the process', async ({ optionsWith }) => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  const options = optionsWith(Promise.reject(new Error('secret')));
  expect(thrownBy(() => resolveOptions(options)).code).toBe('OLARK_INVALID_OPTION');
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});
