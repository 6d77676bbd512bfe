import { isRecord, tagOf, type UnknownRecord } from '../common/values.js';

/**
 * Names an object that was passed in place of the body, and says what to pass instead; `undefined` for any other
 * object.
 *
 * @example
 * hintFor(Promise.resolve('data=…')); // 'a Promise; `await` it'
 */
export function hintFor(value: UnknownRecord): string | undefined {
  if (typeof value['then'] === 'function') return 'a Promise; `await` it';
  const tag = tagOf(value);
  if (tag === 'Headers') return 'the headers of a request; pass its body';
  if (tag === 'Map') return 'a Map; pass `Object.fromEntries(map)`';
  // Hono's context has a `text` of another kind.
  if (typeof value['text'] === 'function' && !('req' in value)) {
    return 'a Request, Response or Blob; pass `await it.text()`';
  }
  if (isRecord(value['postData'])) return 'an Apps Script event; pass its `postData.contents`';
  if ('headers' in value || 'body' in value) {
    return 'a request; pass its `body`, decoded if `isBase64Encoded`';
  }
  if ('pipe' in value || 'getReader' in value) return 'a stream; read it';
  if (Array.isArray(value['Records'])) return 'an AWS event; pass the `body` of each of its `Records`';
  if (isRecord(value['message']) && 'data' in value['message']) {
    return 'a Pub/Sub push; pass its `message.data`, decoded from base64';
  }
  return isRecord(value['json'])
    ? 'an n8n item; pass its `json` or, from a Webhook node, its `json.body`'
    : undefined;
}
