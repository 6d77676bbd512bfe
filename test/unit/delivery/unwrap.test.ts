import { describe, expect, it } from 'vitest';

import { transformOlark } from '../../../src/index.js';
import { unwrap } from '../../../src/delivery/unwrap.js';
import { fixtures } from '../../support/fixtures.js';
import { conversationWith, thrownBy } from '../../support/values.js';

const conversation = conversationWith({ tags: ['a & b', '1 + 1', '100%', 'é', '🚨'] });
const json = JSON.stringify(conversation);
const encoded = encodeURIComponent(json);
const bytes = (text: string) => new TextEncoder().encode(text);
const formData = (...entries: [string, string][]) => {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
};

const multipart = (data: unknown) => ({ Value: { data }, File: {} });

/** Every way in which one conversation can arrive. */
const wireForms: readonly (readonly [string, unknown])[] = [
  ['a parsed conversation', conversation],
  ['JSON', json],
  ['indented JSON in white space', `\r\n ${JSON.stringify(conversation, null, 2)}\n`],
  ['JSON with a byte-order mark', `\ufeff${json}`],
  ['a form body', `data=${encoded}`],
  ['a form body with + for spaces', `data=${encoded.replaceAll('%20', '+')}`],
  ['a form body of URLSearchParams', new URLSearchParams({ data: json }).toString()],
  ['a form body with fields before and after', `a=1&b&=&c=%7B&data=${encoded}&d=4`],
  ['a form body with a percent-encoded name', `%64at%61=${encoded}`],
  [
    'a form body with lower-case percent-encoding',
    `data=${encoded.replace(/%../g, (triple) => triple.toLowerCase())}`,
  ],
  ['a form body in white space', `\ufeff\n data=${encoded}\r\n`],
  ['a parsed form', { data: json }],
  ['a parsed form with other fields', { kind: 'form', visitor: 'x', data: json, source: 'olark' }],
  ['a parsed form with a list', { data: [json] }],
  ['a parsed form with a list of two', { data: [json, '{}'] }],
  ['a parsed form with a parsed field', { data: conversation }],
  ['a parsed form without a prototype', Object.assign(Object.create(null), { data: json })],
  ['a URLSearchParams', new URLSearchParams({ a: '1', data: json })],
  ['a FormData', formData(['a', '1'], ['data', json])],
  ['bytes of JSON', bytes(json)],
  ['bytes of JSON with a byte-order mark', bytes(`\ufeff${json}`)],
  ['bytes of a form', bytes(`data=${encoded}`)],
  ['a Buffer', Buffer.from(json)],
  ['a view into a larger buffer', bytes(`xx${json}xx`).subarray(2, -2)],
  ['a DataView', new DataView(bytes(json).buffer)],
  ['an ArrayBuffer', bytes(`\ufeff${json}`).buffer],
  ['an envelope with a conversation', { request: { body: conversation } }],
  ['an envelope with JSON', { request: { body: json, method: 'POST' }, source: { id: 's' } }],
  ['an envelope with a form body', { request: { body: `data=${encoded}` } }],
  ['an envelope with a parsed form', { request: { body: { data: json } } }],
  ['an envelope with a URLSearchParams', { request: { body: new URLSearchParams({ data: json }) } }],
  ['an envelope with bytes', { request: { body: bytes(json) } }],
  ['rudder-server’s envelope', { request: { body: JSON.stringify({ data: [json] }) } }],
  ['rudder-server’s envelope of a multipart post', { request: { body: JSON.stringify(multipart([json])) } }],
  ['a parsed envelope of a multipart post', { request: { body: multipart([json]) } }],
  ['a multipart post as rudder-server writes it', JSON.stringify(multipart([json, '{}']))],
  ['a multipart post with a field that is no list', multipart(json)],
  ['a multipart post with a parsed field', multipart(conversation)],
  ['a multipart post with a file', { Value: { data: [json] }, File: { log: [{ Filename: 'a.txt' }] } }],
  ['an envelope as JSON', JSON.stringify({ request: { body: JSON.stringify({ data: [json] }) } })],
  [
    'an envelope in an envelope in an envelope',
    { request: { body: { request: { body: { request: { body: json } } } } } },
  ],
];

