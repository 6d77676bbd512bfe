import { spawnSync } from 'node:child_process';

import { transform } from 'esbuild';
import { expect, it } from 'vitest';

import { installPackage } from '../support/installed.js';
import { recipe } from '../support/readme.js';

const installed = installPackage();
const code = recipe('In the tests of your own rules');

/** How many tests pass and fail. */
async function outcome(tests: string): Promise<{ passed: string | undefined; failed: string | undefined }> {
  installed.write('rules.mjs', (await transform(tests, { loader: 'ts' })).code);
  const { stdout } = spawnSync('node', ['--test-reporter=tap', 'rules.mjs'], {
    cwd: installed.folder,
    encoding: 'utf8',
  });
  const count = (what: string) => new RegExp(`^# ${what} (\\d+)$`, 'm').exec(stdout)?.[1];
  return { passed: count('pass'), failed: count('fail') };
}

it('the recipe for rules of one’s own passes', async () => {
  expect(await outcome(code)).toStrictEqual({ passed: '3', failed: '0' });
});

it.each([
  ["to: 'context.externalId'", "to: 'context.id'"],
  ["to: 'traits.team'", "to: 'traits.name'"],
  ["region: 'CA',", "region: 'CA', city: 'Lyon',"],
])('one of its tests fails when %s is changed', async (from, to) => {
  expect(code).toContain(from);
  expect(await outcome(code.replace(from, to))).toStrictEqual({ passed: '2', failed: '1' });
});
