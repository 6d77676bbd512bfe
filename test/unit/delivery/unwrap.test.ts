import { afterEach, describe, expect, it, vi } from 'vitest';

import type { OlarkPayloadErrorCode } from '../../../src/index.js';
import { unwrap } from '../../../src/delivery/unwrap.js';
import { withAddition } from '../../support/prototype.js';
import { conversationWith, thrownBy } from '../../support/values.js';
import { wireForms } from '../../support/wire-forms.js';

/** A tag in which a visitor has typed a form field with another conversation. */
const typedForm = `&data=${encodeURIComponent(JSON.stringify(conversationWith({}, { id: 'forged' })))}&`;
const conversation = conversationWith({ tags: ['1 + 1', '100%', 'é', '🚨', typedForm] });
const json = JSON.stringify(conversation);
const form = `data=${encodeURIComponent(json)}`;

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** What RudderStack makes of a request for its source, with the conversation in so many of them. */
function inSourceRequests(count: number): unknown {
  if (count === 0) return conversation;
  return { request: { body: JSON.stringify(inSourceRequests(count - 1)) } };
}

describe('unwrap', () => {
  it.each(Object.entries(wireForms))('takes the conversation out of the wire form: %s', (_, wrap) => {
    expect(unwrap(wrap(json))).toStrictEqual(conversation);
  });

  it.each<{ name: string; payload: unknown }>([
    {
      name: 'indented JSON in white space',
      payload: `\r\n ${JSON.stringify(conversation, null, 2)}\n`,
    },
    { name: 'a form body in white space', payload: `\ufeff\n ${form}\r\n` },
    { name: 'a parsed form with a text field', payload: { data: json, source: 'olark' } },
    { name: 'a parsed form with a list of two', payload: { data: [json, '{}'] } },
    { name: 'a parsed form with a parsed field', payload: { data: conversation } },
    {
      name: 'a parsed form with fields of a conversation',
      payload: { kind: 'form', id: 7, data: json },
    },
    {
      name: 'a parsed form that inherits a `visitor`',
      payload: Object.setPrototypeOf({ data: json }, { visitor: 1 }),
    },
    { name: 'a Buffer', payload: Buffer.from(form) },
    { name: 'a view into a larger buffer', payload: bytesOf(`xx${json}xx`).subarray(2, -2) },
    { name: 'a DataView', payload: new DataView(bytesOf(`xx${json}`).buffer, 2) },
    { name: 'an ArrayBuffer', payload: bytesOf(`\ufeff${json}`).buffer },
    {
      name: 'a source request with a parsed conversation',
      payload: { request: { body: conversation }, source: { id: 's' } },
    },
    { name: 'a source request with a form body', payload: { request: { body: form } } },
    { name: 'a source request with a parsed form', payload: { request: { body: { data: json } } } },
    { name: 'a source request with bytes', payload: { request: { body: bytesOf(json) } } },
    { name: 'a source request as JSON', payload: JSON.stringify({ request: { body: json } }) },
    { name: 'a parsed multipart post', payload: { Value: { data: [json, '{}'] }, File: {} } },
    {
      name: 'a multipart post with a file',
      payload: { Value: { data: json }, File: { log: [{ Filename: 'a.txt' }] } },
    },
    { name: 'eight wrappings', payload: inSourceRequests(8) },
  ])('takes the conversation out of $name', ({ payload }) => {
    expect(unwrap(payload)).toStrictEqual(conversation);
  });

  it.each([{ visitor: undefined }, { visitor: null }, { visitor: 'v1' }, { visitor: { id: 'v1' } }])(
    'takes an object for a conversation if it has its own `visitor`: $visitor',
    ({ visitor }) => {
      const likeEverything = { visitor, data: json, request: { body: json }, body: json, then: () => 1 };
      expect(unwrap(likeEverything)).toBe(likeEverything);
    },
  );

  it.each<{ name: string; payload: object }>([
    { name: 'an empty object', payload: {} },
    { name: 'an object with a `kind`', payload: { kind: 'Conversation', body: 'x' } },
    { name: 'a `Value` without a `File`', payload: { Value: { data: json } } },
    { name: 'a `File` without a `Value`', payload: { File: {} } },
    { name: 'a `Value` and a `File` of other types', payload: { Value: json, File: 1 } },
  ])('returns $name as it is, because the check of its fields says what is missing', ({ payload }) => {
    expect(unwrap(payload)).toBe(payload);
  });
});

const cyclicForm: Record<string, unknown> = {};
cyclicForm['data'] = [cyclicForm];

