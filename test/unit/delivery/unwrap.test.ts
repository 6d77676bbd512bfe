import { describe, expect, it } from 'vitest';

import { unwrap } from '../../../src/delivery/unwrap.js';
import { withAddition } from '../../support/prototype.js';
import { conversationWith, thrownBy } from '../../support/values.js';
import { wireForms } from '../../support/wire-forms.js';

const forged = encodeURIComponent(JSON.stringify(conversationWith({}, { id: 'forged' })));
const conversation = conversationWith({ tags: ['1 + 1', '100%', 'é', '🚨', `&data=${forged}&`] });
const json = JSON.stringify(conversation);
const form = `data=${encodeURIComponent(json)}`;
const bytes = (text: string) => new TextEncoder().encode(text);
const posted = (body: unknown) => ({ request: { body } });
const multipart = (data: unknown) => ({ Value: { data }, File: {} });

function wrapped(times: number): unknown {
  return times === 0 ? conversation : posted(JSON.stringify(wrapped(times - 1)));
}

describe('unwrap takes the conversation out of', () => {
  const more: [string, unknown][] = [
    ['indented JSON in white space', `\r\n ${JSON.stringify(conversation, null, 2)}\n`],
    ['a form body in white space', `\ufeff\n ${form}\r\n`],
    ['a parsed form with a text field', { data: json, source: 'olark' }],
    ['a parsed form with a list of two', { data: [json, '{}'] }],
    ['a parsed form with a parsed field', { data: conversation }],
    ['a parsed form with fields of a conversation', { kind: 'form', id: 7, data: json }],
    ['a parsed form with an inherited `visitor`', Object.setPrototypeOf({ data: json }, { visitor: 1 })],
    ['a Buffer', Buffer.from(form)],
    ['a view into a larger buffer', bytes(`xx${json}xx`).subarray(2, -2)],
    ['a DataView', new DataView(bytes(`xx${json}`).buffer, 2)],
    ['an ArrayBuffer', bytes(`\ufeff${json}`).buffer],
    ['a source request with a parsed conversation', { ...posted(conversation), source: { id: 's' } }],
    ['a source request with a form body', posted(form)],
    ['a source request with a parsed form', posted({ data: json })],
    ['a source request with bytes', posted(bytes(json))],
    ['a source request as JSON', JSON.stringify(posted(json))],
    ['a parsed multipart post', multipart([json, '{}'])],
    ['a multipart post with a file', { Value: { data: json }, File: { log: [{ Filename: 'a.txt' }] } }],
    ['eight wrappings', wrapped(8)],
  ];
  it.each([...Object.entries(wireForms).map(([name, wrap]) => [name, wrap(json)] as const), ...more])(
    '%s',
    (_, payload) => {
      expect(unwrap(payload)).toStrictEqual(conversation);
    },
  );

  it.each([undefined, null, 'v1', { id: 'v1' }])('nothing else, where an own `visitor` is %j', (visitor) => {
    const odd = { visitor, data: json, ...posted(json), body: json, then: () => 1 };
    expect(unwrap(odd)).toBe(odd);
  });

  const others = [{}, { kind: 'Conversation', body: 'x' }, { Value: { data: json } }, { File: {} }];
  it.each([...others, { Value: json, File: 1 }])(
    'nothing: %j is left to the check of its fields',
    (payload) => {
      expect(unwrap(payload)).toBe(payload);
    },
  );
});

const cyclic: Record<string, unknown> = {};
cyclic['data'] = [cyclic];

