import { describe, expect, it, vi } from 'vitest';

import { PROFILES } from '../../support/fixtures.js';
import { transformOlark } from '../../../src/index.js';
import { maskEmails } from '../../../src/privacy.js';
import { withoutEmails } from '../../../src/privacy/mask-emails.js';

describe('withoutEmails', () => {
  it.each([
    { text: 'Write to bob@shop.example.', becomes: 'Write to [e-mail].' },
    { text: 'bob@shop.example', becomes: '[e-mail]' },
    { text: 'Is it bob.smith+chat@mail.shop.example?', becomes: 'Is it [e-mail]?' },
    { text: 'Yes: bob@shop.example!', becomes: 'Yes: [e-mail]!' },
    { text: 'a@shop.example, b@shop.example;c@shop.example', becomes: '[e-mail], [e-mail];[e-mail]' },
    { text: 'a\nb@shop.example\tc', becomes: 'a\n[e-mail]\tc' },
    { text: 'Bob <bob@shop.example>', becomes: 'Bob <[e-mail]>' },
    { text: 'mine (bob@shop.example)…', becomes: 'mine ([e-mail])…' },
    { text: `"bob@shop.example" or 'bob@shop.example'`, becomes: `"[e-mail]" or '[e-mail]'` },
    { text: '“bob@shop.example”, «bob@shop.example»', becomes: '“[e-mail]”, «[e-mail]»' },
    { text: 'o’brien@shop.example, o\'brien@shop.example', becomes: '[e-mail], [e-mail]' }, // prettier-ignore
    { text: 'mailto:bob@shop.example?subject=Hi', becomes: 'mailto:[e-mail]?subject=Hi' },
    {
      text: 'https://shop.example/reset?mail=bob%40shop.example&lang=fr#top',
      becomes: 'https://shop.example/reset?mail=[e-mail]&lang=fr#top',
    },
    {
      text: 'https://shop.example/users/bob@shop.example/orders',
      becomes: 'https://shop.example/users/[e-mail]/orders',
    },
    {
      text: 'https://shop.example/?next=%2Freset%3Fmail%3Dbob%2540shop.example&lang=fr',
      becomes: 'https://shop.example/?next=[e-mail]&lang=fr',
    },
    { text: String.raw`{\"mail\":\"bob@shop.example\"}`, becomes: String.raw`{\"mail\":\"[e-mail]\"}` },
    { text: '{"mail":"bob@shop.example"', becomes: '{"mail":"[e-mail]"' },
    { text: '[bob@shop.example]', becomes: '[[e-mail]]' },
    { text: 'é@ü.de und 用户@例子.公司', becomes: '[e-mail] und [e-mail]' },
    { text: 'e\u0301🚨@shop.example', becomes: '[e-mail]' },
    { text: 'bob\u200b@\u200bshop\u00ad.example', becomes: '[e-mail]' },
    { text: '「bob＠shop.example」、ok', becomes: '「[e-mail]」、ok' },
    { text: 'bob﹫shop.example', becomes: '[e-mail]' },
    { text: 'a@b@c', becomes: '[e-mail]' },
    { text: 'Thanks @bob, see you @ 5', becomes: 'Thanks [e-mail], see you [e-mail] 5' },
    { text: '@', becomes: '[e-mail]' },
    { text: '', becomes: '' },
    { text: 'no address: %41 %4 %', becomes: 'no address: %41 %4 %' },
    { text: '[e-mail]', becomes: '[e-mail]' },
    // What it does not find.
    { text: 'bob at shop dot example', becomes: 'bob at shop dot example' },
    { text: 'bob&#64;shop.example', becomes: 'bob&#64;shop.example' },
  ])('makes of $text: $becomes', ({ text, becomes }) => {
    expect(withoutEmails(text)).toBe(becomes);
  });

  const letters = (length: number) => 'a'.repeat(length);

  it.each([
    { of: 'at signs', text: '@'.repeat(1_000_000), becomes: '[e-mail]' },
    { of: 'letters without an at sign', text: letters(1_000_000), becomes: letters(1_000_000) },
  ])('takes a megabyte of $of', ({ text, becomes }) => {
    expect(withoutEmails(text) === becomes).toBe(true);
  });

  it.each([
    { of: 'at signs', make: (length: number) => '@'.repeat(length) },
    { of: 'letters before an at sign', make: (length: number) => `${letters(length)}@` },
    { of: 'letters after an at sign', make: (length: number) => `@${letters(length)}` },
    { of: 'dots after an at sign', make: (length: number) => `@${'.'.repeat(length)}` },
    { of: 'dots and at signs', make: (length: number) => '.@'.repeat(length) },
    { of: 'apostrophes', make: (length: number) => `${"a'".repeat(length)}@` },
    { of: 'ends of sentences', make: (length: number) => 'a@!'.repeat(length) },
    { of: 'addresses', make: (length: number) => 'a@b '.repeat(length) },
    { of: 'percent signs', make: (length: number) => '%25'.repeat(length) },
    { of: 'encoded percent signs', make: (length: number) => `%${'25'.repeat(length)}` },
  ])('looks at twice as many characters in twice as many $of', ({ make }) => {
    const test = vi.spyOn(RegExp.prototype, 'test');
    const looksAt = (length: number) => {
      test.mockClear();
      withoutEmails(make(length));
      return test.mock.calls.length;
    };
    const [once, twice] = [looksAt(1000), looksAt(2000)];
    test.mockRestore();
    expect(twice).toBeLessThanOrEqual(2 * once + 10);
  });
});

describe('maskEmails', () => {
  it('leaves no address in any profile: in prose, URLs, JSON text, names of fields, operators and groups', () => {
    const address = 'bob@shop.example';
    const delivery = {
      kind: 'Conversation',
      id: 'c1',
      [address]: address,
      items: [{ kind: 'MessageToOperator', body: `I am ${address}.`, nickname: address }],
      tags: [address],
      operators: { 98: { id: '98', emailAddress: address, [address]: 1 } },
      groups: [{ id: 'g1', name: address, [address]: { [address]: address } }],
      visitor: {
        id: 'v1',
        fullName: address,
        emailAddress: address,
        conversationBeginPage: 'https://shop.example/?mail=bob%40shop.example',
        customFields: { plan: 'gold', note: `a\n${address}`, [address]: [address] },
        chat_feedback: { overall_chat: 5, comments: address },
      },
    };
    for (const profile of PROFILES) {
      const [track, group] = transformOlark(delivery, { profile, rules: maskEmails });
      const text = JSON.stringify([track, group]);
      expect(text, profile).not.toMatch(/bob|@|%40/);
      expect(text, profile).toContain('"body":"I am [e-mail]."');
    }
    const [track] = transformOlark(delivery, { profile: 'warehouse', rules: maskEmails });
    expect(track.context.traits.customFields).toBe(
      String.raw`{"plan":"gold","note":"a\n[e-mail]","[e-mail]":["[e-mail]"]}`,
    );
  });

  it('cannot be changed by a program for its others', () => {
    expect(Object.isFrozen(maskEmails)).toBe(true);
  });
});