describe('unwrap refuses', () => {
  it.each<{ name: string; payload: unknown; code: OlarkPayloadErrorCode; path?: string }>([
    { name: 'undefined', payload: undefined, code: 'OLARK_EMPTY_BODY' },
    { name: 'null', payload: null, code: 'OLARK_EMPTY_BODY' },
    { name: 'a blank string', payload: ' \r\n\t\ufeff', code: 'OLARK_EMPTY_BODY' },
    { name: 'zero bytes', payload: new Uint8Array(), code: 'OLARK_EMPTY_BODY' },
    { name: 'an empty ArrayBuffer', payload: new ArrayBuffer(0), code: 'OLARK_EMPTY_BODY' },
    {
      name: 'a source request with an empty body',
      payload: { request: { body: '' } },
      code: 'OLARK_EMPTY_BODY',
      path: 'request.body',
    },
    { name: 'a form with a blank field', payload: 'data=+%20', code: 'OLARK_EMPTY_BODY', path: 'data' },
    {
      name: 'a form whose first field is empty',
      payload: `data=&${form}`,
      code: 'OLARK_EMPTY_BODY',
      path: 'data',
    },
    { name: 'words', payload: 'not json', code: 'OLARK_INVALID_JSON' },
    { name: 'JSON cut short', payload: json.slice(0, -1), code: 'OLARK_INVALID_JSON' },
    {
      name: 'bytes that are not text',
      payload: Uint8Array.of(0xff, 0xfe, 0x00),
      code: 'OLARK_INVALID_JSON',
    },
    {
      name: 'a form whose field is cut short',
      payload: 'data=%7B%22',
      code: 'OLARK_INVALID_JSON',
      path: 'data',
    },
    {
      name: 'a form whose field is a form',
      payload: `data=${encodeURIComponent(form)}`,
      code: 'OLARK_INVALID_JSON',
      path: 'data',
    },
    {
      name: 'a multipart post with words',
      payload: { Value: { data: 'words' }, File: {} },
      code: 'OLARK_INVALID_JSON',
      path: 'data',
    },
    {
      name: 'a source request with words',
      payload: { request: { body: 'not json' } },
      code: 'OLARK_INVALID_JSON',
      path: 'request.body',
    },
    {
      name: 'a form body without `data`',
      payload: 'a=1&datas=2',
      code: 'OLARK_MISSING_DATA',
      path: 'data',
    },
    {
      name: 'a URLSearchParams without `data`',
      payload: new URLSearchParams('a=1'),
      code: 'OLARK_MISSING_DATA',
      path: 'data',
    },
    {
      name: 'a parsed form with undefined',
      payload: { data: undefined },
      code: 'OLARK_MISSING_DATA',
      path: 'data',
    },
    {
      name: 'a parsed form with an empty list',
      payload: { data: [] },
      code: 'OLARK_MISSING_DATA',
      path: 'data',
    },
    {
      name: 'a multipart post without `data`',
      payload: { Value: {}, File: {} },
      code: 'OLARK_MISSING_DATA',
      path: 'data',
    },
    {
      name: 'a source request without a body',
      payload: { request: {} },
      code: 'OLARK_MISSING_DATA',
      path: 'request.body',
    },
    {
      name: 'a source request whose request is null',
      payload: { request: null },
      code: 'OLARK_MISSING_DATA',
      path: 'request.body',
    },
    { name: 'a list', payload: [conversation], code: 'OLARK_NOT_A_CONVERSATION' },
    { name: 'a number', payload: 7, code: 'OLARK_NOT_A_CONVERSATION' },
    { name: 'a function', payload: () => conversation, code: 'OLARK_NOT_A_CONVERSATION' },
    { name: 'JSON of a string', payload: JSON.stringify(json), code: 'OLARK_NOT_A_CONVERSATION' },
    { name: 'a Promise', payload: Promise.resolve(json), code: 'OLARK_NOT_A_CONVERSATION' },
    {
      name: 'a Lambda event as JSON',
      payload: '{"isBase64Encoded":true,"body":""}',
      code: 'OLARK_NOT_A_CONVERSATION',
    },
    {
      name: 'a parsed form with a Blob',
      payload: { kind: 7, data: new Blob([json]) },
      code: 'OLARK_NOT_A_CONVERSATION',
      path: 'data',
    },
    {
      name: 'a form with JSON of null',
      payload: 'data=null',
      code: 'OLARK_NOT_A_CONVERSATION',
      path: 'data',
    },
    {
      name: 'a parsed form with a list of lists',
      payload: { data: [[json]] },
      code: 'OLARK_NOT_A_CONVERSATION',
      path: 'data',
    },
    {
      name: 'a parsed form that holds itself',
      payload: cyclicForm,
      code: 'OLARK_NOT_A_CONVERSATION',
      path: 'data',
    },
    {
      name: 'a source request whose body is a request',
      payload: { request: { body: { headers: {} } } },
      code: 'OLARK_NOT_A_CONVERSATION',
      path: 'request.body',
    },
    {
      name: 'nine wrappings',
      payload: inSourceRequests(9),
      code: 'OLARK_NOT_A_CONVERSATION',
      path: 'request.body',
    },
  ])('$name with $code', ({ payload, code, path }) => {
    const error = thrownBy(() => unwrap(payload));
    expect([error.code, error.path]).toStrictEqual([code, path]);
    // Not even a parser's error, because it quotes the text.
    expect(error.cause).toBeUndefined();
  });

  it.each([
    { name: 'null', payload: 'null', found: 'null' },
    { name: 'a list', payload: '[]', found: 'a list' },
    { name: 'a number', payload: 7, found: 'of type number' },
    {
      name: 'JSON of JSON',
      payload: JSON.stringify(json),
      found: 'JSON that was encoded twice; parse it once more',
    },
    {
      name: 'a stream in a form',
      payload: { data: { getReader: 1 } },
      found: 'a stream; read it',
    },
  ])('$name, and says what it found', ({ payload, found }) => {
    const { message } = thrownBy(() => unwrap(payload));
    expect(message).toContain(`must hold an Olark conversation, but is ${found}.`);
  });

  it.each([
    { name: 'an object', payload: '{\\"kind\\": \\"Chat\\"}' },
    { name: 'a list', payload: '[ {\\"' },
  ])('JSON of $name with escaped quotes, and says how to mend it', ({ payload }) => {
    const { message } = thrownBy(() => unwrap(payload));
    expect(message).toContain('must hold an Olark conversation, but has escaped quotes; unescape it.');
  });

  it('JSON cut short, and says that it is neither JSON nor a form', () => {
    const { message } = thrownBy(() => unwrap('{"'));
    expect(message).toContain('must hold an Olark conversation, but is neither JSON nor a form.');
  });

  it.each([
    { name: 'a list', payload: Object.assign([], { [Symbol.toStringTag]: 'S3CR3T' }) },
    { name: 'a function', payload: Object.assign(() => 1, { [Symbol.toStringTag]: 'S3CR3T' }) },
    { name: 'an object in a form', payload: { data: { [Symbol.toStringTag]: 'S3CR3T', then: () => 1 } } },
  ])('$name without repeating the tag that it gives itself', ({ payload }) => {
    expect(thrownBy(() => unwrap(payload)).message).not.toContain('S3CR3T');
  });
});

