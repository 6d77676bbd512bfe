import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

const CONNECTIONS = 32;
const MAX_TRIES = 60;

/** Stands for the status where there was no answer. */
export const NO_ANSWER = 0;

/** Posts as Olark does: what is not answered 2xx is posted again, each time a little later. */
export class Poster {
  /** How many bodies have been answered 2xx. */
  delivered = 0;
  /** How many have not been, however often they were posted. */
  givenUp = 0;
  /** How often each status was answered. */
  readonly statuses = new Map<number, number>();
  readonly #agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

  constructor(private readonly url: string) {}

  /** Posts bodies in order, as many at a time as there are connections. */
  async deliverAll<T>(list: readonly T[], bodyOf: (entry: T) => Buffer): Promise<void> {
    const rest = list.values();
    const connection = async () => {
      for (const entry of rest) await this.#deliver(bodyOf(entry));
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, connection));
    this.#agent.destroy();
  }

  /** Posts a body once, and gives the status. */
  post(body: Buffer, { method = 'POST', url = this.url } = {}): Promise<number> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length };
    return new Promise((resolve) => {
      const posting = request(url, { method, headers, agent: this.#agent }, (response) => {
        response.resume().once('close', () => {
          resolve(response.complete && response.statusCode ? response.statusCode : NO_ANSWER);
        });
      });
      posting.once('error', () => {
        resolve(NO_ANSWER);
      });
      posting.end(body);
    });
  }

  async #deliver(body: Buffer): Promise<void> {
    for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
      const status = await this.post(body);
      this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
      if (status >= 200 && status < 300) {
        this.delivered += 1;
        return;
      }
      await delay(Math.min(2000, 50 * 2 ** tries));
    }
    this.givenUp += 1;
  }
}
