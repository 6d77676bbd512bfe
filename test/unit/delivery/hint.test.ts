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

/** What real frameworks hand to their handlers. */
const honoHandler = vi.fn((context: Context) => context.text(''));
await new Hono().post('/', honoHandler).request('/', post);
const honoContext = honoHandler.mock.lastCall?.[0];

const fastifyHandler = vi.fn<(request: object) => object>(() => ({}));
const fastifyServer = fastify();
fastifyServer.post('/', fastifyHandler);
await fastifyServer.inject({ method: 'POST', url: '/', payload: { data: SECRET } });
const fastifyRequest = fastifyHandler.mock.lastCall?.[0];

const nodeRequest = () => new IncomingMessage(new Socket());
const expressRequest: unknown = Object.setPrototypeOf(nodeRequest(), express.request);

/** A class of another realm or another package. */
class Request {
  readonly [Symbol.toStringTag] = 'Request';
  readonly text = () => body;
}

const PROMISE = 'a Promise; `await` it';
const WITH_TEXT = 'a Request, Response or Blob; pass `await it.text()`';
const STREAM = 'a stream; read it';
const WITH_BODY = 'a request; pass its `body`, decoded if `isBase64Encoded`';

describe('hintFor', () => {
  it.each<{ name: string; value: unknown; hint: string }>([
    { name: 'a Promise', value: Promise.resolve(body), hint: PROMISE },
    { name: 'a thenable', value: { then: () => body, text: () => body }, hint: PROMISE },
    { name: 'a Request', value: new globalThis.Request('https://example.com/', post), hint: WITH_TEXT },
    { name: 'another package’s Request', value: new Request(), hint: WITH_TEXT },
    { name: 'a Response', value: new Response(body), hint: WITH_TEXT },
    { name: 'a Blob', value: new Blob([body]), hint: WITH_TEXT },
    { name: 'a File', value: new File([body], SECRET), hint: WITH_TEXT },
    { name: 'a Hono request', value: honoContext?.req, hint: WITH_TEXT },
    { name: 'a web stream', value: new Blob([body]).stream(), hint: STREAM },
    { name: 'a Node stream', value: Readable.from([body]), hint: STREAM },
    { name: 'a Node request', value: nodeRequest(), hint: WITH_BODY },
    { name: 'an Express request', value: expressRequest, hint: WITH_BODY },
    { name: 'a Fastify request', value: fastifyRequest, hint: WITH_BODY },
    { name: 'a request of another kind', value: { method: 'POST', headers }, hint: WITH_BODY },
    { name: 'an object with a body', value: { body }, hint: WITH_BODY },
    { name: 'a Hono context', value: honoContext, hint: WITH_BODY },
    {
      name: 'a Lambda event',
      value: { requestContext: {}, headers, body, isBase64Encoded: true },
      hint: WITH_BODY,
    },
    { name: 'headers', value: new Headers(headers), hint: 'the headers of a request; pass its body' },
    { name: 'a Map', value: new Map([['data', body]]), hint: 'a Map; pass `Object.fromEntries(map)`' },
    {
      name: 'an SQS event',
      value: { Records: [{ messageId: '1', body }] },
      hint: 'an AWS event; pass the `body` of each of its `Records`',
    },
    {
      name: 'a Pub/Sub push',
      value: { message: { data: btoa(body), messageId: '1' }, subscription: 'projects/p/subscriptions/s' },
      hint: 'a Pub/Sub push; pass its `message.data`, decoded from base64',
    },
    {
      name: 'an Apps Script event',
      value: { parameter: {}, contentLength: 7, postData: { contents: body, type: 'text/plain' } },
      hint: 'an Apps Script event; pass its `postData.contents`',
    },
    {
      name: 'an n8n item',
      value: { json: { headers: {}, body: { data: body } }, pairedItem: { item: 0 } },
      hint: 'an n8n item; pass its `json` or, from a Webhook node, its `json.body`',
    },
  ])('recognizes $name, and says what to pass instead', ({ value, hint }) => {
    expect(hintFor(value as UnknownRecord)).toBe(hint);
  });

  it.each<{ name: string; value: object }>([
    { name: 'an empty object', value: {} },
    { name: 'an object with a string at `then`', value: { then: 'x' } },
    { name: 'an object with a string at `text`', value: { text: 'x' } },
    { name: 'an object with `req`', value: { req: {} } },
    { name: 'an object with `response`', value: { response: {} } },
    { name: 'an object with a string at `json`', value: { json: 'x' } },
    { name: 'an object with a string at `message`', value: { message: 'x' } },
    { name: 'an object with a list at `message`', value: { message: ['data'] } },
    { name: 'an object whose `message` has no `data`', value: { message: { messageId: '1' } } },
    { name: 'an object with `Records` that are not a list', value: { Records: {} } },
    { name: 'an object with a string at `postData`', value: { postData: 'x' } },
    { name: 'a source request', value: { request: { body } } },
    { name: 'a date', value: new Date(0) },
    { name: 'an error', value: new Error(SECRET) },
  ])('has no hint for $name', ({ value }) => {
    expect(hintFor(value as UnknownRecord)).toBeUndefined();
  });
});
