import { tagOf, type UnknownRecord } from '../common/values.js';

/**
 * Names an object that was passed in place of the body, and says what to pass instead; `undefined` for any other
 * object.
 *
 * @example
 * hintFor(Promise.resolve('data=…')); // 'a Promise; `await` it'
 */
export function hintFor(value: UnknownRecord): string | undefined {
  const tag = tagOf(value);
  if (typeof value['then'] === 'function') return 'a Promise; `await` it';
  if (typeof value['text'] === 'function') {
    if ('req' in value) return 'a Hono context; pass `await c.req.text()`';
    return `a ${/^(?:Request|Response|Blob|File)$/.test(tag) ? tag : 'request'}; pass \`await it.text()\``;
  }
  if ('requestContext' in value || 'isBase64Encoded' in value) {
    return 'a Lambda event; pass its `body`, decoded if `isBase64Encoded`';
  }
  if ('headers' in value || 'body' in value) return 'a request; read and pass its `body`';
  return 'pipe' in value || 'getReader' in value ? 'a stream; read it' : undefined;
}
