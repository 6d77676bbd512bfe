/** The largest body that is turned into events: a form of about 40,000 messages. */
export const MAX_BYTES = 10_000_000;

/** The largest body that is kept aside. It is written as it arrives, and never held in memory whole. */
export const MAX_KEPT_BYTES = 200_000_000;

/** Bytes, in pieces. */
export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** A body as far as it could be read. */
export interface Body {
  /** What to pass to `transformOlark`. */
  readonly value?: unknown;
  /** Why there is no value. */
  readonly problem?: 'BODY_TOO_LARGE' | 'BODY_NOT_DECODED';
  /** What to keep aside. It can be read once. */
  readonly bytes: Chunks;
  /** Whether these bytes are still compressed. */
  readonly isEncoded?: boolean;
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
  if (body instanceof Uint8Array) {
    return decoded({ bytes: body, isWhole: body.length <= MAX_BYTES }, encoding, [body]);
  }
  if (isStream(body)) {
    const chunks = body[Symbol.asyncIterator]();
    const read = await readUpTo(MAX_BYTES, chunks);
    return decoded(read, encoding, read.isWhole ? [read.bytes] : withRest(read.bytes, chunks));
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { value: body, bytes: [new TextEncoder().encode(text)] };
}

/** Joins chunks to one piece. */
export async function join(chunks: Chunks): Promise<Uint8Array<ArrayBuffer>> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return concatenate(all);
}

/** The chunks of a stream of the web, such as the body of a `Request`. */
export async function* chunksOfStream(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

/** A body whose compression is undone, if that is possible. */
async function decoded(read: Read, encoding: string, bytes: Chunks): Promise<Body> {
  const isEncoded = !['', 'identity'].includes(encoding);
  if (!read.isWhole) return { problem: 'BODY_TOO_LARGE', bytes, isEncoded };
  if (!isEncoded) return { value: read.bytes, bytes };
  const result = await decompress(read.bytes, encoding).catch(() => undefined);
  if (result?.isWhole) return { value: result.bytes, bytes: [result.bytes] };
  return { problem: result ? 'BODY_TOO_LARGE' : 'BODY_NOT_DECODED', bytes, isEncoded };
}

interface Read {
  readonly bytes: Uint8Array;
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
  return { bytes: concatenate(read), isWhole: next.done === true };
}

function concatenate(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0));
  let end = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, end);
    end += chunk.length;
  }
  return bytes;
}

/** What was read, and what is still to come. */
async function* withRest(read: Uint8Array, chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
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

async function decompress(bytes: Uint8Array, encoding: string): Promise<Read> {
  // Throws for a format that the platform does not know.
  const decompression = new DecompressionStream(encoding.replace('x-gzip', 'gzip') as CompressionFormat);
  const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(decompression);
  return readUpTo(MAX_BYTES, chunksOfStream(stream));
}
