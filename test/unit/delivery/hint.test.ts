import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { Readable } from 'node:stream';

import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { beforeAll, describe, expect, it } from 'vitest';

import type { UnknownRecord } from '../../../src/common/values.js';
import { hintFor } from '../../../src/delivery/hint.js';

const SECRET = 'S3CR3T';
const body = `data=${SECRET}`;
const headers = { 'content-type': 'application/x-www-form-urlencoded' };
const post = { method: 'POST', headers, body };

/** What the handlers of real frameworks are called with. */
const seen: Record<string, unknown> = {};

beforeAll(async () => {
  const hono = new Hono();
  hono.post('/', (context) => {
    Object.assign(seen, { 'a Hono context': context, 'a Hono request': context.req });
    return context.text('');
  });
  await hono.request('/', post);
  const server = fastify();
  server.post('/', (request) => {
    seen['a Fastify request'] = request;
    return {};
  });
  await server.inject({ method: 'POST', url: '/', payload: { data: SECRET } });
});

const incoming = () => new IncomingMessage(new Socket());
const lambda = { requestContext: {}, headers, body, isBase64Encoded: true };

/** A class of another realm or another package. */
class Request {
  readonly [Symbol.toStringTag] = 'Request';
  readonly text = () => body;
}

describe('hintFor', () => {
  it.each<[string, () => unknown, RegExp]>([
    ['a Promise', () => Promise.resolve(body), /^a Promise; `await` it$/],
    ['a thenable', () => ({ then: () => body, text: () => body }), /^a Promise\b/],
    [
      'a Request',
      () => new globalThis.Request('https://example.com/', post),
      /^a Request\b.*await it\.text\(\)/,
    ],
    ['another package’s Request', () => new Request(), /^a Request\b.*await it\.text\(\)/],
    ['a Response', () => new Response(body), /^a Response\b.*await it\.text\(\)/],
    ['a Blob', () => new Blob([body]), /^a Blob\b.*await it\.text\(\)/],
    ['a File', () => new File([body], SECRET), /^a File\b.*await it\.text\(\)/],
    ['a web stream', () => new Blob([body]).stream(), /^a stream\b.*read it/],
    ['a Node stream', () => Readable.from([body]), /^a stream\b.*read it/],
    ['a Node request', incoming, /^a request\b.*its `body`/],
    [
      'an Express request',
      () => Object.setPrototypeOf(incoming(), express.request) as unknown,
      /^a request\b.*its `body`/,
    ],
    ['a Fastify request', () => seen['a Fastify request'], /^a request\b.*its `body`/],
    ['a request of another kind', () => ({ method: 'POST', headers }), /^a request\b.*its `body`/],
    ['something with a body', () => ({ body }), /^a request\b.*its `body`/],
    ['a Hono context', () => seen['a Hono context'], /^a Hono context\b.*await c\.req\.text\(\)/],
    ['a Hono request', () => seen['a Hono request'], /^a request\b.*await it\.text\(\)/],
    ['a Lambda event', () => lambda, /^a Lambda\b.*isBase64Encoded/],
    ['an event of a load balancer', () => ({ ...post, requestContext: { elb: {} } }), /^a Lambda\b/],
    ['a Lambda event of which little is left', () => ({ body, isBase64Encoded: false }), /^a Lambda\b/],
  ])('knows %s, and says what to hand over', (_, make, hint) => {
    const text = hintFor(make() as UnknownRecord);
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
