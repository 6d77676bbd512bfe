import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type FileHandle, mkdir, open, readFile, rename } from 'node:fs/promises';

import { Stop } from './stop.ts';

/** The folder for all that is written. */
export const FOLDER = 'out';

/** A file that is written in large pieces, and goes on where it was. */
export class Output {
  readonly #file: FileHandle;
  #waiting: string[] = [];
  #waitingSize = 0;
  #bytes: number;

  private constructor(file: FileHandle, bytes: number) {
    this.#file = file;
    this.#bytes = bytes;
  }

  /** Opens a file that only you can read, and takes away what was written after the first so many bytes. */
  static async open(name: string, bytes: number): Promise<Output> {
    const path = `${FOLDER}/${name}`;
    const file = await open(path, existsSync(path) ? 'r+' : 'wx+', 0o600);
    const { size } = await file.stat();
    if (size < bytes) throw new Stop(`${path} was changed. Delete the folder ${FOLDER}, and start again.`);
    await file.truncate(bytes);
    return new Output(file, bytes);
  }

  /** Adds a line. */
  async add(value: string | object): Promise<void> {
    const line = `${typeof value === 'string' ? value : JSON.stringify(value)}\n`;
    this.#waiting.push(line);
    this.#waitingSize += line.length;
    if (this.#waitingSize > 1_000_000) await this.#write();
  }

  /** Puts all lines on the disk, and returns how many bytes the file has then. */
  async save(): Promise<number> {
    await this.#write();
    await this.#file.sync();
    return this.#bytes;
  }

  async #write(): Promise<void> {
    const bytes = Buffer.from(this.#waiting.join(''));
    this.#waiting = [];
    this.#waitingSize = 0;
    for (let written = 0; written < bytes.length;) {
      const part = await this.#file.write(bytes, written, bytes.length - written, this.#bytes);
      written += part.bytesWritten;
      this.#bytes += part.bytesWritten;
    }
  }
}

/** Reads what `writeState` wrote; `undefined` if it wrote nothing yet. */
export async function readState<State>(name: string): Promise<State | undefined> {
  const path = `${FOLDER}/${name}`;
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(await readFile(path, 'utf8')) as State;
  } catch {
    throw new Stop(`${path} is damaged. Delete it, and start again.`);
  }
}

/** Writes how far a program is. A program that is killed meanwhile leaves the old state. */
export async function writeState(name: string, state: object): Promise<void> {
  const path = `${FOLDER}/${name}`;
  const file = await open(`${path}.new`, 'w', 0o600);
  await file.writeFile(`${JSON.stringify(state, null, 2)}\n`);
  await file.sync();
  await file.close();
  await rename(`${path}.new`, path);
}

/** Makes the folder and takes it for this run alone. */
export async function takeFolder(): Promise<void> {
  await mkdir(FOLDER, { recursive: true, mode: 0o700 });
  const path = `${FOLDER}/lock`;
  const other = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0;
  if (other > 0 && other !== process.pid && isRunning(other)) {
    throw new Stop(
      `Process ${other} works on the folder ${FOLDER}. Wait for it; or end it, and delete ${path}.`,
    );
  }
  writeFileSync(path, String(process.pid));
  process.once('exit', () => {
    rmSync(path, { force: true });
  });
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    // There is one, but it belongs to another user.
    return (error as { readonly code?: unknown }).code === 'EPERM';
  }
}

/** A short text that is the same for the same parts. */
export function fingerprint(...parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\n');
  return hash.digest('hex').slice(0, 16);
}
