import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { Readable } from 'node:stream';

import express from 'express';
import fastify from 'fastify';
import { type Context, Hono } from 'hono';
import { describe, expect, it, vi } from 'vitest';

import type { UnknownRecord } from '../../../src/common/values.js';
import { hintFor } from '../../../src/delivery/hint.js';

const SECRET = 'S3CR3T';
const body = `data=${SECRET}`;
const headers = { 'content-type': 'application/x-www-form-urlencoded' };
const post = { method: 'POST', headers, body };

/** The handlers of real frameworks, which are called with what there is to name. */
const inHono = vi.fn((context: Context) => context.text(''));
const inFastify = vi.fn<(request: object) => object>(() => ({}));
await new Hono().post('/', inHono).request('/', post);
const server = fastify();
server.post('/', inFastify);
await server.inject({ method: 'POST', url: '/', payload: { data: SECRET } });
const context = inHono.mock.lastCall?.[0];

const TEXT = 'a Request, Response or Blob; pass `await it.text()`';
const BODY = 'a request; pass its `body`, decoded if `isBase64Encoded`';
const incoming = () => new IncomingMessage(new Socket());

/** A class of another realm or another package. */
class Request {
  readonly [Symbol.toStringTag] = 'Request';
  readonly text = () => body;
}

describe('hintFor', () => {
  it.each<[string, unknown, string]>([
    ['a Promise', Promise.resolve(body), 'a Promise; `await` it'],
    ['a thenable', { then: () => body, text: () => body }, 'a Promise; `await` it'],
    ['a Request', new globalThis.Request('https://example.com/', post), TEXT],
    ['another package’s Request', new Request(), TEXT],
    ['a Response', new Response(body), TEXT],
    ['a Blob', new Blob([body]), TEXT],
    ['a File', new File([body], SECRET), TEXT],
    ['a Hono request', context?.req, TEXT],
    ['a web stream', new Blob([body]).stream(), 'a stream; read it'],
    ['a Node stream', Readable.from([body]), 'a stream; read it'],
    ['a Node request', incoming(), BODY],
    ['an Express request', Object.setPrototypeOf(incoming(), express.request), BODY],
    ['a Fastify request', inFastify.mock.lastCall?.[0], BODY],
    ['a request of another kind', { method: 'POST', headers }, BODY],
    ['something with a body', { body }, BODY],
    ['a Hono context', context, BODY],
    ['a Lambda event', { requestContext: {}, headers, body, isBase64Encoded: true }, BODY],
    ['headers', new Headers(headers), 'the headers of a request; pass its body'],
    ['a Map', new Map([['data', body]]), 'a Map; pass `Object.fromEntries(map)`'],
    [
      'an SQS event',
      { Records: [{ messageId: '1', body }] },
      'an AWS event; pass the `body` of each of its `Records`',
    ],
    [
      'a Pub/Sub push',
      { message: { data: btoa(body), messageId: '1' }, subscription: 'projects/p/subscriptions/s' },
      'a Pub/Sub push; pass its `message.data`, decoded from base64',
    ],
    [
      'an Apps Script event',
      { parameter: {}, contentLength: 7, postData: { contents: body, type: 'text/plain' } },
      'an Apps Script event; pass its `postData.contents`',
    ],
    [
      'an n8n item',
      { json: { headers: {}, body: { data: body } }, pairedItem: { item: 0 } },
      'an n8n item; pass its `json` or, from a Webhook node, its `json.body`',
    ],
  ])('knows %s, and says what to pass instead', (_, value, hint) => {
    expect(hintFor(value as UnknownRecord)).toBe(hint);
  });

  it.each<[string, object]>([
    ['an empty object', {}],
    ['one with other fields', { a: 1, then: 'x', text: 'x', req: {}, response: {}, json: 'x', message: 'x' }],
    ['a list where a field is expected', { message: ['data'], Records: {}, postData: 'x' }],
    ['a source request', { request: { body } }],
    ['a date', new Date(0)],
    ['an error', new Error(SECRET)],
  ])('has nothing to say of %s', (_, value) => {
    expect(hintFor(value as UnknownRecord)).toBeUndefined();
  });
});
