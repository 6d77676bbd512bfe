import { describe, expect, it } from 'vitest';

import { parseForm } from '../../../src/delivery/form.js';

describe('parseForm', () => {
  it.each([
    { text: 'data=x', data: 'x' },
    { text: 'data=', data: '' },
    { text: 'data', data: '' },
    { text: 'data&a=1', data: '' },
    { text: 'data=x&data=y', data: 'x' },
    { text: 'data=a=b', data: 'a=b' },
    { text: 'data=a+b%20c%2B', data: 'a b c+' },
    { text: 'data={"a": "<b>"}', data: '{"a": "<b>"}' },
    { text: '%64%61%74%61=x', data: 'x' },
    { text: '?data=x', data: 'x' },
    { text: '&&data=x&&', data: 'x' },
    { text: 'a=1&data=x&b=2', data: 'x' },
    { text: 'datax=1&xdata=2&data', data: '' },
    { text: 'a[b]=1&data=x', data: 'x' },
    { text: "[=1&]&'q'&>&7&=&data=x", data: 'x' },
    { text: 'a=data=1&data=x', data: 'x' },
    { text: 'é=%&data=x', data: 'x' },
  ])('reads the first `data` of $text as URLSearchParams does', ({ text, data }) => {
    expect(parseForm(text)).toStrictEqual({ data });
    expect(new URLSearchParams(text).get('data')).toBe(data);
  });

  it.each([
    { text: 'a=1' },
    { text: '=' },
    { text: '&=x' },
    { text: 'a&b=1' },
    { text: '?a=1' },
    { text: 'a[b]=1' },
    { text: "'a'=1" },
    { text: 'é=1' },
    { text: 'datax=1' },
    { text: 'xdata=1' },
    { text: 'Data=1' },
    { text: 'a=data' },
  ])('reads $text as a form that has no `data`', ({ text }) => {
    expect(parseForm(text)).toStrictEqual({ data: undefined });
  });

  it.each([
    { name: 'no text', text: '' },
    { name: 'a word', text: 'a' },
    { name: 'two words', text: 'a&b' },
    { name: 'a word that begins with data', text: 'datax' },
    { name: 'a word that ends with data', text: 'xdata' },
    { name: 'a JSON object', text: '{"a":"="}' },
    { name: 'a JSON list', text: '["="]' },
    { name: 'a JSON string', text: '"="' },
    { name: 'a JSON object in which a visitor typed a form', text: '{"a":"&data=x"}' },
    { name: 'a brace before a form', text: '{&data=x' },
    { name: 'a quote before a form', text: '"&data=x' },
    { name: 'a JSON list that is cut short', text: '[{"a":"&data=x&' },
    { name: 'JSON after an invisible character', text: '\u200b{"a":"&data=x' },
    { name: 'an object that is not JSON', text: '{a:"&data=x' },
    { name: 'a tag', text: '<a href=x>' },
    { name: 'a form after a tag', text: '<a>&data=x' },
    { name: 'a form after a <', text: '<&data=x' },
    { name: 'prose with an equals sign', text: 'a b=1' },
    { name: 'prose in which a visitor typed a form', text: 'Hi &data=x' },
    { name: 'prose of two lines', text: 'Hi\n&data=x' },
    { name: 'a tab before `data`', text: 'a=1&b\t&data=x' },
    {
      name: 'a multipart body',
      text: '--X\r\nContent-Disposition: form-data; name=data\r\n\r\n&data=x&\r\n--X--',
    },
  ])('returns undefined for what is not a form: $name', ({ text }) => {
    expect(parseForm(text)).toBeUndefined();
  });
});
