import { type OlarkPayloadErrorCode, PayloadError } from '../common/errors.js';
import { decodeUtf8 } from '../common/utf8.js';
import { type Fields, isRecord } from '../common/values.js';
import { foreignKind, isKoaContext } from './foreign.js';
import { parseForm } from './form.js';

/** How many wrappings may lie around a conversation; real deliveries have at most three. */
const MAX_WRAPPINGS = 8;

/** Where the content at hand was found. */
type Place = 'payload' | 'request.body' | 'data';

interface Content {
  readonly place: Place;
  readonly value: unknown;
}

/**
 * Takes the conversation out of what it came in: JSON text, a form body, a parsed form, bytes,
 * RudderStack's source request.
 *
 * @throws OlarkPayloadError `OLARK_EMPTY_BODY`, `OLARK_INVALID_JSON`, `OLARK_MISSING_DATA` or
 * `OLARK_NOT_A_CONVERSATION`.
 */
export function unwrap(payload: unknown): Fields {
  let content: Content = { place: 'payload', value: payload };
  for (let wrappings = 0; wrappings <= MAX_WRAPPINGS; wrappings += 1) {
    const { place, value } = content;
    if (value === undefined || value === null) {
      const isWhole = place === 'payload';
      throw fault(
        isWhole ? 'OLARK_EMPTY_BODY' : 'OLARK_MISSING_DATA',
        place,
        `is ${isWhole ? 'empty' : 'missing'}; an Olark conversation belongs there`,
      );
    }
    const text = textOf(value);
    const parsed = text === undefined ? value : parse(text, place);
    if (!isRecord(parsed)) {
      const found = Array.isArray(parsed) ? 'an array' : parsed === null ? 'null' : `a ${typeof parsed}`;
      throw notAConversation(place, found);
    }
    const inner = isRecord(parsed['visitor']) ? undefined : contentOf(parsed);
    if (!inner) return conversationIn(parsed, place);
    content = inner;
  }
  throw fault('OLARK_NOT_A_CONVERSATION', content.place, 'is wrapped too many times');
}

/** What a form or an envelope holds; `undefined` for what is neither. */
function contentOf(wrapping: Fields): Content | undefined {
  if (isForm(wrapping)) return { place: 'data', value: wrapping.get('data') };
  if (isKoaContext(wrapping)) return undefined;
  const { request, data, Value: multipart } = wrapping;
  if (isRecord(request)) return { place: 'request.body', value: request['body'] };
  if ('data' in wrapping) return { place: 'data', value: firstOf(data) };
  if (isRecord(multipart) && 'File' in wrapping) return { place: 'data', value: firstOf(multipart['data']) };
  return 'request' in wrapping ? { place: 'request.body', value: undefined } : undefined;
}

function firstOf(field: unknown): unknown {
  return Array.isArray(field) ? (field as readonly unknown[])[0] : field;
}

function conversationIn(candidate: Fields, place: Place): Fields {
  if (isRecord(candidate['visitor']) || typeof candidate['kind'] === 'string') return candidate;
  const foreign = foreignKind(candidate);
  if (foreign) throw notAConversation(place, `${foreign.what}; ${foreign.instead}`);
  return candidate;
}

/** Text without outer white space or byte-order mark; `undefined` for what is neither text nor bytes. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim();
  if (ArrayBuffer.isView(value)) {
    return decodeUtf8(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)).trim();
  }
  return isArrayBuffer(value) ? decodeUtf8(new Uint8Array(value)).trim() : undefined;
}

// By tag rather than by `instanceof`, which knows neither another realm's classes nor another package's.
function isForm(value: object): value is { get(name: string): unknown } {
  const tag = tagOf(value);
  return tag === '[object URLSearchParams]' || tag === '[object FormData]';
}

function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return tagOf(value) === '[object ArrayBuffer]';
}

function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value);
}

function parse(text: string, place: Place): unknown {
  if (text === '') throw fault('OLARK_EMPTY_BODY', place, 'is empty; an Olark conversation belongs there');
  // Text that begins as a JSON object does is never read as a form: what a visitor wrote could look like one.
  const canBeForm = place !== 'data' && !/^\{\s*["}]/.test(text);
  const form = canBeForm && !/^["[]/.test(text) ? parseForm(text) : undefined;
  if (form) return form;
  try {
    return JSON.parse(text);
  } catch (cause) {
    const oddForm = canBeForm ? parseForm(text) : undefined;
    if (oddForm) return oddForm;
    const expected = place === 'data' ? 'JSON' : 'JSON or a form body with the field `data`';
    throw fault('OLARK_INVALID_JSON', place, `must be ${expected}`, cause);
  }
}

function notAConversation(place: Place, found: string): PayloadError {
  return fault(
    'OLARK_NOT_A_CONVERSATION',
    place,
    `must hold an Olark conversation, an object, but is ${found}`,
  );
}

function fault(code: OlarkPayloadErrorCode, place: Place, problem: string, cause?: unknown): PayloadError {
  const subject = place === 'payload' ? 'The payload' : `\`${place}\``;
  return new PayloadError(code, `${subject} ${problem}.`, {
    ...(place !== 'payload' && { path: place }),
    ...(cause !== undefined && { cause }),
  });
}
