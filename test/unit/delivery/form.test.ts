import { describe, expect, it } from 'vitest';

import { parseForm } from '../../../src/delivery/form.js';

describe('parseForm', () => {
  it.each([
    ['data=x', 'x'],
    ['data=', ''],
    ['data', ''],
    ['data&a=1', ''],
    ['data=x&data=y', 'x'],
    ['data=a=b', 'a=b'],
    ['data=a+b%20c%2B', 'a b c+'],
    ['data={"a": "<b>"}', '{"a": "<b>"}'],
    ['%64%61%74%61=x', 'x'],
    ['?data=x', 'x'],
    ['&&data=x&&', 'x'],
    ['a=1&data=x&b=2', 'x'],
    ['datax=1&xdata=2&data', ''],
    ['a[b]=1&data=x', 'x'],
    ["[=1&]&'q'&>&7&=&data=x", 'x'],
    ['a=data=1&data=x', 'x'],
    ['é=%&data=x', 'x'],
  ])('reads %j as URLSearchParams does: %j', (text, data) => {
    expect(parseForm(text)).toStrictEqual({ data });
    expect(new URLSearchParams(text).get('data')).toBe(data);
  });

  it.each("a=1 = &=x a&b=1 ?a=1 a[b]=1 'a'=1 é=1 datax=1 xdata=1 Data=1 a=data".split(' '))(
    'takes %j for a form without `data`',
    (text) => {
      expect(parseForm(text)).toStrictEqual({ data: undefined });
    },
  );

  it.each([
    ['words', ['', 'a', 'a&b', 'datax', 'xdata']],
    ['JSON', ['{"a":"="}', '["="]', '"="', '{"a":"&data=x"}', '{&data=x', '"&data=x']],
    ['JSON that is cut or behind something', ['[{"a":"&data=x&', '\u200b{"a":"&data=x', '{a:"&data=x']],
    ['markup', ['<a href=x>', '<a>&data=x', '<&data=x']],
    ['prose', ['a b=1', 'Hi &data=x', 'Hi\n&data=x', 'a=1&b\t&data=x']],
    ['a multipart body', ['--X\r\nContent-Disposition: form-data; name=data\r\n\r\n&data=x&\r\n--X--']],
  ])('takes %s for no form, whatever a visitor typed', (_, texts) => {
    for (const text of texts) expect([text, parseForm(text)]).toStrictEqual([text, undefined]);
  });
});
