import { inspect } from 'node:util';

import { describe, expect, it } from 'vitest';

import { OlarkPayloadError } from '../../src/errors.js';

describe('OlarkPayloadError', () => {
  it('has its name everywhere an error is printed', () => {
    const error = new OlarkPayloadError('OLARK_EMPTY_BODY', 'Nothing.');
    expect(error.name).toBe('OlarkPayloadError');
    expect(String(error)).toBe('OlarkPayloadError: Nothing.');
    expect(error.stack).toMatch(/^OlarkPayloadError: Nothing\.\n/);
    expect(inspect(error)).toMatch(/^OlarkPayloadError: Nothing\.\n[^]*code: 'OLARK_EMPTY_BODY'/);
  });

  it('has a path and a cause just where they were given', () => {
    const bare = new OlarkPayloadError('OLARK_EMPTY_BODY', 'Nothing.');
    expect(Object.keys(bare)).toStrictEqual(['code']);
    expect(bare).not.toHaveProperty('path');
    expect(bare).not.toHaveProperty('cause');
    const cause = new Error('underneath');
    const whole = new OlarkPayloadError('OLARK_INVALID_JSON', 'Broken.', { path: 'data', cause });
    expect(whole).toBeInstanceOf(Error);
    expect(whole).toMatchObject({ code: 'OLARK_INVALID_JSON', path: 'data', cause });
    expect(Object.keys(whole)).not.toContain('cause');
  });
});
