import type { FastifyPluginCallback } from 'fastify';

import { deliver } from './deliver.ts';
import { keepInFolder } from './keep-in-folder.ts';
import { checkSettings, type Settings } from './settings.ts';

/** Takes what Olark posts to `/olark/<secret>`. Throws if a setting is wrong. */
export function olark(settings: Settings, keepAside = keepInFolder(settings)): FastifyPluginCallback {
  checkSettings(settings);
  return (app, _options, done) => {
    app.all('/olark/*', {
      // Fastify would write the URL, and with it the secret, to its log.
      logLevel: 'silent',
      // This comes before Fastify's parsers, which would refuse bodies of other types, or longer ones.
      onRequest: async (request, reply) => {
        const { method = '', url = '', headers } = request.raw;
        const encoding = headers['content-encoding'];
        const status = await deliver({ method, url, encoding, body: request.raw }, settings, keepAside);
        return reply.code(status).send();
      },
      handler: () => undefined,
    });
    done();
  };
}
