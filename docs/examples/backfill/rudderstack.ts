import { setTimeout as wait } from 'node:timers/promises';

import { Stop } from './stop.ts';

/** RudderStack takes 4,000 kB a request, unless its operator has set another limit. */
export const MAX_REQUEST_BYTES = 3_900_000;

/** The most events in one request. */
export const MAX_EVENTS = 500;

/** How long RudderStack may take to answer, in milliseconds. */
const TIMEOUT = 60_000;

/** The first of the growing pauses, in milliseconds, while RudderStack is down or overloaded. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 60_000;

/** A source of RudderStack. */
export interface Source {
  readonly url: string;
  readonly writeKey: string;
}

/** What happens to the events that are sent. */
export interface Handlers<Event> {
  /** RudderStack has these events. They are the next ones, in order. */
  readonly onTaken: (events: readonly Event[]) => Promise<void>;
  /** RudderStack refuses this event: with 413, it is too large; with 400, it is no event. */
  readonly onRefused: (event: Event, status: number) => Promise<void>;
  /** RudderStack cannot take the events now. They are sent again so many milliseconds after this has returned. */
  readonly onWait: (reason: string, milliseconds: number, attempt: number) => void;
  /** Ends a pause early. */
  readonly signal?: AbortSignal;
}

/** Reads the settings, and throws if one is missing or wrong. The message never holds its value. */
export function readSource({ DATA_PLANE_URL = '', WRITE_KEY = '' }: NodeJS.ProcessEnv): Source {
  if (!/^https?:/.test(DATA_PLANE_URL) || !URL.canParse(DATA_PLANE_URL)) {
    throw new Stop('Set DATA_PLANE_URL to a URL that begins with https://');
  }
  if (!/^[\x21-\x7E]+$/.test(WRITE_KEY)) {
    throw new Stop('Set WRITE_KEY to the write key of a source in RudderStack, without spaces.');
  }
  return { url: `${DATA_PLANE_URL.replace(/\/+$/, '')}/v1/batch`, writeKey: WRITE_KEY };
}

/**
 * Sends events in one request, and waits for as long as RudderStack cannot take them. If it refuses the request, each
 * half is sent by itself, until those that it refuses stand alone.
 */
export async function send<Event extends { readonly json: string }>(
  events: readonly Event[],
  source: Source,
  handlers: Handlers<Event>,
): Promise<void> {
  const status = await post(events, source, handlers);
  if (status < 300) {
    await handlers.onTaken(events);
    return;
  }
  const [first] = events;
  if (first && events.length === 1) {
    await handlers.onRefused(first, status);
    return;
  }
  const middle = Math.ceil(events.length / 2);
  await send(events.slice(0, middle), source, handlers);
  await send(events.slice(middle), source, handlers);
}

/** Posts until there is an answer about these events: 200, 400 or 413. */
async function post(
  events: readonly { readonly json: string }[],
  { url, writeKey }: Source,
  { onWait, signal }: Pick<Handlers<unknown>, 'onWait' | 'signal'>,
): Promise<number> {
  // A JSON string cannot hold a line break, so joining cannot repair, and so change, a broken event.
  const body = `{"batch":[${events.map(({ json }) => json).join(',\n')}]}`;
  for (let attempt = 1; ; attempt += 1) {
    let reason: string;
    let milliseconds = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempt - 1));
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${writeKey}:`)}`, 'content-type': 'application/json' },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT),
      });
      await response.body?.cancel();
      const { status, headers, ok } = response;
      if (ok || status === 400 || status === 413) return status;
      if (status < 500 && status !== 429 && status !== 408) throw new Stop(explain(status));
      reason = `RudderStack answered ${status}`;
      const seconds = Number(headers.get('retry-after') ?? 0);
      if (seconds > 0) milliseconds = Math.min(LONGEST_PAUSE, seconds * 1000);
    } catch (error) {
      if (error instanceof Stop) throw error;
      const { name, cause } = error as { name: string; cause?: { code?: string; message?: string } };
      reason = `RudderStack did not answer (${cause?.code ?? cause?.message ?? name})`;
    }
    onWait(reason, milliseconds, attempt);
    await wait(milliseconds, undefined, signal && { signal }).catch(() => undefined);
  }
}

function explain(status: number): string {
  if (status === 401) return 'RudderStack answered 401: WRITE_KEY is wrong, or its source is switched off.';
  if (status === 404)
    return 'RudderStack answered 404: check the host of DATA_PLANE_URL, and the source of WRITE_KEY.';
  if (status < 400)
    return `RudderStack answered ${status}, a redirect: check DATA_PLANE_URL (https, the host).`;
  return `RudderStack answered ${status}, and takes no events: check DATA_PLANE_URL and WRITE_KEY.`;
}
