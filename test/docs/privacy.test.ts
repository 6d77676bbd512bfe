import { expect, it } from 'vitest';

import { type MappingRule, transformOlark } from '../../src/index.js';
import { fixture } from '../support/fixtures.js';
import { filesOf } from '../support/markdown.js';
import { makeFolder } from './code.js';

const folder = makeFolder();
const {
  'hashed.ts': hashed = '',
  'privacy-rules.ts': rules = '',
  'privacy.test.ts': test = '',
} = filesOf('docs/privacy.md');

/** The test of the guide over other rules. */
function testOf(name: string, ownRules: string): Record<string, string> {
  return {
    [`${name}.ts`]: ownRules,
    [`${name}.test.ts`]: test.replace('./privacy-rules.ts', `./${name}.ts`),
  };
}

it('hashed.ts of docs/privacy.md gives every event of a visitor the same id, which depends on the secret', async () => {
  folder.write({ 'hashed.ts': hashed });
  const { rulesWith } = (await folder.load('hashed.js')) as { rulesWith: (secret: string) => MappingRule[] };
  const { payload } = fixture('several-groups-and-operators');
  /** The user ids of the events, each once. */
  const idsWith = (ownRules: readonly MappingRule[]) => [
    ...new Set(transformOlark(payload, { rules: ownRules }).map(({ userId }) => userId)),
  ];
  const withoutRules = idsWith([]);
  const withSecret = idsWith(rulesWith('0b5f3a52-8c0e-4a53-9a0b-6f1d2c3e4f50'));
  const withOtherSecret = idsWith(rulesWith('1b5f3a52-8c0e-4a53-9a0b-6f1d2c3e4f50'));
  expect(withSecret).toHaveLength(1);
  expect(withOtherSecret).toHaveLength(1);
  expect(new Set([...withoutRules, ...withSecret, ...withOtherSecret]).size).toBe(3);
  expect(() => rulesWith('not a UUID')).toThrow('must be a UUID');
});

it(
  'privacy.test.ts of docs/privacy.md passes with privacy-rules.ts, and fails without a mask or with another list',
  { timeout: 60_000 },
  async () => {
    folder.write({
      ...testOf('privacy-rules', rules),
      ...testOf('without-list', rules.replace(/\.\.\.keepOnly\(.*\),/, '')),
      ...testOf('longer-list', rules.replace("'properties.tags'", "'properties.tags', 'properties.items'")),
      ...testOf('mistyped-list', rules.replace('customFields.plan', 'customFields.plann')),
      ...testOf('without-emails', rules.replace('...maskEmails,', '')),
    });
    const run = async (name: string) => {
      const { code, output } = await folder.run(['--test', '--test-reporter=tap', `${name}.test.js`]);
      return {
        code,
        failed: [...output.matchAll(/^ *not ok \d+ - ((?:only|no) .+)$/gm)].map(([, title]) => title),
      };
    };
    const list = 'only what may leave comes out';
    const emails = 'no address is left in what comes out';
    const expected = {
      'privacy-rules': { code: 0, failed: [] },
      'without-list': { code: 1, failed: [list] },
      'longer-list': { code: 1, failed: [list] },
      'mistyped-list': { code: 1, failed: [list] },
      'without-emails': { code: 1, failed: [emails] },
    };
    const runs = await Promise.all(
      Object.keys(expected).map(async (name) => [name, await run(name)] as const),
    );
    expect(Object.fromEntries(runs)).toStrictEqual(expected);
  },
);
