import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { transformSync } from 'esbuild';

import { freePort } from '../support/server.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SOURCES = join(ROOT, 'test/scale');
const SECRET = 'not-to-be-guessed';

type Role = 'engine' | 'set-up' | 'receiver' | 'worker';

/** The exit code of a process, or the signal that ended it. */
export type End = number | NodeJS.Signals | null;

interface Running {
  readonly role: Role;
  readonly child: ChildProcess;
  readonly ended: Promise<End>;
}

/** Where `nats-server` is; Debian has it where the search path of most users does not lead. */
export function findNatsServer(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => join(folder, 'nats-server')).find((file) => existsSync(file));
}

/** The recipe's processes on loopback, with the package as it was built, in a folder of their own. */
export class Pipeline {
  /** What the engine has written. */
  engineLog = '';
  /** What the others have written. */
  log = '';
  readonly #folder = mkdtempSync(join(tmpdir(), 'olark-at-scale-'));
  /** Those that run, oldest first. */
  readonly #running: Running[] = [];
  /** Seconds of CPU time of those that were stopped. */
  readonly #cpuSeconds = new Map<Role, number>();

  private constructor(
    private readonly natsServer: string,
    private readonly natsPort: number,
    private readonly port: number,
  ) {
    const modules = join(this.#folder, 'node_modules');
    mkdirSync(modules);
    symlinkSync(ROOT, join(modules, 'olark-to-rudderstack'), 'junction');
    symlinkSync(join(ROOT, 'node_modules/@nats-io'), join(modules, '@nats-io'), 'junction');
    for (const name of ['setup', 'receiver', 'worker']) {
      // Node strips types itself only from 22.18 on.
      const source = readFileSync(join(SOURCES, `${name}.ts`), 'utf8');
      const { code } = transformSync(source, { loader: 'ts', target: 'esnext' });
      writeFileSync(join(this.#folder, `${name}.mjs`), code);
    }
  }

  static async prepare(natsServer: string): Promise<Pipeline> {
    return new Pipeline(natsServer, Number(await freePort()), Number(await freePort()));
  }

  get natsUrl(): string {
    return `127.0.0.1:${String(this.natsPort)}`;
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}/olark/${SECRET}`;
  }

  async start(workers: number): Promise<void> {
    await this.startEngine();
    const setUp = this.#start('set-up', process.execPath, ['setup.mjs']);
    if ((await setUp.ended) !== 0) throw new Error('The set-up failed.');
    await this.startReceiver();
    for (let started = 0; started < workers; started += 1) this.startWorker();
  }

  async startEngine(): Promise<void> {
    const config = join(SOURCES, 'nats-server.conf');
    const options = ['--jetstream', '--store_dir', this.#folder, '--config', config];
    const address = ['--addr', '127.0.0.1', '--port', String(this.natsPort)];
    await this.#answers(this.#start('engine', this.natsServer, [...options, ...address]), this.natsPort);
  }

  async startReceiver(): Promise<void> {
    await this.#answers(this.#start('receiver', process.execPath, ['receiver.mjs']), this.port);
  }

  startWorker(): void {
    this.#start('worker', process.execPath, ['worker.mjs']);
  }

  /** Sends a signal to the oldest process of a role, and waits for its end; `undefined` where there is none. */
  async stop(role: Role, signal: NodeJS.Signals): Promise<End | undefined> {
    const position = this.#running.findIndex((running) => running.role === role);
    const [running] = position < 0 ? [] : this.#running.splice(position, 1);
    if (!running) return undefined;
    addCpuSeconds(this.#cpuSeconds, running);
    running.child.kill(signal);
    return running.ended;
  }

  /** Stops the receiver and the workers, one after the other. */
  async stopAll(): Promise<End[]> {
    const ends: End[] = [];
    for (const role of ['receiver', 'worker'] as const) {
      for (;;) {
        const end = await this.stop(role, 'SIGTERM');
        if (end === undefined) break;
        ends.push(end);
      }
    }
    return ends;
  }

  /** Seconds of CPU time by role; nothing where the system does not tell. */
  cpuSeconds(): ReadonlyMap<Role, number> {
    const seconds = new Map(this.#cpuSeconds);
    for (const running of this.#running) addCpuSeconds(seconds, running);
    return seconds;
  }

  cleanUp(): void {
    for (const { child } of this.#running) child.kill('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 10 });
  }

  #start(role: Role, command: string, args: readonly string[]): Running {
    const child = spawn(command, args, {
      cwd: this.#folder,
      env: { ...process.env, NATS_URL: this.natsUrl, PORT: String(this.port), OLARK_SECRET: SECRET },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const output of [child.stdout, child.stderr]) {
      output.setEncoding('utf8').on('data', (text: string) => {
        if (role === 'engine') this.engineLog += text;
        else this.log += text;
      });
    }
    const ended = new Promise<End>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => {
        resolve(code ?? signal);
      });
    });
    const running: Running = { role, child, ended };
    this.#running.push(running);
    return running;
  }

  /** Waits until a process answers on its port. */
  async #answers({ role, child }: Running, port: number): Promise<void> {
    while (!(await isOpen(port))) {
      if (child.exitCode !== null) throw new Error(`The ${role} ended at once.`);
      await delay(20);
    }
  }
}

function addCpuSeconds(seconds: Map<Role, number>, { role, child }: Running): void {
  const file = `/proc/${String(child.pid)}/stat`;
  if (!existsSync(file)) return;
  // User and system time are the 14th and 15th field; the second, the command, may have spaces.
  const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const ticks = Number(fields[11]) + Number(fields[12]);
  seconds.set(role, (seconds.get(role) ?? 0) + ticks / ticksPerSecond());
}

function ticksPerSecond(): number {
  return Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
