import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createBrotliDecompress, createUnzip } from 'node:zlib';

/** The longest line that is read: 100 MB. Whatever is longer would not fit into memory some day. */
export const MAX_LINE_BYTES = 100_000_000;

/** A place between two lines. */
export interface Place {
  /** How many lines come before it. */
  readonly lines: number;
  /** How many bytes come before it. */
  readonly bytes: number;
}

export interface Line {
  /** 1 for the first line of the file. */
  readonly number: number;
  /** The line without its line break, or why it cannot be read. */
  readonly content: Buffer | 'LINE_TOO_LONG' | 'NOT_DECODED';
  /** Where the next line begins. */
  readonly end: Place;
}

export const START: Place = { lines: 0, bytes: 0 };

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * The lines of a file in UTF-8, from a place on. Lines end at line feeds alone: `readline` would also split at U+2028,
 * which can be inside of JSON text. A file that ends in `.encoded` is what a server kept of a compressed request.
 */
export async function* linesOf(path: string, from: Place = START): AsyncGenerator<Line> {
  const isEncoded = path.endsWith('.encoded');
  let { lines } = from;
  let bytes = isEncoded ? from.bytes : Math.max(from.bytes, await markBytes(path));
  let parts: Buffer[] = [];
  let size = 0;
  const lineOf = (content: Line['content'], breakBytes: number): Line => {
    lines += 1;
    bytes += size + breakBytes;
    parts = [];
    size = 0;
    return { number: lines, content, end: { lines, bytes } };
  };
  const joined = (): Line['content'] => {
    if (size > MAX_LINE_BYTES) return 'LINE_TOO_LONG';
    const line = Buffer.concat(parts);
    return line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line;
  };
  const add = (part: Buffer): void => {
    size += part.length;
    if (size > MAX_LINE_BYTES) parts = [];
    else if (part.length > 0) parts.push(part);
  };
  try {
    for await (const chunk of isEncoded ? decoded(path, lines) : chunksOf(path, bytes)) {
      let start = 0;
      for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
        add(chunk.subarray(start, end));
        yield lineOf(joined(), 1);
        start = end + 1;
      }
      add(chunk.subarray(start));
    }
  } catch (error) {
    if (!isEncoded || !isDecodingError(error)) throw error;
    yield lineOf('NOT_DECODED', 0);
  }
  if (size > 0) yield lineOf(joined(), 0);
}

function chunksOf(path: string, start: number): AsyncIterable<Buffer> {
  return createReadStream(path, { start, highWaterMark: 262_144 });
}

/** Whether bytes could not be decompressed. */
function isDecodingError(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && /^(?:Z_|ERR_)/.test(code);
}

async function* decoded(path: string, linesDone: number): AsyncGenerator<Buffer> {
  if (linesDone > 0) return;
  const [first, second] = await firstBytes(path, 2);
  const isZip = (first === 0x1f && second === 0x8b) || first === 0x78;
  const decoder = isZip ? createUnzip() : createBrotliDecompress();
  const source = createReadStream(path);
  source.once('error', (error) => decoder.destroy(error));
  yield* source.pipe(decoder);
}

/** How many bytes the byte-order mark takes that PowerShell and Notepad write. */
async function markBytes(path: string): Promise<number> {
  const mark = await firstBytes(path, 3);
  return mark.equals(UTF8_MARK) ? UTF8_MARK.length : 0;
}

/** Whether a file that begins so is in UTF-16, which older PowerShells write. */
export function isUtf16([first, second]: Buffer): boolean {
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isMarked || first === 0 || second === 0;
}

/** The first bytes of a file. */
export async function firstBytes(path: string, count: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
