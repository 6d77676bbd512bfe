import { inspect } from 'node:util';

import { describe, expect, it, vi } from 'vitest';

import {
  invalidOption,
  isOlarkPayloadError,
  PayloadError,
  toPayloadError,
} from '../../../src/common/errors.js';
import type { OlarkPayloadErrorCode } from '../../../src/index.js';
import { revokedProxy } from '../../support/values.js';

const own = new PayloadError('OLARK_EMPTY_BODY', 'payload', 'is empty');

describe('an error', () => {
  it.each<{ code: OlarkPayloadErrorCode; status: 400 | 500 }>([
    { code: 'OLARK_EMPTY_BODY', status: 400 },
    { code: 'OLARK_INVALID_JSON', status: 400 },
    { code: 'OLARK_MISSING_DATA', status: 400 },
    { code: 'OLARK_NOT_A_CONVERSATION', status: 400 },
    { code: 'OLARK_MISSING_FIELD', status: 400 },
    { code: 'OLARK_INVALID_FIELD', status: 400 },
    { code: 'OLARK_UNSERIALIZABLE', status: 400 },
    { code: 'OLARK_INVALID_OPTION', status: 500 },
  ])('with the code $code has the HTTP status $status', ({ code, status }) => {
    expect(new PayloadError(code, 'a.b', 'is odd')).toMatchObject({ code, status, statusCode: status });
  });

  it('about a field has its path, and names it in the message', () => {
    const error = new PayloadError('OLARK_INVALID_FIELD', 'a.b', 'is odd');
    expect(Object.assign({}, error)).toStrictEqual({
      code: 'OLARK_INVALID_FIELD',
      path: 'a.b',
      status: 400,
      statusCode: 400,
    });
    expect(error.message).toBe('`a.b` is odd.');
  });

  it('about the whole payload has no path', () => {
    expect(Object.assign({}, own)).toStrictEqual({ code: 'OLARK_EMPTY_BODY', status: 400, statusCode: 400 });
    expect(own.message).toBe('The payload is empty.');
  });

  it('is an Error that is named OlarkPayloadError wherever errors are printed', () => {
    expect(own).toBeInstanceOf(Error);
    expect(own.name).toBe('OlarkPayloadError');
    expect(own.constructor.name).toBe('OlarkPayloadError');
    const line = /^OlarkPayloadError: The payload is empty\.(?:\n|$)/;
    expect(String(own)).toMatch(line);
    expect(own.stack).toMatch(line);
    expect(inspect(own)).toMatch(line);
  });

  it('has a cause only if it was given one, and does not list it with its fields', () => {
    const error = invalidOption('options.x', 'is odd', 7);
    expect(error).toMatchObject({ code: 'OLARK_INVALID_OPTION', path: 'options.x', cause: 7 });
    expect(Object.keys(error)).not.toContain('cause');
    expect(invalidOption('options.x', 'is odd')).not.toHaveProperty('cause');
  });
});

describe('toPayloadError', () => {
  it('gives one of our own errors as it is', () => {
    expect(toPayloadError(own, 'payload')).toBe(own);
    expect(toPayloadError(own, 'options')).toBe(own);
  });

  it.each([
    { name: 'null', thrown: null },
    { name: 'an imitation', thrown: { name: 'OlarkPayloadError', code: 'OLARK_EMPTY_BODY' } },
    { name: 'an error', thrown: new Error('x') },
    { name: 'a revoked Proxy', thrown: revokedProxy() },
  ])('makes $name the cause of a coded error', ({ thrown }) => {
    const ofPayload = toPayloadError(thrown, 'payload');
    expect([ofPayload.code, ofPayload.path]).toStrictEqual(['OLARK_UNSERIALIZABLE', undefined]);
    expect(ofPayload.cause).toBe(thrown);
    const ofOptions = toPayloadError(thrown, 'options');
    expect([ofOptions.code, ofOptions.path]).toStrictEqual(['OLARK_INVALID_OPTION', 'options']);
    expect(ofOptions.cause).toBe(thrown);
  });

  it.each([
    { thrown: new TypeError('`x` is not iterable') },
    { thrown: new RangeError('Invalid array length') },
  ])('does not make an error of the runtime the cause: $thrown.name', ({ thrown }) => {
    expect(toPayloadError(thrown, 'payload')).not.toHaveProperty('cause');
    expect(toPayloadError(thrown, 'options')).not.toHaveProperty('cause');
  });
});

describe('isOlarkPayloadError', () => {
  it('says yes for an error of this copy of the package, and of any other', async () => {
    vi.resetModules();
    const other = await import('../../../src/common/errors.js');
    const error = new other.PayloadError('OLARK_EMPTY_BODY', 'payload', 'is empty');
    expect(PayloadError.isOurs(error)).toBe(false);
    expect(isOlarkPayloadError(error)).toBe(true);
    expect(other.isOlarkPayloadError(error)).toBe(true);
  });

  it('says yes for an error of this copy without reading its fields', () => {
    const error = new PayloadError('OLARK_EMPTY_BODY', 'payload', 'is empty');
    Object.defineProperty(error, 'code', { get: () => expect.fail() });
    expect(isOlarkPayloadError(error)).toBe(true);
  });

  it.each([
    { name: 'undefined', value: undefined },
    { name: 'null', value: null },
    { name: 'a string', value: 'OlarkPayloadError' },
    { name: 'another error', value: new Error('OLARK_EMPTY_BODY') },
    {
      name: 'an error of the same name without a code',
      value: Object.assign(new Error(), { name: 'OlarkPayloadError' }),
    },
    { name: 'an error whose code is a number', value: { name: 'OlarkPayloadError', code: 7 } },
    {
      name: 'an error whose code is another library’s',
      value: { name: 'OlarkPayloadError', code: 'ENOENT' },
    },
    { name: 'an error of another name', value: { name: 'Error', code: 'OLARK_EMPTY_BODY' } },
    { name: 'a revoked Proxy', value: revokedProxy() },
  ])('says no, and throws nothing, for $name', ({ value }) => {
    expect(isOlarkPayloadError(value)).toBe(false);
  });
});