describe('unwrap', () => {
  it.each(wireForms)('takes the conversation out of %s', (_, payload) => {
    expect(unwrap(payload)).toStrictEqual(conversation);
  });

  it('takes a conversation that has keys of an envelope for a conversation', () => {
    const odd = { ...conversation, data: json, request: { body: json } };
    expect(unwrap(odd)).toBe(odd);
  });

  it.each(fixtures)('gives $name the same events in every wire form', ({ payload, expected }) => {
    const text = JSON.stringify(unwrap(payload));
    const forms: unknown[] = [
      text,
      new URLSearchParams({ data: text }).toString(),
      { data: [text] },
      bytes(text),
      { request: { body: JSON.stringify({ data: [text] }) } },
    ];
    for (const form of forms) expect(transformOlark(form)).toStrictEqual(expected.documented);
  });
});

describe('what holds no conversation', () => {
  const cyclic: Record<string, unknown> = {};
  cyclic['data'] = [cyclic];

  it.each([
    ['OLARK_EMPTY_BODY', undefined, 'undefined', undefined],
    ['OLARK_EMPTY_BODY', undefined, 'null', null],
    ['OLARK_EMPTY_BODY', undefined, 'an empty string', ''],
    ['OLARK_EMPTY_BODY', undefined, 'a blank string', ' \r\n\t\ufeff'],
    ['OLARK_EMPTY_BODY', undefined, 'zero bytes', new Uint8Array()],
    ['OLARK_EMPTY_BODY', undefined, 'an empty ArrayBuffer', new ArrayBuffer(0)],
    ['OLARK_EMPTY_BODY', 'request.body', 'an envelope with an empty body', { request: { body: '' } }],
    ['OLARK_EMPTY_BODY', 'data', 'a parsed form with an empty field', { data: '' }],
    ['OLARK_EMPTY_BODY', 'data', 'a form body with an empty field', 'data='],
    ['OLARK_EMPTY_BODY', 'data', 'a form body with a field of white space', 'data=+%20'],
    ['OLARK_INVALID_JSON', undefined, 'words', 'not json'],
    ['OLARK_INVALID_JSON', undefined, 'a word', 'data'],
    ['OLARK_INVALID_JSON', undefined, 'markup', '<html lang="en">'],
    ['OLARK_INVALID_JSON', undefined, 'broken JSON with =', '{"a=":'],
    ['OLARK_INVALID_JSON', undefined, 'a broken array with =', '[a=b'],
    ['OLARK_INVALID_JSON', undefined, 'bytes that are no text', Uint8Array.of(0xff, 0xfe, 0x00)],
    ['OLARK_INVALID_JSON', 'data', 'a form body whose field is broken JSON', 'data=%7B'],
    ['OLARK_INVALID_JSON', 'data', 'a form body whose field is a form body', 'data=data%3D%7B%7D'],
    ['OLARK_INVALID_JSON', 'data', 'a parsed form whose field is a form body', { data: 'data={}' }],
    ['OLARK_INVALID_JSON', 'request.body', 'an envelope with words', { request: { body: 'not json' } }],
    ['OLARK_MISSING_DATA', 'data', 'a form body without data', 'a=1&datas=2'],
    ['OLARK_MISSING_DATA', 'data', 'a URLSearchParams without data', new URLSearchParams('a=1')],
    ['OLARK_MISSING_DATA', 'data', 'a FormData without data', formData()],
    ['OLARK_MISSING_DATA', 'data', 'a parsed form with undefined', { data: undefined }],
    ['OLARK_MISSING_DATA', 'data', 'a parsed form with null', { data: null }],
    ['OLARK_MISSING_DATA', 'data', 'a parsed form with an empty list', { data: [] }],
    ['OLARK_MISSING_DATA', 'request.body', 'an envelope without a body', { request: {} }],
    ['OLARK_MISSING_DATA', 'request.body', 'an envelope with null', { request: { body: null } }],
    ['OLARK_MISSING_DATA', 'request.body', 'an envelope without a request', { request: null }],
    ['OLARK_MISSING_DATA', 'data', 'a multipart post without data', { Value: {}, File: {} }],
    ['OLARK_MISSING_DATA', 'data', 'a multipart post with an empty list', multipart([])],
    ['OLARK_EMPTY_BODY', 'data', 'a multipart post with an empty field', multipart([''])],
    ['OLARK_INVALID_JSON', 'data', 'a multipart post with words', multipart(['words'])],
    ['OLARK_MISSING_FIELD', 'kind', 'half of a multipart post', { Value: { data: [json] } }],
    ['OLARK_MISSING_FIELD', 'kind', 'the other half of a multipart post', { File: {} }],
    ['OLARK_MISSING_FIELD', 'kind', 'a multipart post with words for its fields', { Value: json, File: {} }],
    ['OLARK_NOT_A_CONVERSATION', undefined, 'an array', [conversation]],
    ['OLARK_NOT_A_CONVERSATION', undefined, 'a number', 7],
    ['OLARK_NOT_A_CONVERSATION', undefined, 'a boolean', true],
    ['OLARK_NOT_A_CONVERSATION', undefined, 'a BigInt', 7n],
    ['OLARK_NOT_A_CONVERSATION', undefined, 'a symbol', Symbol('x')],
    ['OLARK_NOT_A_CONVERSATION', undefined, 'a function', () => conversation],
    ['OLARK_NOT_A_CONVERSATION', undefined, 'JSON of an array', '[]'],
    ['OLARK_NOT_A_CONVERSATION', undefined, 'JSON of a string', JSON.stringify(json)],
    ['OLARK_NOT_A_CONVERSATION', undefined, 'JSON of a number', '7'],
    ['OLARK_NOT_A_CONVERSATION', undefined, 'JSON of null', 'null'],
    ['OLARK_NOT_A_CONVERSATION', 'data', 'a form with JSON of null', 'data=null'],
    ['OLARK_NOT_A_CONVERSATION', 'data', 'a parsed form with a number', { data: 7 }],
    ['OLARK_NOT_A_CONVERSATION', 'data', 'a parsed form with a list of lists', { data: [[json]] }],
    ['OLARK_NOT_A_CONVERSATION', 'request.body', 'an envelope with an array', { request: { body: [] } }],
    ['OLARK_NOT_A_CONVERSATION', 'data', 'a form that holds itself', cyclic],
  ])('is %s at %s when it is %s', (code, path, _, payload) => {
    const error = thrownBy(() => transformOlark(payload));
    expect({ name: error.name, code: error.code, path: error.path }).toStrictEqual({
      name: 'OlarkPayloadError',
      code,
      path,
    });
  });

  it('is told where the conversation belongs and what is there', () => {
    const payloads = [
      ...[undefined, null, '', [], 'null', 7, 7n, () => 1, Symbol('x'), '{', 'x', 'data=%7B', 'data=', 'a=1'],
      ...[{ data: 'x' }, { request: {} }, { request: { body: 'x' } }, cyclic, JSON.stringify('x'), true],
    ];
    const messages = payloads.map((payload) => thrownBy(() => unwrap(payload)).message);
    expect(messages).toStrictEqual([
      'The payload must hold an Olark conversation, but is missing.',
      'The payload must hold an Olark conversation, but is missing.',
      'The payload must hold an Olark conversation, but is empty.',
      'The payload must hold an Olark conversation, but is an array.',
      'The payload must hold an Olark conversation, but is null.',
      'The payload must hold an Olark conversation, but is a number.',
      'The payload must hold an Olark conversation, but is a bigint.',
      'The payload must hold an Olark conversation, but is a function.',
      'The payload must hold an Olark conversation, but is a symbol.',
      'The payload must hold an Olark conversation, but is neither JSON nor a form.',
      'The payload must hold an Olark conversation, but is neither JSON nor a form.',
      '`data` must hold an Olark conversation, but is not JSON.',
      '`data` must hold an Olark conversation, but is empty.',
      '`data` must hold an Olark conversation, but is missing.',
      '`data` must hold an Olark conversation, but is not JSON.',
      '`request.body` must hold an Olark conversation, but is missing.',
      '`request.body` must hold an Olark conversation, but is neither JSON nor a form.',
      '`data` must hold an Olark conversation, but is wrapped too many times.',
      'The payload must hold an Olark conversation, but is a string.',
      'The payload must hold an Olark conversation, but is a boolean.',
    ]);
  });

  it('is what is wrapped more than eight times', () => {
    const wrapped = (times: number) => {
      let payload: unknown = conversation;
      for (let time = 0; time < times; time += 1) payload = { request: { body: JSON.stringify(payload) } };
      return payload;
    };
    expect(unwrap(wrapped(8))).toStrictEqual(conversation);
    expect(thrownBy(() => unwrap(wrapped(9)))).toMatchObject({
      code: 'OLARK_NOT_A_CONVERSATION',
      path: 'request.body',
      message: '`request.body` must hold an Olark conversation, but is wrapped too many times.',
    });
  });

  it('keeps the JSON parser’s error as the cause', () => {
    expect(thrownBy(() => unwrap('{')).cause).toBeInstanceOf(SyntaxError);
    expect(thrownBy(() => unwrap(''))).not.toHaveProperty('cause');
    expect(thrownBy(() => unwrap('data=%7B'))).toMatchObject({
      path: 'data',
      cause: expect.any(SyntaxError) as unknown,
    });
  });
});
