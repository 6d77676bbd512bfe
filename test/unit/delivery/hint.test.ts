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

const BODY = /^a request\b.*its `body`/;
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
    ['a Request', new globalThis.Request('https://example.com/', post), /^a Request\b.*it\.text\(\)/],
    ['another package’s Request', new Request(), /^a Request\b.*it\.text\(\)/],
    ['a Response', new Response(body), /^a Response\b.*it\.text\(\)/],
    ['a Blob', new Blob([body]), /^a Blob\b.*it\.text\(\)/],
    ['a File', new File([body], SECRET), /^a File\b.*it\.text\(\)/],
    ['a web stream', new Blob([body]).stream(), /^a stream\b/],
    ['a Node stream', Readable.from([body]), /^a stream\b/],
    ['a Node request', incoming(), BODY],
    ['an Express request', Object.setPrototypeOf(incoming(), express.request), BODY],
    ['a Fastify request', inFastify.mock.lastCall?.[0], BODY],
    ['a request of another kind', { method: 'POST', headers }, BODY],
    ['something with a body', { body }, BODY],
    ['a Hono context', context, /^a Hono context\b.*c\.req\.text\(\)/],
    ['a Hono request', context?.req, /^a request\b.*it\.text\(\)/],
    ['a Lambda event', lambda, /^a Lambda\b.*isBase64Encoded/],
    ['an event of a load balancer', { ...post, requestContext: { elb: {} } }, /^a Lambda\b/],
    ['a Lambda event of which little is left', { body, isBase64Encoded: false }, /^a Lambda\b/],
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
    ['one whose class only ends like a known one', { [Symbol.toStringTag]: `${SECRET}Map` }],
    ['one whose class only begins like a known one', { [Symbol.toStringTag]: `Set${SECRET}` }],
  ])('has nothing to say of %s', (_, value) => {
    expect(hintFor(value as UnknownRecord)).toBeUndefined();
  });

  it.each([`${SECRET}Blob`, `File${SECRET}`])('does not repeat the class %s', (tag) => {
    expect(hintFor({ [Symbol.toStringTag]: tag, text: () => body })).toMatch(/^a request; /);
  });
});
