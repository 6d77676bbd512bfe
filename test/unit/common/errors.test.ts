import { inspect } from 'node:util';

import { describe, expect, it } from 'vitest';

import { invalidOption, PayloadError, readError } from '../../../src/common/errors.js';
import { type OlarkPayloadErrorCode, transformOlark, type TransformOptions } from '../../../src/index.js';
import { conversationWith, thrownBy } from '../../support/values.js';

describe('an error', () => {
  it('has its name everywhere an error is printed', () => {
    const error = thrownBy(() => transformOlark(''));
    const line = 'OlarkPayloadError: The payload must hold an Olark conversation, but is empty.';
    expect(error.name).toBe('OlarkPayloadError');
    expect(String(error)).toBe(line);
    expect(error.stack?.split('\n')[0]).toBe(line);
    expect(inspect(error).split('\n')[0]).toBe(line);
    expect(inspect(error)).toMatch(/code: 'OLARK_EMPTY_BODY'/);
    expect(inspect(error)).toMatch(/status: 400\b/);
    expect(inspect(error)).toMatch(/statusCode: 400\b/);
    expect(error.constructor.name).toBe('OlarkPayloadError');
    expect(Object.prototype.toString.call(error)).toBe('[object Error]');
  });

  it('has a path and a cause just where they apply', () => {
    const bare = thrownBy(() => transformOlark(''));
    expect(Object.keys(bare).sort()).toStrictEqual(['code', 'status', 'statusCode']);
    expect(bare).not.toHaveProperty('path');
    expect(bare).not.toHaveProperty('cause');
    const whole = thrownBy(() => transformOlark('data={'));
    expect(whole).toBeInstanceOf(Error);
    expect(whole).toMatchObject({ code: 'OLARK_INVALID_JSON', path: 'data' });
    expect(whole.cause).toBeInstanceOf(SyntaxError);
    // What lists an error's fields does not show a cause, which can quote the body.
    expect(Object.keys(whole).sort()).toStrictEqual(['code', 'path', 'status', 'statusCode']);
    expect(JSON.parse(JSON.stringify(whole))).toStrictEqual({
      code: 'OLARK_INVALID_JSON',
      status: 400,
      statusCode: 400,
      path: 'data',
    });
  });

  const { proxy: unreadable, revoke } = Proxy.revocable({}, {});
  revoke();

  it.each<[OlarkPayloadErrorCode, 400 | 500, unknown, unknown?]>([
    ['OLARK_EMPTY_BODY', 400, undefined],
    ['OLARK_INVALID_JSON', 400, 'x'],
    ['OLARK_MISSING_DATA', 400, 'a=1'],
    ['OLARK_NOT_A_CONVERSATION', 400, []],
    ['OLARK_NOT_A_CONVERSATION', 400, Promise.resolve('')],
    ['OLARK_MISSING_FIELD', 400, {}],
    ['OLARK_INVALID_FIELD', 400, { kind: 'x', visitor: 7 }],
    ['OLARK_UNSERIALIZABLE', 400, conversationWith({ big: 7n })],
    ['OLARK_UNSERIALIZABLE', 400, unreadable],
    ['OLARK_INVALID_OPTION', 500, conversationWith(), { profile: 'x' }],
    ['OLARK_INVALID_OPTION', 500, conversationWith(), { rules: [{}] }],
    ['OLARK_INVALID_OPTION', 500, '', unreadable],
  ])('with the code %s has the HTTP status %i', (code, status, payload, options) => {
    const error = thrownBy(() => transformOlark(payload, options as TransformOptions));
    expect({
      name: error.name,
      code: error.code,
      status: error.status,
      statusCode: error.statusCode,
    }).toStrictEqual({
      name: 'OlarkPayloadError',
      code,
      status,
      statusCode: status,
    });
  });
});

describe('invalidOption', () => {
  it('names the option and what is wrong with it', () => {
    const error = invalidOption('options.x', 'must be y');
    expect(error.message).toBe('`options.x` must be y.');
    expect(error).toMatchObject({ code: 'OLARK_INVALID_OPTION', path: 'options.x' });
    expect(error).not.toHaveProperty('cause');
    expect(invalidOption('options.x', 'must be y', 7).cause).toBe(7);
  });
});

describe('readError', () => {
  it('gives one of our own errors as it is', () => {
    const own = new PayloadError('OLARK_EMPTY_BODY', 'payload', 'is empty');
    expect(readError(own, 'payload')).toBe(own);
    expect(readError(own, 'options')).toBe(own);
  });

  it.each([
    new TypeError('read'),
    'thrown',
    undefined,
    null,
    { name: 'OlarkPayloadError', code: 'OLARK_EMPTY_BODY' },
  ])('makes of %o the cause of one', (cause) => {
    const ofPayload = readError(cause, 'payload');
    expect(ofPayload).toMatchObject({
      code: 'OLARK_UNSERIALIZABLE',
      message: 'The payload cannot be read; it must be plain data, as JSON makes it.',
    });
    expect(ofPayload.cause).toBe(cause);
    expect(ofPayload).not.toHaveProperty('path');
    const ofOptions = readError(cause, 'options');
    expect(ofOptions).toMatchObject({
      code: 'OLARK_INVALID_OPTION',
      path: 'options',
      message: '`options` cannot be read.',
    });
    expect(ofOptions.cause).toBe(cause);
  });
});
