import { describe, expect, it } from 'vitest';

import { contextTraits, visitorTraits } from '../../../src/mappers/index.js';

describe('contextTraits', () => {
  it.each([
    ['fullName', 'name'],
    ['phoneNumber', 'phone'],
    ['emailAddress', 'email'],
    ['city', 'city'],
    ['region', 'region'],
    ['country', 'country'],
  ])('puts %s into %s', (field, trait) => {
    expect(contextTraits({ id: 'v1', [field]: 'x' })).toStrictEqual({ [trait]: 'x' });
  });

  it.each(['organization', 'countryCode', 'kind', 'ip', 'browser', 'customFields'])(
    'leaves %s to others',
    (field) => {
      expect(contextTraits({ id: 'v1', [field]: 'x' })).toStrictEqual({});
    },
  );

  it('leaves empty strings out unless they are to be kept', () => {
    const empty = { fullName: '', phoneNumber: '', emailAddress: '', city: '', region: '', country: '' };
    const kept = { name: '', phone: '', email: '', city: '', region: '', country: '' };
    expect(contextTraits({ id: 'v1', ...empty })).toStrictEqual({});
    expect(contextTraits({ id: 'v1', ...empty }, 'absent')).toStrictEqual({});
    expect(contextTraits({ id: 'v1', ...empty }, 'kept')).toStrictEqual(kept);
  });

  it('leaves null out even where empty strings are kept', () => {
    expect(contextTraits({ id: 'v1', fullName: null, city: null }, 'kept')).toStrictEqual({});
  });
});

describe('visitorTraits', () => {
  it.each(['organization', 'chat_feedback'])('keeps %s', (field) => {
    expect(visitorTraits({ id: 'v1', [field]: { any: 'value' } })).toStrictEqual({
      [field]: { any: 'value' },
    });
  });

  it.each(['countryCode', 'kind', 'fullName', 'ip'])('leaves %s to others', (field) => {
    expect(visitorTraits({ id: 'v1', [field]: 'x' })).toStrictEqual({});
  });

  it('passes the feedback on by reference', () => {
    const chat_feedback = { overall_chat: 5 };
    expect(visitorTraits({ id: 'v1', chat_feedback }).chat_feedback).toBe(chat_feedback);
  });

  it('leaves empty strings out unless they are to be kept', () => {
    const empty = { id: 'v1', organization: '', chat_feedback: null };
    expect(visitorTraits(empty)).toStrictEqual({});
    expect(visitorTraits(empty, 'kept')).toStrictEqual({ organization: '' });
  });
});