describe('unwrap refuses', () => {
  it.each([
    ['OLARK_EMPTY_BODY', undefined, 'undefined', undefined],
    ['OLARK_EMPTY_BODY', undefined, 'null', null],
    ['OLARK_EMPTY_BODY', undefined, 'a blank string', ' \r\n\t\ufeff'],
    ['OLARK_EMPTY_BODY', undefined, 'zero bytes', new Uint8Array()],
    ['OLARK_EMPTY_BODY', undefined, 'an empty ArrayBuffer', new ArrayBuffer(0)],
    ['OLARK_EMPTY_BODY', 'request.body', 'a source request with an empty body', posted('')],
    ['OLARK_EMPTY_BODY', 'data', 'a form with a blank field', 'data=+%20'],
    ['OLARK_EMPTY_BODY', 'data', 'a form whose first field is empty', `data=&${form}`],
    ['OLARK_INVALID_JSON', undefined, 'words', 'not json'],
    ['OLARK_INVALID_JSON', undefined, 'JSON cut short', json.slice(0, -1)],
    ['OLARK_INVALID_JSON', undefined, 'bytes that are no text', Uint8Array.of(0xff, 0xfe, 0x00)],
    ['OLARK_INVALID_JSON', 'data', 'a form whose field is cut short', 'data=%7B%22'],
    ['OLARK_INVALID_JSON', 'data', 'a form whose field is a form', `data=${encodeURIComponent(form)}`],
    ['OLARK_INVALID_JSON', 'data', 'a multipart post with words', multipart(['words'])],
    ['OLARK_INVALID_JSON', 'request.body', 'a source request with words', posted('not json')],
    ['OLARK_MISSING_DATA', 'data', 'a form body without `data`', 'a=1&datas=2'],
    ['OLARK_MISSING_DATA', 'data', 'a URLSearchParams without `data`', new URLSearchParams('a=1')],
    ['OLARK_MISSING_DATA', 'data', 'a parsed form with undefined', { data: undefined }],
    ['OLARK_MISSING_DATA', 'data', 'a parsed form with an empty list', { data: [] }],
    ['OLARK_MISSING_DATA', 'data', 'a multipart post without `data`', { Value: {}, File: {} }],
    ['OLARK_MISSING_DATA', 'request.body', 'a source request without a body', { request: {} }],
    ['OLARK_MISSING_DATA', 'request.body', 'a source request without a request', { request: null }],
    ['OLARK_NOT_A_CONVERSATION', undefined, 'a list', [conversation]],
    ['OLARK_NOT_A_CONVERSATION', undefined, 'a number', 7],
    ['OLARK_NOT_A_CONVERSATION', undefined, 'a function', () => conversation],
    ['OLARK_NOT_A_CONVERSATION', undefined, 'JSON of a string', JSON.stringify(json)],
    ['OLARK_NOT_A_CONVERSATION', undefined, 'a Promise', Promise.resolve(json)],
    ['OLARK_NOT_A_CONVERSATION', undefined, 'a Lambda event as JSON', `{"isBase64Encoded":true,"body":""}`],
    ['OLARK_NOT_A_CONVERSATION', 'data', 'a form with a Blob', { kind: 7, data: new Blob([json]) }],
    ['OLARK_NOT_A_CONVERSATION', 'data', 'a form with JSON of null', 'data=null'],
    ['OLARK_NOT_A_CONVERSATION', 'data', 'a parsed form with a list of lists', { data: [[json]] }],
    ['OLARK_NOT_A_CONVERSATION', 'data', 'a form that holds itself', cyclic],
    ['OLARK_NOT_A_CONVERSATION', 'request.body', 'a source request with a request', posted({ headers: {} })],
    ['OLARK_NOT_A_CONVERSATION', 'request.body', 'nine wrappings', wrapped(9)],
  ])('with %s at %s: %s', (code, path, _, payload) => {
    const error = thrownBy(() => unwrap(payload));
    // Not even a parser's error, because it quotes the text.
    expect([error.code, error.path, error.cause]).toStrictEqual([code, path, undefined]);
  });

  it.each([
    { what: 'null', payload: 'null', message: 'is null' },
    { what: 'a list', payload: '[]', message: 'is a list' },
    { what: 'a number', payload: 7, message: 'is of type number' },
    {
      what: 'JSON of JSON',
      payload: JSON.stringify(json),
      message: 'is JSON that was encoded twice; parse it once more',
    },
    { what: 'a stream in a form', payload: { data: { getReader: 1 } }, message: 'is a stream; read it' },
    { what: 'escaped JSON', payload: '{\\"kind\\": \\"Chat\\"}', message: 'has escaped quotes; unescape it' },
    { what: 'an escaped list', payload: '[ {\\"', message: 'has escaped quotes; unescape it' },
    { what: 'JSON cut short', payload: '{"', message: 'is neither JSON nor a form' },
  ])('$what, and says what it found', ({ payload, message }) => {
    const thrown = thrownBy(() => unwrap(payload)).message;
    expect(thrown).toContain(`must hold an Olark conversation, but ${message}.`);
  });

  it.each([
    ['a list', Object.assign([], { [Symbol.toStringTag]: 'S3CR3T' })],
    ['a function', Object.assign(() => 1, { [Symbol.toStringTag]: 'S3CR3T' })],
    ['an object in a form', { data: { [Symbol.toStringTag]: 'S3CR3T', then: () => 1 } }],
  ])('%s without the tag that it gives itself', (_, payload) => {
    expect(thrownBy(() => unwrap(payload)).message).not.toContain('S3CR3T');
  });
});

it('unwrap reads nothing that stands on Object.prototype', () => {
  const missing = thrownBy(() => withAddition('body', json, () => unwrap({ request: {} })));
  expect([missing.code, missing.path]).toStrictEqual(['OLARK_MISSING_DATA', 'request.body']);
  const empty = withAddition('data', json, () => unwrap({ kind: 'Chat' }));
  expect({ ...empty }).toStrictEqual({ kind: 'Chat' });
});
