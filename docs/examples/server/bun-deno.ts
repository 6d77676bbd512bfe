// For `bun bun-deno.ts` and `deno serve bun-deno.ts`, which serve the default export of a file.
import { MAX_KEPT_BYTES } from './body.ts';
import { keepInFolder } from './keep-in-folder.ts';
import { olark } from './request.ts';
import { checkSettings } from './settings.ts';

checkSettings(process.env);
const keepAside = keepInFolder(process.env);

export default {
  async fetch(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === '/health') return new Response('ok');
    if (pathname.startsWith('/olark/')) return olark(request, process.env, keepAside);
    return new Response(null, { status: 404 });
  },
  // For Bun: seconds, longer than RudderStack may take; and bytes, so that a body that is too large is logged.
  idleTimeout: 60,
  maxRequestBodySize: 2 * MAX_KEPT_BYTES,
};
