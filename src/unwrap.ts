import { OlarkPayloadError, type OlarkPayloadErrorCode } from './errors.js';
import { dataField } from './form.js';
import { decodeUtf8 } from './utf8.js';
import { isRecord } from './values.js';

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
export function unwrap(payload: unknown): Record<string, unknown> {
  let content: Content = { place: 'payload', value: payload };
  for (let wrappings = 0; wrappings <= MAX_WRAPPINGS; wrappings += 1) {
    const { place, value } = content;
    if (value === undefined || value === null) {
      if (place === 'payload')
        throw fault('OLARK_EMPTY_BODY', place, 'is empty; an Olark conversation belongs there');
      throw fault('OLARK_MISSING_DATA', place, 'is missing; the conversation belongs there');
    }
    const text = textOf(value);
    const parsed = text === undefined ? value : parse(text, place);
    if (!isRecord(parsed)) {
      const found = Array.isArray(parsed) ? 'an array' : parsed === null ? 'null' : `a ${typeof parsed}`;
      throw fault(
        'OLARK_NOT_A_CONVERSATION',
        place,
        `must hold an Olark conversation, an object, not ${found}`,
      );
    }
    const inner = isRecord(parsed['visitor']) ? undefined : contentOf(parsed);
    if (!inner) return parsed;
    content = inner;
  }
  throw fault('OLARK_NOT_A_CONVERSATION', content.place, 'is wrapped too many times');
}

/** What a form or an envelope holds; `undefined` for what is neither. */
function contentOf(wrapping: Record<string, unknown>): Content | undefined {
  if (isForm(wrapping)) return { place: 'data', value: wrapping.get('data') };
  const { request, data } = wrapping;
  if (isRecord(request)) return { place: 'request.body', value: request['body'] };
  if ('data' in wrapping)
    return { place: 'data', value: Array.isArray(data) ? (data as unknown[])[0] : data };
  return 'request' in wrapping ? { place: 'request.body', value: undefined } : undefined;
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
  if (place !== 'data' && isFormBody(text)) return { data: dataField(text) };
  try {
    return JSON.parse(text);
  } catch (cause) {
    const expected = place === 'data' ? 'JSON' : 'JSON or a form body with the field `data`';
    throw fault('OLARK_INVALID_JSON', place, `must be ${expected}`, cause);
  }
}

/** Whether text is a form body: a name and `=` before anything that JSON or markup has and names have not. */
function isFormBody(text: string): boolean {
  return /^(?!\[)[^\s"'<>{}=]*=/.test(text);
}

function fault(
  code: OlarkPayloadErrorCode,
  place: Place,
  problem: string,
  cause?: unknown,
): OlarkPayloadError {
  const subject = place === 'payload' ? 'The payload' : `\`${place}\``;
  return new OlarkPayloadError(code, `${subject} ${problem}.`, {
    ...(place !== 'payload' && { path: place }),
    ...(cause !== undefined && { cause }),
  });
}
