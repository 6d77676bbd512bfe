import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { transformOlark } from '../../../src/index.js';
import { dataField, parseForm } from '../../../src/delivery/form.js';
import { conversationWith, thrownBy } from '../../support/values.js';

describe('dataField', () => {
  it.each([
    ['data=x', 'x'],
    ['data=', ''],
    ['data&a=1', ''],
    ['a=1&data=x', 'x'],
    ['data=x&data=y', 'x'],
    ['data=a=b', 'a=b'],
    ['data=a+b%20c%2B', 'a b c+'],
    ['%64%61%74%61=x', 'x'],
    ['&&data=x&&', 'x'],
    ['data=%', '%'],
    ['data=%7', '%7'],
    ['data=%zz+%7b', '%zz {'],
    ['data=%E2%82', '\ufffd'],
    ['data=%ff%41', '\ufffdA'],
    ['data=é%', 'é%'],
    ['data=%00%', '\0%'],
    ['data=%2f%2F%7f%7F%', '//\x7f\x7f%'],
    // One before and one after each run of digits.
    ['data=%2/%2:%2@%2G%2`%2g%/2%:2%@2%G2%`2%g2%', '%2/%2:%2@%2G%2`%2g%/2%:2%@2%G2%`2%g2%'],
  ])('reads %j as %j', (body, value) => {
    expect(dataField(body)).toBe(value);
    expect(new URLSearchParams(body).get('data')).toBe(value);
  });

  it.each(['', 'a=1', 'a', 'datax=1', 'xdata=1', 'Data=1', '=data', 'a=data'])(
    'finds nothing in %j',
    (body) => {
      expect(dataField(body)).toBeUndefined();
    },
  );

  it('reads characters beyond ASCII as they are, beside broken percent-encoding too', () => {
    expect(dataField('data=é\u0080🚨%E2%82%AC%')).toBe('é\u0080🚨€%');
  });

  it('agrees with URLSearchParams on any body of ASCII, as form bodies are', () => {
    const piece = fc.oneof(
      fc.constantFrom('data', '=', '&', '+', '%', '%7B', '%E2%82%AC', '%f0%9f', '%C3'),
      fc.string({ unit: 'binary-ascii', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        // URLSearchParams drops a question mark in front, which a form body has not.
        const body = pieces.join('').replace(/^\?/, '');
        expect(dataField(body) ?? null).toBe(new URLSearchParams(body).get('data'));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('parseForm', () => {
  it.each(['a=1', '=', 'a=', '&=x', 'a&b=1', '?a=1', 'a.b-c_d~=1', 'é=1'])(
    'takes %j for a form without `data`',
    (text) => {
      expect(parseForm(text)).toStrictEqual({ data: undefined });
    },
  );

  it.each([
    '',
    'data',
    'a',
    'a&b',
    '<a href="x">',
    '{"a":"="}',
    '["="]',
    '"="',
    "'a'=1",
    'a b=1',
    'a>b=1',
    'a[b]=1',
    'a]=1',
  ])('takes %j for no form', (text) => {
    expect(parseForm(text)).toBeUndefined();
  });

  it.each(['a[b]=1&data=x', 'a b=1&data=x', '"q"&data=x', '<>=&data=x', '{}&data=x'])(
    'finds `data` in %j',
    (text) => {
      expect(parseForm(text)).toStrictEqual({ data: 'x' });
    },
  );
});

describe('a form body', () => {
  const json = JSON.stringify(conversationWith({ tags: ['a=1&data=2', '"', '100%'] }, { city: 'Łódź 🚨' }));
  /** Called in tests alone, so that a fault in what it calls is a test that fails. */
  const expected = () => transformOlark(json)[0];

  /** Names as clients write them: odd, empty, encoded or not. */
  const name = fc.oneof(
    fc.constantFrom(
      ...[
        'a[b]',
        'a[]',
        '[a]',
        'x y',
        '"q"',
        "'q'",
        '""',
        '',
        '<a>',
        '{a}',
        '[',
        ']',
        '{',
        '}',
        '[]',
        '["a"]',
        ':',
      ],
      ...[
        'a.b',
        'é',
        '🚨',
        '%',
        '%zz',
        '%5Ba%5D',
        'a+b',
        'datax',
        'xdata',
        'Data',
        'dat',
        'data[]',
        'null',
        '7',
        '?',
      ],
    ),
    fc.string({ maxLength: 5 }),
    fc.string({ unit: 'binary', maxLength: 5 }),
  );
  const value = fc.oneof(
    fc.constantFrom('', '1', '=', '{"a":1}', '%7B%7D', '"x"', '[', 'data', '%'),
    fc.string({ maxLength: 8 }),
  );
  const field = fc
    .tuple(name, fc.option(value, { nil: undefined }))
    .map(([key, content]) => (content === undefined ? key : `${key}=${content}`));
  const fields = fc.array(
    field.map((text) => text.replaceAll('&', '')),
    { maxLength: 3 },
  );
  const data = fc.constantFrom(
    `data=${encodeURIComponent(json)}`,
    `data=${encodeURIComponent(json).replaceAll('%20', '+')}`,
    `%64at%61=${encodeURIComponent(json)}`,
    new URLSearchParams({ data: json }).toString(),
  );
  const bodies = fc
    .tuple(fields, data, fields)
    .map(([before, own, after]) => [...before, own, ...after].join('&'));

  it('is read wherever URLSearchParams finds `data` in it, whatever stands around', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        fc.pre(new URLSearchParams(body).get('data') === json);
        // What begins as a JSON object does is JSON, see below.
        fc.pre(!/^\s*\{\s*["}]/.test(body));
        expect(transformOlark(body)[0]).toStrictEqual(expected());
        expect(transformOlark(new TextEncoder().encode(body))[0]).toStrictEqual(expected());
        expect(transformOlark({ request: { body } })[0]).toStrictEqual(expected());
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ...[
      'a[b]=1',
      'x y=1',
      '"q"=1',
      '"q"',
      '[]=1',
      '["a"]=1',
      '[',
      "'=1",
      '<p>=1',
      '=1',
      '=',
      '',
      '&',
      '{a}=1',
      '{=',
      '{ a',
    ],
    ...['7=1', 'null', 'a[b][c]=d&e', '\ufeffa=1', ' =1', '%=%', 'data[]=1', 'a=data=1'],
  ])('with %j before its field is read', (before) => {
    const body = `${before}&data=${encodeURIComponent(json)}`;
    expect(new URLSearchParams(body).get('data')).toBe(json);
    expect(transformOlark(body)[0]).toStrictEqual(expected());
  });

  it.each(['?', '\r\n', '\ufeff', '&', '&&&'])('may begin with %j', (start) => {
    expect(transformOlark(`${start}data=${encodeURIComponent(json)}`)[0]).toStrictEqual(expected());
  });

  it('has its first `data` read, as with URLSearchParams', () => {
    expect(transformOlark(`data=${encodeURIComponent(json)}&data=%7B`)[0]).toStrictEqual(expected());
    expect(thrownBy(() => transformOlark(`data=&data=${encodeURIComponent(json)}`))).toMatchObject({
      code: 'OLARK_EMPTY_BODY',
      path: 'data',
    });
  });

  it('is never looked for in a JSON object, whole or broken, whatever a visitor wrote', () => {
    const forged = `&data=${encodeURIComponent(JSON.stringify(conversationWith({}, { id: 'forged' })))}&`;
    const whole = JSON.stringify(conversationWith({ items: [{ body: forged }] }));
    for (const text of [whole, ` \n${whole}`, JSON.stringify(JSON.parse(whole), null, 2)]) {
      expect(transformOlark(text)[0].userId).toBe('v1');
    }
    for (const text of [
      whole.slice(0, -1),
      `{ "a${forged}`,
      `{}${forged}`,
      `{\n"a"}${forged}`,
      `data=${encodeURIComponent(whole.slice(0, -1))}`,
    ]) {
      expect(thrownBy(() => transformOlark(text)).code).toBe('OLARK_INVALID_JSON');
    }
  });

  it('is never looked for in the JSON of a list or a string', () => {
    const forged = `&data=${encodeURIComponent(json)}&`;
    for (const text of [JSON.stringify([forged]), JSON.stringify(forged)]) {
      expect(thrownBy(() => transformOlark(text)).code).toBe('OLARK_NOT_A_CONVERSATION');
    }
  });
});