describe('unwrap reads nothing from Object.prototype:', () => {
  it('not the `body` of a source request', () => {
    const error = thrownBy(() => withAddition('body', json, () => unwrap({ request: {} })));
    expect([error.code, error.path]).toStrictEqual(['OLARK_MISSING_DATA', 'request.body']);
  });

  it.each([
    { name: 'a parsed conversation', payload: { kind: 'Chat' } },
    { name: 'JSON text', payload: '{"kind":"Chat"}' },
  ])('not the `data` of a form, in $name', ({ payload }) => {
    const unwrapped = withAddition('data', json, () => unwrap(payload));
    expect({ ...unwrapped }).toStrictEqual({ kind: 'Chat' });
  });
});

describe('unwrap in a runtime without TextDecoder', () => {
  afterEach(() => {
    vi.doUnmock('../../../src/common/utf8.js');
    vi.resetModules();
  });

  it('refuses bytes and says what to pass, and finds zero bytes empty', async () => {
    vi.doMock('../../../src/common/utf8.js', async (original) => {
      return { ...(await original<object>()), decodeUtf8: () => undefined };
    });
    vi.resetModules();
    const { unwrap: unwrapThere } = await import('../../../src/delivery/unwrap.js');
    const refused = thrownBy(() => unwrapThere(Buffer.from(json)));
    expect([refused.code, refused.message]).toStrictEqual([
      'OLARK_NOT_A_CONVERSATION',
      'The payload must hold an Olark conversation, but is bytes, which this runtime cannot decode; pass text.',
    ]);
    expect(thrownBy(() => unwrapThere(new Uint8Array())).code).toBe('OLARK_EMPTY_BODY');
    expect(unwrapThere(json)).toStrictEqual(conversation);
  });
});
