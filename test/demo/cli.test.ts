import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { fixture, fixtures } from '../support/fixtures.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

function demo(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'demo', '--', ...args], {
    cwd: root,
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr: stderr.replace(/^npm warn.*\n/gm, '') };
}

describe('npm run demo', () => {
  it('prints the events for the documented example', () => {
    const { status, stdout, stderr } = demo([]);
    expect({ status, stderr }).toStrictEqual({ status: 0, stderr: '' });
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
    [['-'], '', /^OLARK_EMPTY_BODY: The payload is empty;.*\n$/],
    [['-'], 'data=%7B', /^OLARK_INVALID_JSON: `data` must be JSON\.\n$/],
    [['--profile', 'none'], '', /^OLARK_INVALID_OPTION: `options\.profile` must be one of .*\n$/],
    [['no-such-file'], '', /^ENOENT: .*\n\nUsage: npm run demo/],
    [['--profil', 'complete'], '', /^Unknown option '--profil'.*\n\nUsage: npm run demo/],
  ])('ends with a message and status 1 for %j and the input %j', (args, input, message) => {
    const { status, stdout, stderr } = demo(args, input);
    expect({ status, stdout }).toStrictEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('says how it is used', () => {
    const { status, stdout } = demo(['--help']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Usage: npm run demo[^]*--profile[^]*--ids/);
  });
});
