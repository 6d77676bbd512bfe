import { describe, expect, it } from 'vitest';

import { transformOlark, type TransformOptions } from '../../src/index.js';
import { settle } from '../../src/settings.js';
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
      "`options.profile` must be one of 'documented', 'rudder-transformer', 'complete'.",
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

describe('rules', () => {
  it('are prepared once per array and profile', () => {
    let reads = 0;
    const rule = {
      to: 'context.externalId',
      get from() {
        reads += 1;
        return 'id';
      },
    };
    const rules = [rule];
    const { plan } = settle({ rules });
    const readsOfOne = reads;
    expect(readsOfOne).toBeGreaterThan(0);
    expect(settle({ rules }).plan).toBe(plan);
    expect(settle({ rules, ids: 'random' }).plan).toBe(plan);
    expect(reads).toBe(readsOfOne);
    expect(settle({ rules, profile: 'complete' }).plan).not.toBe(plan);
    expect(settle({ rules: [rule] }).plan).not.toBe(plan);
  });
});
