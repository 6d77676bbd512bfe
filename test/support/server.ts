import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A server that listens on loopback. */
export type Listening = Awaited<ReturnType<typeof listen>>;

/** Lets a server listen on any free port of loopback. */
export async function listen(server: Server) {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/`,
    close: async (): Promise<void> => {
      const closed = once(server.close(), 'close');
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A port of loopback that nothing listens on. */
export async function freePort(): Promise<string> {
  const probe = await listen(createServer());
  await probe.close();
  return new URL(probe.url).port;
}

/** A server that runs as a process of its own. */
export type RunningServer = Awaited<ReturnType<typeof startServer>>;

/** Starts a server as a process that is told its port in `PORT`, and waits until it answers. */
export async function startServer(
  command: readonly [string, ...string[]],
  folder: string,
  environment: Readonly<Record<string, string>> = {},
) {
  const port = await freePort();
  const [binary = '', ...args] = command.map((part) => part.replace('$PORT', port));
  const server = spawn(binary, args, {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...environment, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(server, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  let log = '';
  for (const stream of [server.stdout, server.stderr]) {
    stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
  }
  const url = `http://127.0.0.1:${port}/`;
  while (!(await fetch(url).catch(() => undefined))) {
    if (server.exitCode !== null) throw new Error(`The server ended: ${log}`);
    await delay(20);
  }
  return {
    url,
    /** What it has written to its log. */
    log: () => log,
    /** Sends it a signal and waits for its end: its exit code, or the signal that ended it. */
    end: async (signal: NodeJS.Signals) => {
      server.kill(signal);
      const [code, reason] = await ended;
      return code ?? reason;
    },
  };
}
