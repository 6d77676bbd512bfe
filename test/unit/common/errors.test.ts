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
  it.each<[OlarkPayloadErrorCode, 400 | 500]>([
    ['OLARK_EMPTY_BODY', 400],
    ['OLARK_INVALID_JSON', 400],
    ['OLARK_MISSING_DATA', 400],
    ['OLARK_NOT_A_CONVERSATION', 400],
    ['OLARK_MISSING_FIELD', 400],
    ['OLARK_INVALID_FIELD', 400],
    ['OLARK_UNSERIALIZABLE', 400],
    ['OLARK_INVALID_OPTION', 500],
  ])('with the code %s tells a program its code, its path and the HTTP status %i', (code, status) => {
    const fields = { code, status, statusCode: status };
    const inField = new PayloadError(code, 'a.b', 'is odd');
    expect(Object.assign({}, inField)).toStrictEqual({ ...fields, path: 'a.b' });
    expect(inField.message).toBe('`a.b` is odd.');
    const inPayload = new PayloadError(code, 'payload', 'is odd');
    expect(Object.assign({}, inPayload)).toStrictEqual(fields);
    expect(inPayload.message).toBe('The payload is odd.');
  });

  it('is named OlarkPayloadError wherever errors are printed', () => {
    const line = 'OlarkPayloadError: The payload is empty.';
    const printed = [String(own), own.stack, inspect(own)].map((text) => text?.split('\n')[0]);
    expect(printed).toStrictEqual([line, line, line]);
    expect([own.name, own.constructor.name]).toStrictEqual(['OlarkPayloadError', 'OlarkPayloadError']);
    expect(own).toBeInstanceOf(Error);
  });

  it('has a cause only where there is one, which is not listed with its fields', () => {
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
    ['null', null],
    ['an imitation', { name: 'OlarkPayloadError', code: 'OLARK_EMPTY_BODY' }],
    ['an error', new Error('x')],
    ['a revoked Proxy', revokedProxy()],
  ])('makes %s the cause of a coded error', (_, thrown) => {
    const ofPayload = toPayloadError(thrown, 'payload');
    expect([ofPayload.code, ofPayload.path]).toStrictEqual(['OLARK_UNSERIALIZABLE', undefined]);
    expect(ofPayload.cause).toBe(thrown);
    const ofOptions = toPayloadError(thrown, 'options');
    expect([ofOptions.code, ofOptions.path]).toStrictEqual(['OLARK_INVALID_OPTION', 'options']);
    expect(ofOptions.cause).toBe(thrown);
  });
});

it.each([new TypeError('`x` is not iterable'), new RangeError('Invalid array length')])(
  'toPayloadError keeps no error of the platform’s: %s',
  (thrown) => {
    expect(toPayloadError(thrown, 'payload')).not.toHaveProperty('cause');
    expect(toPayloadError(thrown, 'options')).not.toHaveProperty('cause');
  },
);

describe('isOlarkPayloadError', () => {
  it('knows the errors of this copy of the package and of any other', async () => {
    vi.resetModules();
    const other = await import('../../../src/common/errors.js');
    const error = new other.PayloadError('OLARK_EMPTY_BODY', 'payload', 'is empty');
    expect(PayloadError.isOurs(error)).toBe(false);
    expect(isOlarkPayloadError(error)).toBe(true);
    expect(other.isOlarkPayloadError(error)).toBe(true);
  });

  it('does not read what it knows for one of this copy', () => {
    const error = new PayloadError('OLARK_EMPTY_BODY', 'payload', 'is empty');
    Object.defineProperty(error, 'code', { get: () => expect.fail() });
    expect(isOlarkPayloadError(error)).toBe(true);
  });

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['a string', 'OlarkPayloadError'],
    ['another error', new Error('OLARK_EMPTY_BODY')],
    ['an error of that name without a code', Object.assign(new Error(), { name: 'OlarkPayloadError' })],
    ['one whose code is a number', { name: 'OlarkPayloadError', code: 7 }],
    ['one whose code is another library’s', { name: 'OlarkPayloadError', code: 'ENOENT' }],
    ['one of another name', { name: 'Error', code: 'OLARK_EMPTY_BODY' }],
    ['a revoked Proxy', revokedProxy()],
  ])('answers no, and throws nothing, for %s', (_, value) => {
    expect(isOlarkPayloadError(value)).toBe(false);
  });
});
