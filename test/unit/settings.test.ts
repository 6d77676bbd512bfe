import { describe, expect, it } from 'vitest';

import { transformOlark, type TransformOptions } from '../../src/index.js';
import { settle } from '../../src/settings.js';
import { PROFILES } from '../support/fixtures.js';
import { conversationWith, thrownBy } from '../support/values.js';

describe('options', () => {
  it.each([
    ['options', 7],
    ['options', 'documented'],
    ['options', []],
    ['options.profile', { profile: 'Documented' }],
    ['options.profile', { profile: 'constructor' }],
    ['options.profile', { profile: '__proto__' }],
    ['options.profile', { profile: null }],
    ['options.profile', { profile: ['documented'] }],
    ['options.ids', { ids: 'Content' }],
    ['options.ids', { ids: null }],
    ['options.ids', { ids: true }],
    ['options.rules', { rules: {} }],
    ['options.rules', { rules: 'a.b' }],
    ['options.rules', { rules: null }],
  ])('are refused at %s: %j', (path, options) => {
    const error = thrownBy(() => transformOlark(conversationWith(), options as TransformOptions));
    expect(error).toMatchObject({ name: 'OlarkPayloadError', code: 'OLARK_INVALID_OPTION', path });
  });

  it('are told what was expected', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const messages = [7, { rules: 7 }, proxy, { profile: 'x' }, { ids: 'x' }].map(
      (options) => thrownBy(() => settle(options)).message,
    );
    expect(messages).toStrictEqual([
      '`options` must be an object.',
      '`options.rules` must be an array.',
      '`options` cannot be read.',
      "`options.profile` must be one of 'documented', 'rudder-transformer', 'complete', 'warehouse'.",
      "`options.ids` must be one of 'content', 'random', 'none'.",
    ]);
  });

  it('are refused when they cannot be read', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(thrownBy(() => transformOlark(conversationWith(), proxy))).toMatchObject({
      code: 'OLARK_INVALID_OPTION',
      path: 'options',
      cause: expect.any(TypeError) as TypeError,
    });
  });

  it.each([[undefined], [null], [{}], [{ profile: undefined, ids: undefined, rules: undefined }]])(
    'have defaults: %j',
    (options) => {
      const events = transformOlark(conversationWith(), options as TransformOptions | undefined);
      expect(events).toStrictEqual(
        transformOlark(conversationWith(), { profile: 'documented', ids: 'content' }),
      );
    },
  );

  it('are checked before the payload', () => {
    const options = { profile: 'x' } as unknown as TransformOptions;
    expect(thrownBy(() => transformOlark('', options))).toMatchObject({ code: 'OLARK_INVALID_OPTION' });
  });
});

describe('settings', () => {
  it('have each profile’s own ids unless they are given', () => {
    const ids = PROFILES.map((profile) => [profile, settle({ profile }).ids]);
    expect(ids).toStrictEqual([
      ['documented', 'content'],
      ['rudder-transformer', 'none'],
      ['complete', 'content'],
      ['warehouse', 'content'],
    ]);
    for (const profile of PROFILES) expect(settle({ profile, ids: 'random' }).ids).toBe('random');
  });

  it('have no rules unless they are given', () => {
    expect(settle({}).rules).toStrictEqual({ track: [], group: [] });
  });

  it('have rules that are prepared once per array, whatever the other options', () => {
    const rules = [{ from: 'id', to: 'context.externalId' }];
    const settled = settle({ rules });
    expect(settle({ rules }).rules).toBe(settled.rules);
    expect(settle({ rules, ids: 'random', profile: 'complete' }).rules).toBe(settled.rules);
    expect(settle({ rules: [...rules] }).rules).not.toBe(settled.rules);
  });

  it('are read from each option once', () => {
    const reads: string[] = [];
    const options = new Proxy({ profile: 'complete', ids: 'none', rules: [] } as const, {
      get: (target, key, receiver) => {
        reads.push(String(key));
        return Reflect.get(target, key, receiver) as unknown;
      },
    });
    settle(options);
    expect(reads.sort()).toStrictEqual(['ids', 'profile', 'rules']);
  });
});
