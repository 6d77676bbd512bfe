import { spawnSync } from 'node:child_process';

import { describe, expect, it } from 'vitest';

import { fixture } from '../support/fixtures.js';

/** Runs the command as the script does, without npm's own half second. */
function demo(args: readonly string[], input = '') {
  const command = ['--import', 'tsx', 'test/demo/cli.ts', ...args];
  const { status, stdout, stderr } = spawnSync('node', command, { input, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('npm run demo', () => {
  it('prints the events of the documented example', () => {
    const { status, stdout } = demo([]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toStrictEqual(fixture('documented-example').expected.documented);
  });

  it('reads standard input, with a profile and ids', () => {
    const { payload, expected } = fixture('minimal');
    const { stdout } = demo(['-', '--profile', 'complete', '--ids=content'], JSON.stringify(payload));
    expect(JSON.parse(stdout)).toStrictEqual(expected.complete);
  });

  it.each([
    [['-'], 'OLARK_EMPTY_BODY'],
    [['no-such-file'], 'ENOENT'],
    [['--profil', 'complete'], "'--profil'"],
  ])('says what is wrong with %j', (args, words) => {
    const { status, stdout, stderr } = demo(args);
    expect({ status, stdout }).toStrictEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(words);
  });
});
