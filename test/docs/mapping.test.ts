import { spawnSync } from 'node:child_process';

import { describe, expect, it } from 'vitest';

import { transformOlark } from '../../src/index.js';
import * as mappers from '../../src/mappers.js';
import { fixtures } from '../support/fixtures.js';
import { filesOf, readDocument } from '../support/markdown.js';
import { makeFolder } from './code.js';

const folder = makeFolder();

/** JSON that other languages write in other ways than JavaScript. */
const numbers = [
  '0 -0 1.0 -1.50 100 1e2 0.1 333333333.33333329 4.35 9007199254740993 1e20 123456789012345678901 1e21 -1.5e21',
  `1e22 0.000001 0.0000012 1e-7 -1.25e-9 5e-324 1.7976931348623157e308 1e400 -1e400 1${'0'.repeat(400)}`,
].flatMap((line) => line.split(' '));
/** One of them is empty. */
const keys = '10 9 01 4294967294 4294967295 -1 1.5 b a A  ö € 🙂 \ufb33 __proto__ \\ud83d \\u0000'.split(' ');
const odd = `{"kind":"Conversation","twice":1,"numbers":[${numbers.join()}],"twice":2,"none":null,"empty":"",
  "text":"\\u0000\\u001f\\u007f\\u2028\\b\\f\\n\\r\\t\\"\\\\\\/\\ud83d\\ude00\\ud83d é🙂","list":[[],{},[true,false]],
  "keys":{${keys.map((key, index) => `"${key}":${String(index)}`).join()}},
  "groups":[{"id":"a"},{"id":""},null,{"id":7}],"visitor":{"id":"Zoë 🙂"}}`;

describe.skipIf(spawnSync('python3', ['--version']).status !== 0)('olark_ids.py of docs/mapping.md', () => {
  it('computes the ids that the events have', () => {
    folder.write({
      ...filesOf('docs/mapping.md'),
      'ask.py': `import json, sys
from olark_ids import message_ids, rudder_id
asked = json.loads(sys.argv[1])
print(json.dumps([[rudder_id(user)] + message_ids(text, groups) for text, user, groups in asked]))`,
    });
    const texts = [odd, ...fixtures.map(({ payload }) => JSON.stringify(mappers.parseDelivery(payload)))];
    const results = texts.map((text) => transformOlark(text));
    const asked = results.map((events, index) => [texts[index], events[0].userId, events.length - 1]);
    const options = { cwd: folder.path, encoding: 'utf8' } as const;
    const { stdout } = spawnSync('python3', ['ask.py', JSON.stringify(asked)], options);
    expect(JSON.parse(stdout)).toStrictEqual(
      results.map((events) => [events[0].rudderId, ...events.map(({ messageId }) => messageId)]),
    );
  });
});

it('docs/mapping.md has every function of the mappers', () => {
  const guide = readDocument('docs/mapping.md');
  expect(Object.keys(mappers).filter((name) => !guide.includes(`\`${name}(`))).toStrictEqual([]);
});
