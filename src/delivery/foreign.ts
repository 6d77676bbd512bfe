import { type Fields, tagOf } from '../common/values.js';

/**
 * What an object is that servers hand over and that only leads to a conversation, and what to pass instead;
 * `undefined` for one that could be a conversation with fields missing.
 */
export function foreignKind(value: Fields): string | undefined {
  const tag = tagOf(value);
  if (/^(?:Request|Response|Blob|File)$/.test(tag)) return `a ${tag}; pass \`await it.text()\``;
  if (/^(?:Headers|Map|Set)$/.test(tag)) return `a ${tag}; pass the body`;
  if (typeof value['then'] === 'function') return 'a Promise; `await` it';
  if (isKoaContext(value)) return 'a Koa context; pass its `request.body`';
  if ('requestContext' in value || 'isBase64Encoded' in value) {
    return 'an AWS Lambda event; pass its `body`, decoded if `isBase64Encoded`';
  }
  if ('headers' in value) return 'a request; pass its `body`, once read';
  if ('pipe' in value || 'getReader' in value) return 'a stream; pass what it gives, read to the end';
  return 'body' in value ? 'an object with a `body`; pass its `body`' : undefined;
}

/** Whether an object is a Koa context, which has a `request` as RudderStack's source request has. */
export function isKoaContext(value: Fields): boolean {
  return 'req' in value && 'response' in value;
}
