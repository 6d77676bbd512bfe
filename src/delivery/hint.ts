import type { UnknownRecord } from '../common/values.js';

/**
 * Names an object that was passed in place of the body, and says what to pass instead; `undefined` for any other
 * object.
 *
 * @example
 * hintFor(Promise.resolve('data=…')); // 'a Promise; `await` it'
 */
export function hintFor(value: UnknownRecord): string | undefined {
  if (typeof value['then'] === 'function') return 'a Promise; `await` it';
  // Hono's context has a `text` of another kind.
  if (typeof value['text'] === 'function' && !('req' in value)) {
    return 'a Request, Response or Blob; pass `await it.text()`';
  }
  if ('headers' in value || 'body' in value) {
    return 'a request; pass its `body`, decoded if `isBase64Encoded`';
  }
  return 'pipe' in value || 'getReader' in value ? 'a stream; read it' : undefined;
}
