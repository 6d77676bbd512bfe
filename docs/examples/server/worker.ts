import { join } from './body.ts';
import type { KeepAside } from './deliver.ts';
import { olark } from './request.ts';

/** The variables and secrets of the Worker, and the namespace of its key-value store from `wrangler.jsonc`. */
interface Environment {
  readonly OLARK_SECRET: string;
  readonly DATA_PLANE_URL: string;
  readonly WRITE_KEY: string;
  readonly KEPT: { put: (key: string, value: ArrayBuffer) => Promise<void> };
}

export default {
  async fetch(request: Request, { KEPT, ...settings }: Environment): Promise<Response> {
    if (new URL(request.url).pathname === '/health') return new Response('ok');
    const keepAside: KeepAside = async ({ name, body }) => KEPT.put(name, (await join(body)).buffer);
    return olark(request, settings, keepAside);
  },
};
