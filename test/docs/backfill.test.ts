import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { transformOlark } from '../../src/index.js';
import { type DataPlane, startDataPlane } from '../support/data-plane.js';
import { fixture } from '../support/fixtures.js';
import { filesOf } from '../support/markdown.js';
import { makeFolder } from './code.js';

const folder = makeFolder();
const pathOf = (name: string) => join(folder.path, name);
const linesOf = (name: string) =>
  readFileSync(pathOf(name), 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const asForm = (conversation: unknown) => `data=${encodeURIComponent(JSON.stringify(conversation))}`;

const { payload } = fixture('several-groups-and-operators');
const longer = fixture('conversation-goes-on').payload;
const old = fixture('old-delivery').payload;
/** `JSON.stringify` leaves these separators as they are, and `readline` splits at them. */
const separated = { kind: 'Conversation', tags: ['a,\u2028b\u2029'], visitor: { id: 'v1' } };

beforeAll(() => {
  const { 'send.ts': send = '', ...files } = filesOf('docs/backfill.md');
  folder.write({ ...files, 'send.ts': send.replace('PAUSE = 1000', 'PAUSE = 1') });
});

it('lines.ts of docs/backfill.md splits at line breaks alone, wherever the chunks of the file end', async () => {
  const lib = (await folder.load('lines.js')) as { linesOf: (path: string) => AsyncIterable<string> };
  const separators = 'a\u2028b\u2029c\u0085d\re';
  // Chunks have 65,536 bytes: one ends within `é`, another between `\r` and `\n`.
  const lines = ['x'.repeat(65_535) + 'é', 'y'.repeat(65_530 - 3), '', separators, 'z'.repeat(200_000)];
  for (const end of ['', '\r\n']) {
    writeFileSync(pathOf('lines.txt'), lines.join('\r\n') + end);
    const found: string[] = [];
    for await (const line of lib.linesOf(pathOf('lines.txt'))) found.push(line);
    expect(found).toStrictEqual(lines);
  }
});

describe('the backfill of docs/backfill.md (backfill.ts)', () => {
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

  beforeAll(async () => {
    writeFileSync(pathOf('bodies.txt'), bodies.join('\r\n'));
    const { output, log, code } = await folder.run(['backfill.js', 'bodies.txt']);
    expect([log, code]).toStrictEqual(['', 0]);
    expect(output).toBe('{ lines: 8, events: 7, repeats: 1, bad: 2 }\n');
  });

  it('makes events of each delivery once, with its time', () => {
    const expected = [payload, old, longer, separated].flatMap((body) =>
      transformOlark(body, { profile: 'complete' }),
    );
    const events = linesOf('events.ndjson');
    expect(events).toStrictEqual(
      expected.map((event) => ('event' in event ? { ...event, event: 'Conversation' } : event)),
    );
    expect(transformOlark(old)[0].event).toBe('conversation');
    expect(events.slice(0, -1).map(({ timestamp }) => timestamp)).not.toContain(undefined);
  });

  it('puts bad lines aside, with what is wrong with them', () => {
    expect(linesOf('bad.ndjson')).toStrictEqual([
      { line: 3, code: 'OLARK_INVALID_JSON', body: bodies[2] },
      { line: 6, code: 'OLARK_MISSING_FIELD', path: 'visitor.id', body: bodies[5] },
    ]);
  });
});

it('the backfill of docs/backfill.md overwrites nothing, and needs its input first', async () => {
  const before = readFileSync(pathOf('events.ndjson'), 'utf8');
  const again = await folder.run(['backfill.js', 'bodies.txt']);
  expect([again.code, again.log]).toStrictEqual([1, expect.stringMatching(/EEXIST.*events\.ndjson/)]);
  expect(readFileSync(pathOf('events.ndjson'), 'utf8')).toBe(before);

  for (const name of ['events.ndjson', 'bad.ndjson']) rmSync(pathOf(name));
  const mistyped = await folder.run(['backfill.js', 'body.txt']);
  expect([mistyped.code, mistyped.log]).toStrictEqual([1, expect.stringMatching(/ENOENT.*body\.txt/)]);
  expect(existsSync(pathOf('events.ndjson'))).toBe(false);
});

describe('the way of docs/backfill.md to RudderStack (send.ts)', () => {
  let dataPlane: DataPlane;
  const events = Array.from({ length: 1200 }, (_, index) => ({ type: 'track', messageId: String(index) }));

  beforeAll(async () => {
    dataPlane = await startDataPlane();
    vi.stubEnv('DATA_PLANE_URL', dataPlane.url.replace(/\/$/, ''));
    vi.stubEnv('WRITE_KEY', 'key');
  });

  beforeEach(() => {
    dataPlane.reset();
  });

  afterAll(() => dataPlane.close());

  it('sends every event once and in order, and leaves out what is too large', async () => {
    const large = { type: 'track', messageId: 'large', text: 'x'.repeat(3e6) };
    const tooLarge = { ...large, text: 'x'.repeat(4e6) };
    const separate = { type: 'track', messageId: 'separate', text: 'a\u2028b' };
    const all = [...events, large, tooLarge, large, separate];
    const lines = all.map((event) => `${JSON.stringify(event)}\n`);
    writeFileSync(pathOf('events.ndjson'), lines.join(''));
    const { log, code } = await folder.run(['send.js']);
    expect([log, code]).toStrictEqual(['Line 1202 is too large for RudderStack.\n', 0]);
    expect(dataPlane.messages).toStrictEqual([...events, large, large, separate]);
    expect(dataPlane.requests).toHaveLength(4);
  });

  it('waits while RudderStack is overloaded, and says where to go on', async () => {
    writeFileSync(pathOf('events.ndjson'), events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    dataPlane.answer(429);
    const busy = folder.run(['send.js']);
    await expect.poll(() => dataPlane.requests.length, { timeout: 30_000 }).toBeGreaterThan(2);
    dataPlane.answer(200);
    expect((await busy).code).toBe(0);
    expect(dataPlane.messages).toStrictEqual(events);

    dataPlane.answer(401);
    const refused = await folder.run(['send.js']);
    expect(refused.log).toContain('RudderStack answered 401 at line 1.');
    expect(refused.code).toBe(1);
  });
});
