import { chunksOfStream } from './body.ts';
import { deliver, type KeepAside } from './deliver.ts';
import type { Settings } from './settings.ts';

/** Answers a POST to a URL whose path ends in the secret. */
export async function olark(request: Request, settings: Settings, keepAside: KeepAside): Promise<Response> {
  const { method, url, headers, body, bodyUsed } = request;
  const status = await deliver(
    {
      method,
      url,
      encoding: headers.get('content-encoding'),
      body: body && !bodyUsed ? chunksOfStream(body) : '',
    },
    settings,
    keepAside,
  );
  return new Response(null, { status });
}
