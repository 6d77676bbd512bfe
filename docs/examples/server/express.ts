import { Router } from 'express';

import { deliver } from './deliver.ts';
import { keepInFolder } from './keep-in-folder.ts';
import { checkSettings, type Settings } from './settings.ts';

/** Takes what Olark posts to `/olark/<secret>`. Throws if a setting is wrong. */
export function olark(settings: Settings, keepAside = keepInFolder(settings)): Router {
  checkSettings(settings);
  const router = Router();
  router.use('/olark', (request, response) => {
    // Where a parser ran before, the stream has ended.
    const isParsed = request.readableEnded;
    const { method, url, headers } = request;
    const encoding = isParsed ? undefined : headers['content-encoding'];
    const body: unknown = isParsed ? request.body : request;
    void deliver({ method, url, encoding, body }, settings, keepAside).then((status) => {
      response.writeHead(status).end();
    });
  });
  return router;
}
