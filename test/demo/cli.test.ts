import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { fixture, fixtures, PROFILES } from '../support/fixtures.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the command answers; through npm, or as the script runs it, in half the time. */
function demo(
  args: readonly string[],
  input = '',
  command = ['node', '--import', 'tsx', 'test/demo/cli.ts'],
) {
  const [program = '', ...before] = command;
  const { status, stdout, stderr } = spawnSync(program, [...before, ...args], {
    cwd: root,
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('npm run demo', () => {
  it('prints the events for the documented example', () => {
    const { status, stdout } = demo([], '', ['npm', 'run', '--silent', 'demo', '--']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toStrictEqual(fixture('documented-example').expected.documented);
    expect(stdout).toMatch(/^\[\n {2}\{\n {4}"type": "track",\n/);
  });

  it.each(['fixtures/raw-form-body/payload.txt', 'fixtures/rudder-server-envelope/payload.json'])(
    'reads %s, with a profile and ids',
    (file) => {
      const { status, stdout } = demo([file, '--profile', 'complete', '--ids', 'content']);
      const { expected } = fixtures.find(({ name }) => file.includes(name)) ?? fixture('');
      expect(status).toBe(0);
      expect(JSON.parse(stdout)).toStrictEqual(expected.complete);
    },
  );

  it('reads standard input', () => {
    const { payload, expected } = fixture('minimal');
    const { status, stdout } = demo(['-', '--profile=rudder-transformer'], JSON.stringify(payload));
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toStrictEqual(expected['rudder-transformer']);
  });

  it.each([
    [['-'], '', /^OLARK_EMPTY_BODY: .+\n$/],
    [['-'], 'data=%7B', /^OLARK_INVALID_JSON: .+\n$/],
    [['--profile', 'none'], '', /^OLARK_INVALID_OPTION: `options\.profile` must be one of .+\n$/],
    [['--ids', 'uuid'], '', /^OLARK_INVALID_OPTION: `options\.ids` must be one of .+\n$/],
    [['no-such-file', '--profile', 'none'], '', /^OLARK_INVALID_OPTION: .+\n$/],
    [['no-such-file', '--ids', 'uuid'], '', /^OLARK_INVALID_OPTION: .+\n$/],
    [['no-such-file'], '', /^Cannot read no-such-file: there is no such file\. Usage: npm run demo .+\n$/],
    [['fixtures'], '', /^Cannot read fixtures: it is a directory\. Usage: npm run demo .+\n$/],
    [['-', 'more', 'files'], '{}', /^One file at a time, not also more files\. Usage: npm run demo .+\n$/],
    [['--profil', 'complete'], '', /^Unknown option '--profil'\. Usage: npm run demo .+\n$/],
    [['-x'], '', /^Unknown option '-x'\. Usage: npm run demo .+\n$/],
    [['--profile'], '', /^Option '--profile <value>' argument missing\. Usage: npm run demo .+\n$/],
    [['--profile', '--ids'], '', /^Option '--profile' argument is ambiguous\. Usage: npm run demo .+\n$/],
  ])('answers %j, with the input %j, in one line and with status 1', (args, input, line) => {
    const { status, stdout, stderr } = demo(args, input);
    expect({ status, stdout }).toStrictEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(line);
  });

  it.each(['-h', '--help'])(
    'says how it is used, what it reads and what it does by default, for %s',
    (option) => {
      const { status, stdout, stderr } = demo([option]);
      expect({ status, stderr }).toStrictEqual({ status: 0, stderr: '' });
      expect(stdout).toMatch(/^Usage: npm run demo .+\n\n/);
      for (const part of [
        'form body',
        'JSON',
        'source request',
        'standard input',
        'documented unless given',
      ]) {
        expect(stdout).toContain(part);
      }
      for (const choice of [...PROFILES, 'content', 'random', 'none']) expect(stdout).toContain(choice);
    },
  );
});
