import { existsSync } from 'node:fs';
import { createServer } from 'node:http';

import express from 'express';

import { olark } from './express.ts';
import { keptFolder } from './keep-in-folder.ts';

if (existsSync('.env')) process.loadEnvFile();
const { PORT = '8080', DATA_PLANE_URL } = process.env;

const app = express().disable('x-powered-by');
app.get('/health', (_request, response) => {
  response.send('ok');
});
app.use(olark(process.env));
app.use((_request, response) => {
  response.sendStatus(404);
});

const server = createServer(app);
// Longer than a proxy keeps a connection, so that none is closed while the proxy sends a request on it.
server.keepAliveTimeout = 75_000;
server.listen(PORT, () => {
  console.log(`Listens on port ${PORT}, sends to ${DATA_PLANE_URL}, keeps in ${keptFolder(process.env)}`);
});

// Take no more deliveries, answer those in progress, and exit.
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    server.close();
    setInterval(() => {
      server.closeIdleConnections();
    }, 100).unref();
  });
}
