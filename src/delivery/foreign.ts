import type { Fields } from '../common/values.js';

/** What servers hand over that leads to a conversation and is none. */
interface Foreign {
  /** What it is, for a message. */
  readonly what: string;
  /** What to pass instead. */
  readonly instead: string;
}

const READ_ITS_TEXT = 'pass `await it.text()`';
const PASS_ITS_BODY = 'pass its `body`, once the server has read it';

/** By the tag of the platform's classes, which holds across realms and packages. */
const BY_TAG: Readonly<Record<string, Foreign>> = {
  '[object Request]': { what: 'a Request', instead: READ_ITS_TEXT },
  '[object Response]': { what: 'a Response', instead: READ_ITS_TEXT },
  '[object Blob]': { what: 'a Blob', instead: READ_ITS_TEXT },
  '[object File]': { what: 'a File', instead: READ_ITS_TEXT },
  '[object ReadableStream]': { what: 'a stream', instead: 'read it to its end and pass its text or bytes' },
  '[object Headers]': { what: 'Headers', instead: 'pass the body that came with them' },
  '[object Map]': { what: 'a Map', instead: 'pass an object with the same fields' },
  '[object Set]': { what: 'a Set', instead: 'pass the conversation itself' },
};

/** What an object is that is no conversation and no form; `undefined` where it could be one with fields missing. */
export function foreignKind(value: Fields): Foreign | undefined {
  const known = BY_TAG[Object.prototype.toString.call(value)];
  if (known) return known;
  if (isFunction(value['then'])) return { what: 'a Promise', instead: '`await` it' };
  if (isKoaContext(value)) return { what: 'a Koa context', instead: 'pass its `request.body`' };
  if ('requestContext' in value || 'isBase64Encoded' in value) {
    return {
      what: 'an AWS Lambda event',
      instead: "pass its `body`, decoded with `Buffer.from(body, 'base64')` where `isBase64Encoded` is true",
    };
  }
  if ('headers' in value && 'method' in value) return { what: 'a request', instead: PASS_ITS_BODY };
  if (isFunction(value['pipe']) || isFunction(value['getReader']) || Symbol.asyncIterator in value) {
    return { what: 'a stream', instead: 'read it to its end and pass its text or bytes' };
  }
  if ('req' in value && 'res' in value) return { what: 'a context', instead: 'pass the body of its request' };
  return 'body' in value ? { what: 'an object with a `body`', instead: 'pass the `body`' } : undefined;
}

/** Whether an object is a Koa context, which has a `request` like RudderStack's source request. */
export function isKoaContext(value: Fields): boolean {
  return 'request' in value && 'response' in value && 'req' in value && 'res' in value;
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}
