import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { transformOlark } from '../../src/index.js';
import { makeFolder, ROOT } from '../docs/code.js';
import { type DataPlane, startDataPlane } from '../support/data-plane.js';
import { fixture } from '../support/fixtures.js';
import { freePort } from '../support/server.js';

const EXAMPLE = join(ROOT, 'docs/examples/backfill');

const sources = Object.fromEntries(
  readdirSync(EXAMPLE)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => [name, readFileSync(join(EXAMPLE, name), 'utf8')]),
);
const {
  'rudderstack.ts': rudderStack = '',
  'lines.ts': lines = '',
  'progress.ts': progress = '',
  'make-events.ts': makeEvents = '',
} = sources;

const folder = makeFolder();
const pathOf = (name: string) => join(folder.path, name);

/** The values in the lines of a file that was written. */
function valuesIn(name: string): Record<string, unknown>[] {
  return readFileSync(pathOf(`out/${name}`), 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

function asForm(conversation: unknown): string {
  return `data=${encodeURIComponent(JSON.stringify(conversation))}`;
}

/** A conversation with messages that take a million bytes each. */
function largeConversation(id: string, messages: number): object {
  const items = Array.from({ length: messages }, (_, position) => ({
    kind: 'MessageToOperator',
    timestamp: `${String(1_473_774_819 + position)}.5`,
    body: `${String(position)}${'x'.repeat(999_999)}`,
  }));
  return { kind: 'Conversation', id, items, visitor: { id: 'v1' } };
}

const { payload } = fixture('several-groups-and-operators');
const longer = fixture('conversation-goes-on').payload;
const old = fixture('old-delivery').payload;
/** `JSON.stringify` leaves these separators as they are, and `readline` splits at them. */
const separated = { kind: 'Conversation', tags: ['a,\u2028b\u2029'], visitor: { id: 'v1' } };

beforeAll(() => {
  folder.write({
    ...sources,
    // Tests do not wait, need no file of 100 MB, and see no progress on a slow machine.
    'rudderstack.ts': rudderStack.replace('FIRST_PAUSE = 1000', 'FIRST_PAUSE = 1'),
    'progress.ts': progress.replace('SECONDS = 2', 'SECONDS = 3600'),
    'lines.ts': lines.replace('MAX_LINE_BYTES = 100_000_000', 'MAX_LINE_BYTES = 8_000_000'),
  });
});

beforeEach(() => {
  rmSync(pathOf('out'), { recursive: true, force: true });
});

describe('make-events.ts', () => {
  /** Runs it over a file with this content. */
  async function make(content: string | Buffer) {
    writeFileSync(pathOf('bodies.txt'), content);
    return folder.run(['make-events.js', 'bodies.txt']);
  }

  it('makes events of each delivery once, with its time, and puts bad lines aside with what is wrong', async () => {
    const bodies = [
      asForm(payload),
      '',
      '{"kind":"Conv',
      JSON.stringify(old),
      JSON.stringify(payload),
      '{"kind":"Conversation"}',
      asForm(longer),
      JSON.stringify(separated),
    ];
    expect(await make(bodies.join('\r\n'))).toStrictEqual({
      log: '',
      code: 0,
      output: [
        '8 lines = 4 deliveries + 1 repeats + 2 bad + 1 blank',
        '7 events = 7 written (0 of them shortened) + 0 too large',
        'The bad lines are in out/bad.ndjson.',
        'Look at out/events.ndjson. To send it: npm run send\n',
      ].join('\n'),
    });
    const expected = [payload, old, longer, separated].flatMap((body) =>
      transformOlark(body, { profile: 'complete' }),
    );
    const events = valuesIn('events.ndjson');
    expect(events).toStrictEqual(
      expected.map((event) => ('event' in event ? { ...event, event: 'Conversation' } : event)),
    );
    expect(transformOlark(old)[0].event).toBe('conversation');
    expect(events.slice(0, -1).map(({ timestamp }) => timestamp)).not.toContain(undefined);
    expect(valuesIn('bad.ndjson')).toStrictEqual([
      { file: 'bodies.txt', line: 3, code: 'OLARK_INVALID_JSON', body: bodies[2] },
      { file: 'bodies.txt', line: 6, code: 'OLARK_MISSING_FIELD', path: 'visitor.id', body: bodies[5] },
    ]);
  });

  it('takes bad lines again, once they or the rules are mended', async () => {
    await make('{"kind":"Conv\n');
    const [bad] = valuesIn('bad.ndjson');
    writeFileSync(pathOf('bad.ndjson'), `${JSON.stringify({ ...bad, body: asForm(payload) })}\n`);
    rmSync(pathOf('out'), { recursive: true });
    await folder.run(['make-events.js', 'bad.ndjson']);
    expect(valuesIn('events.ndjson')).toStrictEqual(transformOlark(payload, { profile: 'complete' }));
  });

  it.each([
    { name: 'line feeds', content: `${asForm(payload)}\n\n` },
    { name: 'no line break at the end', content: asForm(payload) },
    { name: 'CRLF', content: `${asForm(payload)}\r\n` },
    { name: 'a byte-order mark', content: `\uFEFF${JSON.stringify(payload)}\r\n` },
  ])('reads a file with $name', async ({ content }) => {
    expect((await make(content)).code).toBe(0);
    expect(valuesIn('events.ndjson')).toStrictEqual(transformOlark(payload, { profile: 'complete' }));
  });

  it('reads what a server kept: a file for each delivery, compressed ones too', async () => {
    mkdirSync(pathOf('kept'));
    writeFileSync(pathOf('kept/1-RUDDERSTACK_401.txt'), `${asForm(payload)}\n`);
    writeFileSync(pathOf('kept/2-BODY_TOO_LARGE.encoded'), gzipSync(JSON.stringify(longer)));
    writeFileSync(pathOf('kept/3-BODY_NOT_DECODED.encoded'), gzipSync(asForm(old)).subarray(0, 50));
    writeFileSync(pathOf('kept/4-RUDDERSTACK_401.txt.part'), 'data=%7B%22kind');
    const { output, code } = await folder.run(['make-events.js', 'kept']);
    expect([output.split('\n')[0], code]).toStrictEqual([
      '3 lines = 2 deliveries + 0 repeats + 1 bad + 0 blank',
      0,
    ]);
    const expected = [payload, longer].flatMap((body) => transformOlark(body, { profile: 'complete' }));
    expect(valuesIn('events.ndjson')).toStrictEqual(expected);
    const file = join('kept', '3-BODY_NOT_DECODED.encoded');
    expect(valuesIn('bad.ndjson')).toStrictEqual([{ file, line: 1, code: 'NOT_DECODED' }]);
  });

  it('shortens a transcript that is too large for a request, and names what it cannot shorten', async () => {
    const tooLong = 'x'.repeat(8_000_001);
    const hugeTag = { kind: 'Conversation', tags: ['x'.repeat(4_000_000)], visitor: { id: 'v2' } };
    const bodies = [JSON.stringify(largeConversation('c1', 6)), tooLong, JSON.stringify(hugeTag)];
    const { output } = await make(`${bodies.join('\n')}\n`);
    expect(output).toBe(
      [
        '3 lines = 2 deliveries + 0 repeats + 1 bad + 0 blank',
        '2 events = 1 written (1 of them shortened) + 1 too large',
        'The bad lines are in out/bad.ndjson.',
        'What is too large or was shortened is named in out/large.ndjson.',
        'Look at out/events.ndjson. To send it: npm run send\n',
      ].join('\n'),
    );
    const [whole] = transformOlark(largeConversation('c1', 6), { profile: 'complete' });
    const { items = [], ...others } = whole.properties;
    expect(valuesIn('events.ndjson')).toStrictEqual([
      { ...whole, properties: { ...others, items: items.slice(0, 3), itemsLeftOut: 3 } },
    ]);
    const [unsent] = transformOlark(hugeTag, { profile: 'complete' });
    const [first, second] = [whole, unsent].map((event) => ({
      type: 'track',
      messageId: event.messageId,
      bytes: JSON.stringify(event).length,
    }));
    expect(valuesIn('large.ndjson')).toStrictEqual([
      { file: 'bodies.txt', line: 1, ...first, isWritten: true, itemsLeftOut: 3 },
      { file: 'bodies.txt', line: 3, ...second, isWritten: false, itemsLeftOut: 0 },
    ]);
    expect(valuesIn('bad.ndjson')).toStrictEqual([{ file: 'bodies.txt', line: 2, code: 'LINE_TOO_LONG' }]);
  });

  it('goes on where it was when it is killed', async () => {
    const other = makeFolder();
    const killer = `
      import { existsSync, writeFileSync } from 'node:fs';
      import { transformOlark } from 'olark-to-rudderstack';
      export function eventsOf(body) {
        if (String(body).includes('"c5"') && !existsSync('killed')) {
          writeFileSync('killed', '');
          process.kill(process.pid, 'SIGKILL');
        }
        return transformOlark(body, { profile: 'complete' });
      }`;
    other.write({
      ...sources,
      'make-events.ts': makeEvents.replace('SAVE_EVERY = 5000', 'SAVE_EVERY = 2'),
      'events.ts': killer,
    });
    const conversations = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c1'].map((id) => largeConversation(id, 1));
    const content = conversations.map((body) => `${JSON.stringify(body)}\n`).join('');
    writeFileSync(join(other.path, 'bodies.txt'), `\uFEFF${content}`);

    expect((await other.run(['make-events.js', 'bodies.txt'])).code).toBe(null);
    const sent = await other.run(['send.js']);
    expect(sent.log).toMatch(/^Set DATA_PLANE_URL/);
    const { log, output } = await other.run(['make-events.js', 'bodies.txt']);
    expect(log).toBe('Going on after 4 lines.\n');
    expect(output).toContain('7 lines = 6 deliveries + 1 repeats + 0 bad + 0 blank');
    const events = readFileSync(join(other.path, 'out/events.ndjson'), 'utf8');
    const expected = conversations
      .slice(0, 6)
      .flatMap((body) => transformOlark(body, { profile: 'complete' }));
    expect(events).toBe(expected.map((event) => `${JSON.stringify(event)}\n`).join(''));
  });

  it('shows how far it is', async () => {
    const other = makeFolder();
    other.write({ ...sources, 'progress.ts': progress.replace('SECONDS = 2', 'SECONDS = 0') });
    writeFileSync(join(other.path, 'bodies.txt'), `${asForm(payload)}\n\n`);
    const { log } = await other.run(['make-events.js', 'bodies.txt']);
    expect(log).toMatch(/^1 lines, [\d,]+ lines\/s, 99 %\n2 lines, [\d,]+ lines\/s, 100 %\n$/);
  });

  it.each([
    {
      fault: 'no name of a file',
      args: [],
      says: 'Say which file or folder holds the deliveries: npm start bodies.txt',
    },
    { fault: 'a missing file', args: ['body.txt'], says: 'There is no file or folder body.txt.' },
    { fault: 'an empty file', args: ['empty.txt'], says: 'empty.txt is empty.' },
    {
      fault: 'a file in UTF-16 with its mark',
      args: ['utf16.txt'],
      says: 'utf16.txt is in UTF-16. Save it as UTF-8, and start again; the guide shows how.',
    },
    {
      fault: 'a file in UTF-16 without a mark',
      args: ['bare.txt'],
      says: 'bare.txt is in UTF-16. Save it as UTF-8, and start again; the guide shows how.',
    },
  ])('says what is wrong with $fault, and writes nothing', async ({ args, says }) => {
    writeFileSync(pathOf('empty.txt'), '');
    writeFileSync(pathOf('utf16.txt'), '\uFEFFdata=', 'utf16le');
    writeFileSync(pathOf('bare.txt'), 'data=', 'utf16le');
    const { log, code } = await folder.run(['make-events.js', ...args]);
    expect([log, code]).toStrictEqual([`${says}\n`, 1]);
    expect(existsSync(pathOf('out'))).toBe(false);
  });

  it('overwrites nothing', async () => {
    await make(asForm(payload));
    const before = statSync(pathOf('out/events.ndjson'));
    const again = await make(asForm(payload));
    expect(again.log).toBe(
      'The events are in out already. To make them again, delete that folder, and start again.\n',
    );
    const other = await make(asForm(old));
    expect(other.log).toBe('The folder out is of another input. Rename or delete it, and start again.\n');
    expect(statSync(pathOf('out/events.ndjson'))).toStrictEqual(before);
    expect(before.mode & 0o077).toBe(0);
  });

  it('says at once that an option is wrong', async () => {
    const other = makeFolder();
    const events = sources['events.ts'] ?? '';
    other.write({ ...sources, 'events.ts': events.replace("'complete'", "'complet'") });
    writeFileSync(join(other.path, 'bodies.txt'), asForm(payload));
    const { log, code } = await other.run(['make-events.js', 'bodies.txt']);
    expect([log, code]).toStrictEqual([
      expect.stringMatching(/^Mend events\.ts: `options\.profile` must be .+\n$/),
      1,
    ]);
    expect(existsSync(join(other.path, 'out'))).toBe(false);
  });

  it('leaves the folder to another run that is at work on it', async () => {
    await make(asForm(payload));
    rmSync(pathOf('out/made.json'));
    writeFileSync(pathOf('out/lock'), String(process.pid));
    const { log, code } = await make(asForm(payload));
    expect(log).toContain(`Process ${String(process.pid)} works on the folder out.`);
    expect(code).toBe(1);
  });
});

describe('send.ts', () => {
  let dataPlane: DataPlane;
  const events = Array.from({ length: 1200 }, (_, index) => ({ type: 'track', messageId: String(index) }));

  function write(values: readonly object[], end = ''): void {
    mkdirSync(pathOf('out'));
    const content = values.map((value) => `${JSON.stringify(value)}\n`).join('');
    writeFileSync(pathOf('out/events.ndjson'), content + end);
  }

  beforeAll(async () => {
    dataPlane = await startDataPlane();
  });

  beforeEach(() => {
    dataPlane.reset();
    vi.stubEnv('DATA_PLANE_URL', dataPlane.url);
    vi.stubEnv('WRITE_KEY', 'key');
  });

  afterAll(() => dataPlane.close());

  it('sends every event once and in order', async () => {
    const large = { type: 'track', messageId: 'large', text: 'x'.repeat(3e6) };
    const separate = { type: 'track', messageId: 'separate', text: 'a\u2028b' };
    const all = [...events, large, { ...large, messageId: 'large, too' }, separate];
    write(all);
    const { log, output, code } = await folder.run(['send.js']);
    expect([log, output, code]).toStrictEqual(['', '1,203 lines = 1,203 sent + 0 refused + 0 damaged\n', 0]);
    expect(dataPlane.messages).toStrictEqual(all);
    expect(dataPlane.requests).toHaveLength(4);
    expect(dataPlane.requests[0]).toStrictEqual({
      writeKey: 'key',
      path: '/v1/batch',
      type: 'application/json',
    });

    const again = await folder.run(['send.js']);
    expect(again.log).toBe('These events were sent already. To send them all again, delete out/sent.json.\n');
    vi.stubEnv('WRITE_KEY', 'another');
    const elsewhere = await folder.run(['send.js']);
    expect(elsewhere.log).toBe(
      'out/sent.json is about other events or another source. Delete it to send all from the start.\n',
    );
    expect(dataPlane.requests).toHaveLength(4);
  });

  it('goes on where it was when it is killed, and sends at most one request twice', async () => {
    const many = Array.from({ length: 30_000 }, (_, index) => ({ type: 'track', messageId: String(index) }));
    write(many);
    const child = spawn(process.execPath, ['send.js'], { cwd: folder.path });
    await expect
      .poll(() => dataPlane.messages.length, { interval: 1, timeout: 30_000 })
      .toBeGreaterThan(1000);
    child.kill('SIGKILL');
    await once(child, 'close');
    const before = dataPlane.messages.length;
    expect(before).toBeLessThan(many.length);
    const { log, code } = await folder.run(['send.js']);
    expect([log, code]).toStrictEqual([expect.stringMatching(/^Going on after line [\d,]+\.\n/), 0]);
    const ids = dataPlane.messages.map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(many.length);
    expect(ids.length - many.length).toBeLessThanOrEqual(500);
  });

  it.each([429, 503])('waits while RudderStack answers %i', async (status) => {
    write(events);
    dataPlane.answer(status);
    const busy = folder.run(['send.js']);
    await expect.poll(() => dataPlane.requests.length, { timeout: 30_000 }).toBeGreaterThan(2);
    dataPlane.answer(200);
    const { log, code } = await busy;
    expect(log).toContain(`RudderStack answered ${String(status)}. Trying again in 0.001 s.\n`);
    expect(code).toBe(0);
    expect(dataPlane.messages).toStrictEqual(events);
  });

  it('gives up when RudderStack stays down, and says that it will go on', async () => {
    write(events);
    vi.stubEnv('DATA_PLANE_URL', `http://127.0.0.1:${await freePort()}`);
    const { log, code } = await folder.run(['send.js']);
    expect(log).toContain('RudderStack did not answer (ECONNREFUSED). Trying again in 0.001 s.\n');
    expect(log.trimEnd().split('\n').at(-1)).toBe(
      'RudderStack did not answer (ECONNREFUSED), 12 times. Run npm run send later: it goes on after line 0.',
    );
    expect(code).toBe(1);
  });

  it.each([
    { status: 301, says: 'RudderStack answered 301, a redirect: check DATA_PLANE_URL (https, the host).' },
    { status: 401, says: 'RudderStack answered 401: WRITE_KEY is wrong, or its source is switched off.' },
    {
      status: 404,
      says: 'RudderStack answered 404: check the host of DATA_PLANE_URL, and the source of WRITE_KEY.',
    },
    {
      status: 400,
      says: 'RudderStack refuses line 1 of out/events.ndjson (400). Mend or delete that line.',
    },
  ])('stops with one sentence at $status', async ({ status, says }) => {
    write(events);
    dataPlane.answer(status);
    expect(await folder.run(['send.js'])).toStrictEqual({ output: '', log: `${says}\n`, code: 1 });
  });

  it('names what is too large for a server with another limit, and sends the rest', async () => {
    write(events.slice(0, 3));
    dataPlane.answer(413);
    const { log, output, code } = await folder.run(['send.js']);
    expect(output).toBe('3 lines = 0 sent + 3 refused + 0 damaged\n');
    expect(log).toContain('RudderStack refuses line 2, because it is too large (413).\n');
    expect(code).toBe(1);
    expect(valuesIn('refused.ndjson')).toStrictEqual([
      { line: 1, status: 413, messageId: '0', bytes: 32 },
      { line: 2, status: 413, messageId: '1', bytes: 32 },
      { line: 3, status: 413, messageId: '2', bytes: 32 },
    ]);
  });

  it('names a line that was cut by its own number, and sends the rest', async () => {
    write(events, '{"type":"track","mess');
    const { log, output, code } = await folder.run(['send.js']);
    expect(output).toBe('1,201 lines = 1,200 sent + 0 refused + 1 damaged\n');
    expect(log).toBe(
      'Line 1201 of out/events.ndjson is damaged, and is not sent.\nWhat was not sent is in out/refused.ndjson.\n',
    );
    expect(code).toBe(1);
    expect(dataPlane.messages).toStrictEqual(events);
  });

  it.each([
    {
      fault: 'no address',
      DATA_PLANE_URL: '',
      says: 'Set DATA_PLANE_URL to a URL that begins with https://',
    },
    {
      fault: 'an address without https://',
      DATA_PLANE_URL: 'example.com',
      says: 'Set DATA_PLANE_URL to a URL that begins with https://',
    },
    {
      fault: 'no write key',
      WRITE_KEY: '',
      says: 'Set WRITE_KEY to the write key of a source in RudderStack, without spaces.',
    },
    {
      fault: 'a write key with a space',
      WRITE_KEY: 'a b',
      says: 'Set WRITE_KEY to the write key of a source in RudderStack, without spaces.',
    },
  ])('says at once that there is $fault', async ({ says, DATA_PLANE_URL, WRITE_KEY }) => {
    if (DATA_PLANE_URL !== undefined) vi.stubEnv('DATA_PLANE_URL', DATA_PLANE_URL);
    if (WRITE_KEY !== undefined) vi.stubEnv('WRITE_KEY', WRITE_KEY);
    expect(await folder.run(['send.js'])).toStrictEqual({ output: '', log: `${says}\n`, code: 1 });
  });

  it('needs events that are complete', async () => {
    const missing = await folder.run(['send.js']);
    expect(missing.log).toBe('There is no out/events.ndjson. Make it first: npm start bodies.txt\n');
    write(events);
    writeFileSync(pathOf('out/made.json'), '{ "isDone": false }');
    const unfinished = await folder.run(['send.js']);
    expect(unfinished.log).toBe('out/events.ndjson is not finished. Run npm start again first, as before.\n');
  });

  it('reads settings from a file .env', async () => {
    write(events.slice(0, 1));
    vi.stubEnv('DATA_PLANE_URL', undefined);
    vi.stubEnv('WRITE_KEY', undefined);
    writeFileSync(pathOf('.env'), `DATA_PLANE_URL=${dataPlane.url}\nWRITE_KEY=from-file\n`);
    const { code } = await folder.run(['send.js']);
    rmSync(pathOf('.env'));
    expect(code).toBe(0);
    expect(dataPlane.requests[0]?.writeKey).toBe('from-file');
  });
});

describe('lines.ts', () => {
  interface Line {
    readonly content: Buffer;
    readonly end: object;
  }
  const separators = 'a\u2028b\u2029c\u0085d\re';
  // Chunks have 262,144 bytes: one ends within `é`, another between `\r` and `\n`.
  const texts = ['x'.repeat(262_143) + 'é', 'y'.repeat(262_138 - 3), '', separators, 'z'.repeat(800_000)];

  it('splits at line breaks alone, wherever the chunks of the file end, and goes on at any line', async () => {
    const lib = (await folder.load('lines.js')) as {
      linesOf: (path: string, from?: object) => AsyncIterable<Line>;
    };
    for (const [start, end] of [
      ['', ''],
      ['\uFEFF', '\r\n'],
    ] as const) {
      writeFileSync(pathOf('lines.txt'), start + texts.join('\r\n') + end);
      const found: Line[] = [];
      for await (const line of lib.linesOf(pathOf('lines.txt'))) found.push(line);
      expect(found.map(({ content }) => content.toString())).toStrictEqual(texts);
      for (const [position, { end: from }] of found.entries()) {
        const rest: string[] = [];
        for await (const { content } of lib.linesOf(pathOf('lines.txt'), from)) rest.push(content.toString());
        expect(rest).toStrictEqual(texts.slice(position + 1));
      }
    }
  });
});

it('the examples share files that are the same in each', () => {
  for (const name of ['fit.ts', 'rudderstack.ts', 'stop.ts']) {
    expect(readFileSync(join(ROOT, 'docs/examples/jetstream', name), 'utf8')).toBe(sources[name]);
  }
});
