import { spawnSync } from 'node:child_process';

import { describe, expect, it } from 'vitest';

import { transformOlark } from '../../src/index.js';
import * as mappers from '../../src/mappers.js';
import { fixtures } from '../support/fixtures.js';
import { filesOf, readDocument } from '../support/markdown.js';
import { makeFolder } from './code.js';

const folder = makeFolder();

// JSON that other languages write in other ways than JavaScript.
const wholeNumbers = ['0', '-0', '1.0', '100', '1e2', '9007199254740993', `1${'0'.repeat(400)}`];
const fractions = ['-1.50', '0.1', '4.35', '333333333.33333329', '0.000001', '0.0000012', '1e-7', '-1.25e-9'];
const largeNumbers = ['1e20', '123456789012345678901', '1e21', '-1.5e21', '1e22'];
const limits = ['5e-324', '1.7976931348623157e308', '1e400', '-1e400'];
const numbers = [...wholeNumbers, ...fractions, ...largeNumbers, ...limits];

const indices = ['10', '9', '4294967294'];
const almostIndices = ['01', '4294967295', '-1', '1.5'];
const words = ['b', 'a', 'A', '', '__proto__'];
const characters = ['ö', '€', '🙂', '\ufb33', '\\ud83d', '\\u0000'];
const keys = [...indices, ...almostIndices, ...words, ...characters];

const odd = `{
  "kind": "Conversation",
  "visitor": { "id": "Zoë 🙂" },
  "groups": [{ "id": "a" }, { "id": "" }, null, { "id": 7 }],
  "twice": 1,
  "twice": 2,
  "none": null,
  "empty": "",
  "text": "\\u0000\\u001f\\u007f\\u2028\\b\\f\\n\\r\\t\\"\\\\\\/\\ud83d\\ude00\\ud83d é🙂",
  "list": [[], {}, [true, false]],
  "numbers": [${numbers.join()}],
  "keys": { ${keys.map((key, index) => `"${key}": ${String(index)}`).join()} }
}`;

it('the events.ts of docs/mapping.md adds an identify event where something is known about the visitor', async () => {
  const { 'events.ts': code = '' } = filesOf('docs/mapping.md');
  folder.write({ 'events.ts': code });
  const { eventsOf } = (await folder.load('events.js')) as {
    eventsOf: (body: unknown) => readonly unknown[];
  };
  const groups = [{ id: 'g1' }];
  expect(
    eventsOf({ kind: 'Conversation', groups, visitor: { id: 'v1', emailAddress: 'bob@example.com' } }),
  ).toMatchObject([
    { type: 'track' },
    { type: 'group' },
    { type: 'identify', traits: { email: 'bob@example.com' } },
  ]);
  expect(eventsOf({ kind: 'Conversation', groups, visitor: { id: 'v1' } })).toMatchObject([
    { type: 'track' },
    { type: 'group' },
  ]);
});

describe.skipIf(spawnSync('python3', ['--version']).status !== 0)('olark_ids.py of docs/mapping.md', () => {
  it('computes the ids that the events have', () => {
    folder.write({
      ...filesOf('docs/mapping.md'),
      'ask.py': `
import json, sys
from olark_ids import message_ids, rudder_id
for delivery in json.loads(sys.argv[1]):
    ids = message_ids(delivery["text"], delivery["groups"])
    print(json.dumps({"rudderId": rudder_id(delivery["userId"]), "messageIds": ids}))
`,
    });
    const texts = [odd, ...fixtures.map(({ payload }) => JSON.stringify(mappers.parseDelivery(payload)))];
    const deliveries = texts.map((text) => {
      const [track, ...groups] = transformOlark(text);
      return { text, track, groups };
    });
    const questions = deliveries.map(({ text, track: { userId }, groups }) => ({
      text,
      userId,
      groups: groups.length,
    }));
    const { stdout } = spawnSync('python3', ['ask.py', JSON.stringify(questions)], {
      cwd: folder.path,
      encoding: 'utf8',
    });
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(answers).toStrictEqual(
      deliveries.map(({ track, groups }) => ({
        rudderId: track.rudderId,
        messageIds: [track, ...groups].map(({ messageId }) => messageId),
      })),
    );
  });
});

it('docs/mapping.md has every function of the mappers', () => {
  const guide = readDocument('docs/mapping.md');
  expect(Object.keys(mappers).filter((name) => !guide.includes(`\`${name}(`))).toStrictEqual([]);
});
