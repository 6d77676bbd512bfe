/** The largest body that is turned into events: a form of about 40,000 messages. */
export const MAX_BYTES = 10_000_000;

/** The largest body that is kept aside. It is written as it arrives, and never held in memory whole. */
export const MAX_KEPT_BYTES = 200_000_000;

type Chunks = AsyncIterable<Uint8Array>;

/** A body as far as it could be read. */
export interface Body {
  /** What to pass to `transformOlark`. */
  readonly value?: unknown;
  /** Why there is no value. */
  readonly problem?: 'BODY_TOO_LARGE' | 'BODY_NOT_DECODED';
  /** Whether the bytes are still compressed. */
  readonly isEncoded?: boolean;
  /** What to keep aside. It can be read once. */
  readonly bytes: Chunks;
}

/** A body that is too large even to be kept aside. */
export class TooLargeToKeepError extends Error {}

/**
 * Reads a body.
 *
 * @param body Its bytes; or what a parser that ran before has made of it.
 * @param encoding The header `Content-Encoding`: compression that nobody has undone yet.
 */
export async function readBody(body: unknown, encoding: string): Promise<Body> {
  if (body instanceof Uint8Array) return readBody(chunksOf(body), encoding);
  if (!isChunks(body)) return { value: body, bytes: chunksOf(textOf(body)) };
  const chunks = body[Symbol.asyncIterator]();
  const read = await readUpTo(MAX_BYTES, chunks);
  const isEncoded = !['', 'identity'].includes(encoding);
  if (!read.isWhole) {
    return { problem: 'BODY_TOO_LARGE', isEncoded, bytes: withRest(read.bytes, chunks) };
  }
  if (!isEncoded) return { value: read.bytes, bytes: chunksOf(read.bytes) };
  const decoded = await decode(read.bytes, encoding).catch(() => undefined);
  if (decoded?.isWhole) return { value: decoded.bytes, bytes: chunksOf(decoded.bytes) };
  const problem = decoded ? 'BODY_TOO_LARGE' : 'BODY_NOT_DECODED';
  return { problem, isEncoded, bytes: chunksOf(read.bytes) };
}

/** Joins chunks to one piece. */
export async function join(chunks: Chunks): Promise<Uint8Array<ArrayBuffer>> {
  return (await readUpTo(Infinity, chunks[Symbol.asyncIterator]())).bytes;
}

/** The chunks of a stream of the web, such as the body of a `Request`. */
export async function* chunksOfStream(stream: ReadableStream<Uint8Array>): Chunks {
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

function isChunks(body: unknown): body is Chunks {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

function textOf(parsed: unknown): Uint8Array {
  return new TextEncoder().encode(typeof parsed === 'string' ? parsed : JSON.stringify(parsed));
}

async function* chunksOf(bytes: Uint8Array): Chunks {
  yield bytes;
}

interface Read {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Whether that is all. */
  readonly isWhole: boolean;
}

/** Reads chunks until there are no more, or more bytes than the limit. */
async function readUpTo(limit: number, chunks: AsyncIterator<Uint8Array>): Promise<Read> {
  const read: Uint8Array[] = [];
  let size = 0;
  let next = await chunks.next();
  while (!next.done) {
    read.push(next.value);
    size += next.value.length;
    if (size > limit) break;
    next = await chunks.next();
  }
  const bytes = new Uint8Array(size);
  let end = 0;
  for (const chunk of read) {
    bytes.set(chunk, end);
    end += chunk.length;
  }
  return { bytes, isWhole: next.done === true };
}

/** What was read, and what is still to come. */
async function* withRest(read: Uint8Array, chunks: AsyncIterator<Uint8Array>): Chunks {
  let size = read.length;
  try {
    yield read;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
      size += next.value.length;
      if (size > MAX_KEPT_BYTES) throw new TooLargeToKeepError();
      yield next.value;
    }
  } finally {
    // Many senders read no answer before they have sent everything.
    while (!(await chunks.next()).done);
  }
}

async function decode(bytes: Uint8Array<ArrayBuffer>, encoding: string): Promise<Read> {
  // Throws for a format that the platform does not know.
  const decoder = new DecompressionStream(encoding.replace('x-gzip', 'gzip') as CompressionFormat);
  const stream = new Blob([bytes]).stream().pipeThrough(decoder);
  return readUpTo(MAX_BYTES, chunksOfStream(stream)[Symbol.asyncIterator]());
}
