import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that listens on loopback. */
export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/** Lets a server listen on any free port of loopback. */
export function listen(server: Server): Promise<Listening> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve({
        url: `http://127.0.0.1:${String(port)}/`,
        close: () =>
          new Promise((closed) => {
            server.close(() => {
              closed();
            });
            server.closeAllConnections();
          }),
      });
    });
  });
}

/** A server that runs as a process of its own. */
export interface RunningServer {
  readonly url: string;
  /** What it has written to its log. */
  log(): string;
  /** Sends it a signal and waits for its end: its exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

/** Starts a server as a process that is told its port in `PORT`, and waits until it answers. */
export async function startServer(
  command: readonly [string, ...string[]],
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const port = await freePort();
  const [binary, ...args] = command.map((part) => part.replace('$PORT', port));
  const server = spawn(binary ?? '', args, {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...environment, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [server.stdout, server.stderr]) {
    stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
  }
  const url = `http://127.0.0.1:${port}/`;
  await answers(url, server, () => log);
  return {
    url,
    log: () => log,
    end: async (signal) => {
      const ended = endOf(server);
      server.kill(signal);
      return ended;
    },
  };
}

/** A port of loopback that nothing listens on. */
export async function freePort(): Promise<string> {
  const probe = await listen(createServer());
  await probe.close();
  return new URL(probe.url).port;
}

async function answers(url: string, server: ChildProcess, log: () => string): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`The server ended: ${log()}`);
    try {
      await fetch(url);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

async function endOf(server: ChildProcess): Promise<number | NodeJS.Signals> {
  if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
  return server.exitCode ?? server.signalCode ?? 'SIGKILL';
}
