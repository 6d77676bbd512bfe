import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { freePort } from '../support/server.js';

const EXAMPLE = fileURLToPath(new URL('../../docs/examples/jetstream', import.meta.url));
const SECRET = 'not-to-be-guessed';
const [natsPort, port] = await Promise.all([freePort(), freePort()]);

export const natsUrl = `127.0.0.1:${natsPort}`;
export const receiverUrl = `http://127.0.0.1:${port}/olark/${SECRET}`;

/** How the programs log in to the NATS server. */
export const LOGIN = { NATS_USER: 'olark', NATS_PASSWORD: 'spoken-nowhere' };

export type Role = 'nats-server' | 'setup' | 'receiver' | 'worker' | 'sender' | 'status';

/** The exit code of a process, or the signal that ended it. */
export type End = number | NodeJS.Signals;

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<End>;
}

/** The processes that run, oldest first. */
const running: Record<Role, Running[]> = {
  'nats-server': [],
  setup: [],
  receiver: [],
  worker: [],
  sender: [],
  status: [],
};

/** Within the package, whose name leads to what was built there. */
const folder = makeFolder();
const logFile = join(folder, 'log.txt');
const log = openSync(logFile, 'a');

process.once('exit', () => {
  for (const { child } of Object.values(running).flat()) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

/** Copies the example, but for its `package.json`: with one, the name of this package would not lead to `dist`. */
function makeFolder(): string {
  const coverage = fileURLToPath(new URL('../../coverage', import.meta.url));
  mkdirSync(coverage, { recursive: true });
  const path = mkdtempSync(join(coverage, 'at-scale-'));
  cpSync(EXAMPLE, path, { recursive: true, filter: (file) => !file.endsWith('package.json') });
  // That of this package would lead to `src`.
  writeFileSync(join(path, 'tsconfig.json'), '{}');
  return path;
}

export function start(role: Role, settings: Readonly<Record<string, string>> = {}): Running {
  const address = ['--addr', '127.0.0.1', '--port', natsPort];
  const [command, args] =
    role === 'nats-server'
      ? [role, ['--config', 'nats-server.conf', ...address]]
      : [process.execPath, ['--import', 'tsx', `${role}.ts`]];
  const env = { ...process.env, ...LOGIN, NATS_URL: natsUrl, PORT: port, OLARK_SECRET: SECRET, ...settings };
  const child = spawn(command, args, { cwd: folder, env, stdio: ['ignore', log, log] });
  const ended = once(child, 'exit').then(([code, signal]: (End | null)[]) => code ?? signal ?? NaN);
  running[role].push({ child, ended });
  return { child, ended };
}

/** Sends a signal to the oldest process of a role, and waits for its end. */
export async function endOf(role: Role, signal: NodeJS.Signals): Promise<End> {
  const oldest = running[role].shift();
  if (!oldest) throw new Error(`No ${role} runs.`);
  oldest.child.kill(signal);
  return oldest.ended;
}

/** What all of them have written. */
export function logOfAll(): string {
  return readFileSync(logFile, 'utf8');
}
