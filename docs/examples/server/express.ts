import { type ErrorRequestHandler, Router } from 'express';

import { deliver } from './deliver.ts';
import { keepInFolder } from './keep-in-folder.ts';
import { checkSettings, type Settings } from './settings.ts';

/** Takes what Olark posts to `/olark/<secret>`. Throws if a setting is wrong. */
export function olark(settings: Settings, keepAside = keepInFolder(settings)): Router {
  checkSettings(settings);
  const router = Router();
  router.use('/olark', async (request, response) => {
    // Where a parser ran before, the stream has ended.
    const isParsed = request.readableEnded;
    const status = await deliver(
      {
        method: request.method,
        url: request.url,
        encoding: isParsed ? undefined : request.headers['content-encoding'],
        body: isParsed ? request.body : request,
      },
      settings,
      keepAside,
    );
    response.writeHead(status).end();
  });
  router.use('/olark', refuse);
  return router;
}

/** A parser that ran before has refused the body. The message of its error can quote the body. */
const refuse: ErrorRequestHandler = (error, _request, response, _next) => {
  const { type, status = 500 } = error as { type?: string; status?: number };
  console.error('OLARK_DELIVERY_REFUSED', 'PARSER', type ?? status);
  response.writeHead(status).end();
};
