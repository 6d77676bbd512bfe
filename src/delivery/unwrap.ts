import { type OlarkPayloadErrorCode, PayloadError } from '../common/errors.js';
import { decodeUtf8 } from '../common/utf8.js';
import { isRecord, tagOf, type UnknownRecord, withoutInherited } from '../common/values.js';
import { parseForm } from './form.js';
import { hintFor } from './hint.js';

/** How many wrappings a conversation may have; real deliveries have at most three. */
const MAX_WRAPPINGS = 8;

/** How deep a wrapping is: `request.body`, `Value.data`. */
const LEVELS_OF_WRAPPING = 2;

/** Where the content was found. */
type Path = 'payload' | 'request.body' | 'data';

/**
 * Takes the conversation out of JSON text, a form body, a parsed form, bytes or RudderStack's source request.
 *
 * @throws OlarkPayloadError `OLARK_EMPTY_BODY`, `OLARK_INVALID_JSON`, `OLARK_MISSING_DATA` or
 * `OLARK_NOT_A_CONVERSATION`.
 */
export function unwrap(content: unknown, path: Path = 'payload', wrappings = 0): UnknownRecord {
  if (wrappings > MAX_WRAPPINGS) throw unusable('OLARK_NOT_A_CONVERSATION', path, 'is wrapped too often');
  if (content === undefined || content === null) {
    throw unusable(path === 'payload' ? 'OLARK_EMPTY_BODY' : 'OLARK_MISSING_DATA', path, 'is missing');
  }
  const text = textOf(content, path);
  const parsed = withoutInherited(text === undefined ? content : parse(text, path), LEVELS_OF_WRAPPING);
  if (!isRecord(parsed)) throw unusable('OLARK_NOT_A_CONVERSATION', path, `is ${kindOf(parsed)}`);
  if (Object.hasOwn(parsed, 'visitor')) return parsed;

  const unwrapInner = (inner: Path, value: unknown) => unwrap(value, inner, wrappings + 1);
  if (isForm(parsed)) return unwrapInner('data', parsed.get('data'));
  const { request, data, Value: multipart } = parsed;
  // Of a field that is there several times, the first counts.
  if ('data' in parsed) return unwrapInner('data', firstOf(data));
  if (isRecord(multipart) && 'File' in parsed) return unwrapInner('data', firstOf(multipart['data']));
  if ('request' in parsed) {
    return unwrapInner('request.body', (request as UnknownRecord | null | undefined)?.['body']);
  }

  const hint = typeof parsed['kind'] === 'string' ? undefined : hintFor(parsed);
  if (hint !== undefined) throw unusable('OLARK_NOT_A_CONVERSATION', path, `is ${hint}`);
  return parsed;
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? (value as readonly unknown[])[0] : value;
}

function isForm(value: UnknownRecord): value is UnknownRecord & { get(name: string): unknown } {
  return /^(URLSearchParams|FormData)$/.test(tagOf(value)) && typeof value['get'] === 'function';
}

/** Names what a value is that has no fields. A value's own tag is not asked: no message may show it. */
function kindOf(value: unknown): string {
  if (typeof value === 'string') return 'JSON that was encoded twice; parse it once more';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `of type ${typeof value}`;
}

/** Text or bytes as text, without outer white space or a byte-order mark; `undefined` for anything else. */
function textOf(value: unknown, path: Path): string | undefined {
  if (typeof value === 'string') return value.trim();
  const bytes = bytesOf(value);
  if (!bytes) return undefined;
  const text = bytes.length === 0 ? '' : decodeUtf8(bytes);
  if (text === undefined) {
    throw unusable('OLARK_NOT_A_CONVERSATION', path, 'is bytes, which this runtime cannot decode; pass text');
  }
  return text.trim();
}

function bytesOf(value: unknown): Uint8Array | undefined {
  // Unlike an array of bytes, a view cannot be made of a value that only says that it is an ArrayBuffer.
  const view = tagOf(value) === 'ArrayBuffer' ? new DataView(value as ArrayBuffer) : value;
  return ArrayBuffer.isView(view) ? new Uint8Array(view.buffer, view.byteOffset, view.byteLength) : undefined;
}

function parse(text: string, path: Path): unknown {
  if (text === '') throw unusable('OLARK_EMPTY_BODY', path, 'is empty');
  const form = path === 'data' ? undefined : parseForm(text);
  if (form) return form;
  try {
    return JSON.parse(text);
  } catch {
    // The parser's error quotes the text, so it is not kept.
    const isEscaped = /^[{[\s]+\\"/.test(text);
    const problem = isEscaped ? 'has escaped quotes; unescape it' : 'is neither JSON nor a form';
    throw unusable('OLARK_INVALID_JSON', path, problem);
  }
}

function unusable(code: OlarkPayloadErrorCode, path: Path, problem: string): PayloadError {
  return new PayloadError(code, path, `must hold an Olark conversation, but ${problem}`);
}
