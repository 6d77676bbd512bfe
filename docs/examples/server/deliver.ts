import { isOlarkPayloadError } from 'olark-to-rudderstack/mappers';

import { type Body, type Chunks, readBody, TooLargeToKeepError } from './body.ts';
import { eventsOf } from './events.ts';
import { type Failure, sendEvents } from './rudderstack.ts';
import { checkSettings, endsInSecret, type Settings } from './settings.ts';

/** A request as a framework hands it over. */
export interface Incoming {
  readonly method: string | undefined;
  /** The URL or its path, whose last part is the secret. */
  readonly url: string;
  /** The header `Content-Encoding`, unless the framework has decoded the body already. */
  readonly encoding?: string | null | undefined;
  /** The body as a stream or in one piece; or what a parser that ran before has made of it. */
  readonly body: unknown;
}

/** A delivery that a retry would not save. */
export interface Kept {
  /** A name for a file or the like: the time, the reason, and a random part. It ends in `.txt`, or `.encoded`. */
  readonly name: string;
  /** One line of text; or, if the name ends in `.encoded`, compressed bytes as they came. It can be read once. */
  readonly body: Chunks;
}

/** Stores a delivery. If it throws, Olark is asked to send the delivery again. */
export type KeepAside = (kept: Kept) => Promise<void>;

/** Sends the events of a request to RudderStack, and returns the status to answer with. Never throws. */
export async function deliver(incoming: Incoming, settings: Settings, keepAside: KeepAside): Promise<number> {
  try {
    if (!(await endsInSecret(incoming.url, settings))) return refuse(404, 'WRONG_SECRET');
    if (incoming.method !== 'POST') return refuse(404, 'NOT_A_POST');
  } catch (error) {
    return refuse(500, nameOf(error));
  }
  let body: Body;
  try {
    body = await readBody(incoming.body, incoming.encoding?.trim().toLowerCase() ?? '');
  } catch (error) {
    // The connection broke. Nobody hears the answer, so Olark tries again.
    return refuse(400, 'BODY_CUT', nameOf(error));
  }
  const failure = await send(body, settings);
  if (!failure) return 204;
  // There is nothing to keep, and a retry may bring the body.
  if (failure.code === 'OLARK_EMPTY_BODY') return refuse(400, failure.code, failure.detail);
  if (failure.isTemporary) {
    log('OLARK_DELIVERY_RETRY', failure.code, failure.detail);
    return 503;
  }
  return keep(body, failure, keepAside);
}

async function send(body: Body, settings: Settings): Promise<Failure | undefined> {
  if (body.problem) return { code: body.problem, isTemporary: false };
  try {
    checkSettings(settings);
    return await sendEvents(eventsOf(body.value), settings);
  } catch (error) {
    // Log no more of an error than this: its `cause`, what a rule threw, can quote the visitor.
    if (!isOlarkPayloadError(error)) return { code: 'UNEXPECTED', detail: nameOf(error), isTemporary: false };
    const { code, path, message } = error;
    return { code, detail: path ? `${path}: ${message}` : message, isTemporary: false };
  }
}

async function keep(body: Body, { code, detail }: Failure, keepAside: KeepAside): Promise<number> {
  const time = new Date().toISOString().replaceAll(':', '-');
  const name = `${time}-${code}-${crypto.randomUUID()}.${body.isEncoded ? 'encoded' : 'txt'}`;
  try {
    await keepAside({ name, body: body.isEncoded ? body.bytes : asLine(body.bytes) });
  } catch (error) {
    if (error instanceof TooLargeToKeepError) {
      log('OLARK_DELIVERY_LOST', code);
      return 413;
    }
    log('OLARK_DELIVERY_NOT_KEPT', code, nameOf(error));
    return 503;
  }
  log('OLARK_DELIVERY_KEPT', code, name, detail);
  return 204;
}

/** Makes one line of a body. JSON and forms do not need their line breaks. */
async function* asLine(chunks: Chunks): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    const line = new Uint8Array(chunk);
    for (const lineBreak of [LINE_FEED, CARRIAGE_RETURN]) {
      for (let at = line.indexOf(lineBreak); at !== -1; at = line.indexOf(lineBreak, at)) line[at] = SPACE;
    }
    yield line;
  }
  yield Uint8Array.of(LINE_FEED);
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;

function refuse(status: number, ...reason: readonly (string | undefined)[]): number {
  log('OLARK_DELIVERY_REFUSED', ...reason);
  return status;
}

/** Writes a line to the log. No line holds a header, a body or the secret. */
function log(...words: readonly (string | undefined)[]): void {
  console.error(words.filter(Boolean).join(' '));
}

/** The code or the name of an error. Its message can quote what it is about. */
function nameOf(error: unknown): string {
  const { code, name = 'Error' } = error as { code?: unknown; name?: string };
  return typeof code === 'string' ? code : name;
}
