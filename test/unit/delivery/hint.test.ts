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

const TEXT = /^a Request, Response or Blob; pass `await it\.text\(\)`$/;
const BODY = /^a request; pass its `body`, decoded if `isBase64Encoded`$/;
const incoming = () => new IncomingMessage(new Socket());
const lambda = { requestContext: {}, headers, body, isBase64Encoded: true };

/** A class of another realm or another package. */
class Request {
  readonly [Symbol.toStringTag] = 'Request';
  readonly text = () => body;
}

describe('hintFor', () => {
  it.each<[string, unknown, RegExp]>([
    ['a Promise', Promise.resolve(body), /^a Promise; `await` it$/],
    ['a thenable', { then: () => body, text: () => body }, /^a Promise\b/],
    ['a Request', new globalThis.Request('https://example.com/', post), TEXT],
    ['another package’s Request', new Request(), TEXT],
    ['a Response', new Response(body), TEXT],
    ['a Blob', new Blob([body]), TEXT],
    ['a File', new File([body], SECRET), TEXT],
    ['a web stream', new Blob([body]).stream(), /^a stream\b/],
    ['a Node stream', Readable.from([body]), /^a stream\b/],
    ['a Node request', incoming(), BODY],
    ['an Express request', Object.setPrototypeOf(incoming(), express.request), BODY],
    ['a Fastify request', inFastify.mock.lastCall?.[0], BODY],
    ['a request of another kind', { method: 'POST', headers }, BODY],
    ['something with a body', { body }, BODY],
    ['a Hono context', context, BODY],
    ['a Hono request', context?.req, TEXT],
    ['a Lambda event', lambda, BODY],
  ])('knows %s, and says what to hand over', (_, value, hint) => {
    const text = hintFor(value as UnknownRecord);
    expect(text).toMatch(hint);
    expect(text).not.toContain(SECRET);
  });

  it.each<[string, object]>([
    ['an empty object', {}],
    ['one with other fields', { a: 1, then: 'x', text: 'x', req: {}, response: {} }],
    ['a source request', { request: { body } }],
    ['a date', new Date(0)],
    ['an error', new Error(SECRET)],
  ])('has nothing to say of %s', (_, value) => {
    expect(hintFor(value as UnknownRecord)).toBeUndefined();
  });
});
