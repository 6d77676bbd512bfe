import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { profiles } from '../../src/mappers/index.js';
import * as mappers from '../../src/mappers/index.js';
import { comparisonTable } from '../support/comparison-table.js';
import { mappingTable } from '../support/mapping-table.js';
import { readme } from '../support/readme.js';

const root = new URL('../../', import.meta.url);
const { version, scripts, dependencies } = JSON.parse(
  readFileSync(new URL('package.json', root), 'utf8'),
) as { version: string; scripts: Record<string, string>; dependencies: Record<string, string> };

describe('the README', () => {
  it.each(['track', 'group'] as const)(
    'has the rules of all profiles for %s events side by side',
    (event) => {
      expect(readme).toContain(mappingTable(event));
    },
  );

  it('compares the profiles as they are', () => {
    expect(readme).toContain(comparisonTable());
  });

  it('names every unit', () => {
    expect(Object.keys(mappers).filter((name) => !readme.includes(`\`${name}\``))).toStrictEqual([]);
  });

  it('names every profile and its default ids', () => {
    expect(Object.entries(profiles).map(([name, { ids }]) => [name, ids])).toStrictEqual([
      ['documented', 'content'],
      ['rudder-transformer', 'none'],
      ['complete', 'content'],
    ]);
  });

  it('names every error code, and no other', () => {
    const declared = readFileSync(new URL('src/errors.ts', root), 'utf8').match(/(?<=\| ')OLARK_\w+/g);
    const named = [...readme.matchAll(/^\| `(OLARK_\w+)`/gm)].map(([, code]) => code);
    expect(named).toStrictEqual(declared);
  });

  it('gives commands that there are', () => {
    const named = [...readme.matchAll(/npm (?:run )?([a-z:]+)/g)].map(([, name = '']) => name);
    const ofNpm = new Set(['install', 'ci']);
    expect(named).toEqual(expect.arrayContaining(['demo', 'test', 'fuzz']));
    expect(named.filter((name) => !(name in scripts) && !ofNpm.has(name))).toStrictEqual([]);
  });

  it('gives the reason for every runtime dependency', () => {
    const named = [...readme.matchAll(/\[`([^`]+)`\]\(https:\/\/www\.npmjs\.com\/package\//g)].map(
      ([, name]) => name,
    );
    expect(new Set(named)).toStrictEqual(new Set(Object.keys(dependencies)));
    expect(Object.keys(dependencies)).toHaveLength(4);
  });

  it('links to files that there are', () => {
    const text = readme.replaceAll(/```[^]*?```/g, '');
    const links = [...text.matchAll(/\]\((?!https:)([^)#]+)\)/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((path) => !existsSync(new URL(path, root)))).toStrictEqual([]);
  });
});

describe('the CHANGELOG', () => {
  it('begins with the version of the package', () => {
    const changelog = readFileSync(new URL('CHANGELOG.md', root), 'utf8');
    expect(/^## \[([^\]]+)\] - \d{4}-\d{2}-\d{2}$/m.exec(changelog)?.[1]).toBe(version);
  });
});
