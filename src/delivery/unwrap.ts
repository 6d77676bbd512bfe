import { type OlarkPayloadErrorCode, PayloadError } from '../common/errors.js';
import { decodeUtf8 } from '../common/utf8.js';
import { type Fields, isRecord, tagOf } from '../common/values.js';
import { foreignKind } from './foreign.js';
import { parseForm } from './form.js';

/** How many wrappings may lie around a conversation; real deliveries have at most three. */
const MAX_WRAPPINGS = 8;

/** Where the content at hand was found. */
type Place = 'payload' | 'request.body' | 'data';

/**
 * Takes the conversation out of what it came in: JSON text, a form body, a parsed form, bytes,
 * RudderStack's source request.
 *
 * @throws OlarkPayloadError `OLARK_EMPTY_BODY`, `OLARK_INVALID_JSON`, `OLARK_MISSING_DATA` or
 * `OLARK_NOT_A_CONVERSATION`.
 */
export function unwrap(content: unknown, place: Place = 'payload', wrappings = 0): Fields {
  if (wrappings > MAX_WRAPPINGS) throw fault('OLARK_NOT_A_CONVERSATION', place, 'is wrapped too many times');
  if (content === undefined || content === null) {
    throw fault(place === 'payload' ? 'OLARK_EMPTY_BODY' : 'OLARK_MISSING_DATA', place, 'is missing');
  }
  const text = textOf(content);
  const parsed = text === undefined ? content : parse(text, place);
  if (!isRecord(parsed)) {
    const found = Array.isArray(parsed) ? 'an array' : parsed === null ? 'null' : `a ${typeof parsed}`;
    throw fault('OLARK_NOT_A_CONVERSATION', place, `is ${found}`);
  }
  if (isRecord(parsed['visitor'])) return parsed;

  const inside = (inner: Place, value: unknown) => unwrap(value, inner, wrappings + 1);
  if (isForm(parsed)) return inside('data', parsed.get('data'));
  const { request, data, Value: multipart } = parsed;
  if ('data' in parsed) return inside('data', firstOf(data));
  if (isRecord(multipart) && 'File' in parsed) return inside('data', firstOf(multipart['data']));
  if ('request' in parsed && !('response' in parsed)) {
    return inside('request.body', isRecord(request) ? request['body'] : undefined);
  }

  const foreign = typeof parsed['kind'] === 'string' ? undefined : foreignKind(parsed);
  if (foreign !== undefined) throw fault('OLARK_NOT_A_CONVERSATION', place, `is ${foreign}`);
  return parsed;
}

function firstOf(field: unknown): unknown {
  return Array.isArray(field) ? (field as readonly unknown[])[0] : field;
}

function isForm(value: object): value is { get(name: string): unknown } {
  return /^(?:URLSearchParams|FormData)$/.test(tagOf(value));
}

/** Text without outer white space or byte-order mark; `undefined` for what is neither text nor bytes. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim();
  if (ArrayBuffer.isView(value)) {
    return decodeUtf8(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)).trim();
  }
  return tagOf(value) === 'ArrayBuffer' ? decodeUtf8(new Uint8Array(value as ArrayBuffer)).trim() : undefined;
}

function parse(text: string, place: Place): unknown {
  if (text === '') throw fault('OLARK_EMPTY_BODY', place, 'is empty');
  // Text that begins like a JSON object or a multipart body is never read as a form: what a visitor wrote in it
  // could look like one.
  const canBeForm = place !== 'data' && !/^(?:\{\s*["}]|--.*\r?\n)/.test(text);
  const form = canBeForm && !/^["[]/.test(text) ? parseForm(text) : undefined;
  if (form) return form;
  try {
    return JSON.parse(text);
  } catch (cause) {
    const oddForm = canBeForm ? parseForm(text) : undefined;
    if (oddForm) return oddForm;
    throw fault('OLARK_INVALID_JSON', place, canBeForm ? 'is neither JSON nor a form' : 'is not JSON', cause);
  }
}

function fault(code: OlarkPayloadErrorCode, place: Place, problem: string, cause?: unknown): PayloadError {
  return new PayloadError(code, place, `must hold an Olark conversation, but ${problem}`, cause);
}
