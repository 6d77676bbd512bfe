import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { fingerprint } from './output.ts';
import { firstBytes, isUtf16, type Line, linesOf, type Place, START } from './lines.ts';
import { Stop } from './stop.ts';

const NO_BYTES = Buffer.alloc(0);

export interface Input {
  /** The files in the order in which they are read. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  /** The bytes of all files. */
  readonly bytes: number;
  /** Tells this input from others. */
  readonly id: string;
}

/** Finds what is to be read: a file; or all files of a folder, by name, but for those that are not finished. */
export async function findInput(path: string): Promise<Input> {
  if (!existsSync(path)) throw new Stop(`There is no file or folder ${path}.`);
  const isFolder = (await stat(path)).isDirectory();
  const paths = isFolder ? await filesIn(path) : [path];
  const files = await Promise.all(
    paths.map(async (name) => ({ path: name, bytes: (await stat(name)).size })),
  );
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes === 0) throw new Stop(`${path} is empty.`);
  const heads = await Promise.all(paths.map((name) => firstBytes(name, 4096)));
  const utf16 = paths.find(
    (name, position) => !name.endsWith('.encoded') && isUtf16(heads[position] ?? NO_BYTES),
  );
  if (utf16) throw new Stop(`${utf16} is in UTF-16. Save it as UTF-8, and start again; the guide shows how.`);
  return { files, bytes, id: fingerprint(...paths, String(bytes), ...heads) };
}

/** A line of an input. */
export interface InputLine extends Line {
  /** The position of its file, from 0 on. */
  readonly fileNumber: number;
  readonly file: string;
  /** How large a part of the input ends with it, from 0 to 1. */
  readonly part: number;
}

/** All lines from a place in a file on. */
export async function* linesFrom(
  { files, bytes }: Input,
  from: { readonly fileNumber: number; readonly place: Place },
): AsyncGenerator<InputLine> {
  let bytesBefore = 0;
  for (const [fileNumber, file] of files.entries()) {
    if (fileNumber >= from.fileNumber) {
      const place = fileNumber === from.fileNumber ? from.place : START;
      for await (const line of linesOf(file.path, place)) {
        yield { ...line, fileNumber, file: file.path, part: (bytesBefore + line.end.bytes) / bytes };
      }
    }
    bytesBefore += file.bytes;
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !entry.name.endsWith('.part'))
    .map(({ name }) => join(folder, name))
    .sort();
}
