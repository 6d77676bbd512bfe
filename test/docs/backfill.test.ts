import { readFileSync, writeFileSync } from 'node:fs';
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

beforeAll(() => {
  const { 'send.ts': send = '', ...files } = filesOf('docs/backfill.md');
  folder.write({ ...files, 'send.ts': send.replace('PAUSE = 1000', 'PAUSE = 1') });
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
  ];

  beforeAll(async () => {
    writeFileSync(pathOf('bodies.txt'), bodies.join('\r\n'));
    const { output, log, code } = await folder.run(['backfill.js', 'bodies.txt']);
    expect([log, code]).toStrictEqual(['', 0]);
    expect(output).toBe('{ lines: 7, events: 6, repeats: 1, bad: 2 }\n');
  });

  it('makes events of each delivery once, with its time', () => {
    const expected = [payload, old, longer].flatMap((body) => transformOlark(body, { profile: 'complete' }));
    const events = linesOf('events.ndjson');
    expect(events).toStrictEqual(
      expected.map((event) => ('event' in event ? { ...event, event: 'Conversation' } : event)),
    );
    expect(transformOlark(old)[0].event).toBe('conversation');
    expect(events.map(({ timestamp }) => timestamp)).not.toContain(undefined);
  });

  it('puts bad lines aside, with what is wrong with them', () => {
    expect(linesOf('bad.ndjson')).toStrictEqual([
      { line: 3, code: 'OLARK_INVALID_JSON', body: bodies[2] },
      { line: 6, code: 'OLARK_MISSING_FIELD', path: 'visitor.id', body: bodies[5] },
    ]);
  });
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
    const lines = [...events, large, tooLarge, large].map((event) => `${JSON.stringify(event)}\n`);
    writeFileSync(pathOf('events.ndjson'), lines.join(''));
    const { log, code } = await folder.run(['send.js']);
    expect([log, code]).toStrictEqual(['Line 1202 is too large for RudderStack.\n', 0]);
    expect(dataPlane.messages).toStrictEqual([...events, large, large]);
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
