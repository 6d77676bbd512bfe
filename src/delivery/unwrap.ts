import { type OlarkPayloadErrorCode, PayloadError } from '../common/errors.js';
import { decodeUtf8 } from '../common/utf8.js';
import { isRecord, tagOf, type UnknownRecord } from '../common/values.js';
import { parseForm } from './form.js';
import { hintFor } from './hint.js';

/** How many wrappings a conversation may have; real deliveries have at most three. */
const MAX_WRAPPINGS = 8;

/** Where the content was found. */
type Path = 'payload' | 'request.body' | 'data';

/**
 * Takes the conversation out of JSON text, a form body, a parsed form, bytes or RudderStack's source request.
 *
 * @throws OlarkPayloadError `OLARK_EMPTY_BODY`, `OLARK_INVALID_JSON`, `OLARK_MISSING_DATA` or
 * `OLARK_NOT_A_CONVERSATION`.
 */
export function unwrap(content: unknown, path: Path = 'payload', wrappings = 0): UnknownRecord {
  if (wrappings > MAX_WRAPPINGS)
    throw unusable('OLARK_NOT_A_CONVERSATION', path, 'is wrapped too many times');
  if (content === undefined || content === null) {
    throw unusable(path === 'payload' ? 'OLARK_EMPTY_BODY' : 'OLARK_MISSING_DATA', path, 'is missing');
  }
  const text = textOf(content);
  const parsed = text === undefined ? content : parse(text, path);
  if (!isRecord(parsed)) {
    const found = Array.isArray(parsed) ? 'an array' : parsed === null ? 'null' : `a ${typeof parsed}`;
    throw unusable('OLARK_NOT_A_CONVERSATION', path, `is ${found}`);
  }
  if (Object.hasOwn(parsed, 'visitor')) return parsed;

  const unwrapInner = (inner: Path, value: unknown) => unwrap(value, inner, wrappings + 1);
  if (isForm(parsed)) return unwrapInner('data', parsed.get('data'));
  const { request, data, Value: multipart } = parsed;
  if ('data' in parsed) return unwrapInner('data', firstOf(data));
  if (isRecord(multipart) && 'File' in parsed) return unwrapInner('data', firstOf(multipart['data']));
  if ('request' in parsed) {
    return unwrapInner('request.body', isRecord(request) ? request['body'] : undefined);
  }

  const hint = typeof parsed['kind'] === 'string' ? undefined : hintFor(parsed);
  if (hint !== undefined) throw unusable('OLARK_NOT_A_CONVERSATION', path, `is ${hint}`);
  return parsed;
}

function firstOf(field: unknown): unknown {
  return Array.isArray(field) ? (field as readonly unknown[])[0] : field;
}

function isForm(value: object): value is { get(name: string): unknown } {
  return /^(?:URLSearchParams|FormData)$/.test(tagOf(value));
}

/** Text or bytes as text, without outer white space or a byte-order mark; `undefined` for anything else. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim();
  if (ArrayBuffer.isView(value)) {
    return decodeUtf8(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)).trim();
  }
  return tagOf(value) === 'ArrayBuffer' ? decodeUtf8(new Uint8Array(value as ArrayBuffer)).trim() : undefined;
}

function parse(text: string, path: Path): unknown {
  if (text === '') throw unusable('OLARK_EMPTY_BODY', path, 'is empty');
  const canBeForm = path !== 'data';
  const form = canBeForm ? parseForm(text) : undefined;
  if (form) return form;
  try {
    return JSON.parse(text);
  } catch {
    // The parser's error quotes the text, so it is not kept.
    throw unusable('OLARK_INVALID_JSON', path, problemOf(text, canBeForm));
  }
}

function problemOf(text: string, canBeForm: boolean): string {
  if (/^[{[\s]+\\"/.test(text)) {
    return 'has escaped quotes; pass it unescaped';
  }
  return canBeForm ? 'is neither JSON nor a form' : 'is not JSON';
}

function unusable(code: OlarkPayloadErrorCode, path: Path, problem: string): PayloadError {
  return new PayloadError(code, path, `must hold an Olark conversation, but ${problem}`);
}
