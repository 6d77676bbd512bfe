import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import * as mappers from '../../src/mappers/index.js';
import { profiles } from '../../src/profiles/index.js';
import { comparisonTable } from '../support/comparison-table.js';
import { fixture } from '../support/fixtures.js';
import { mappingTable } from '../support/mapping-table.js';
import { readme, recipe } from '../support/readme.js';

const root = new URL('../../', import.meta.url);
const { version, scripts, dependencies } = JSON.parse(
  readFileSync(new URL('package.json', root), 'utf8'),
) as { version: string; scripts: Record<string, string>; dependencies: Record<string, string> };

const prose = readme.replaceAll(/^```[^]*?^```/gm, '');

/** The text under a heading, up to the next one of its level or above. */
function section(heading: string): string {
  const [, level = '', text = ''] = new RegExp(`^(#+) ${heading}\n([^]*)`, 'm').exec(prose) ?? [];
  expect(text, `There is no heading ${heading}.`).not.toBe('');
  return text.split(new RegExp(`^#{1,${String(level.length)}} `, 'm'))[0] ?? '';
}

describe('the README', () => {
  it.each(['track', 'group'] as const)('says where every profile puts every field of %s events', (event) => {
    expect(section('What goes where')).toContain(mappingTable(event));
  });

  it('compares the library with the alternatives as they behave', () => {
    expect(section('Why not write it yourself')).toContain(comparisonTable());
  });

  it('shows a transcript as it is tried', () => {
    expect(JSON.parse(recipe('What Olark sends, and when'))).toStrictEqual(
      fixture('conversation-transcript').payload,
    );
  });

  it('names every unit', () => {
    const isNamed = (name: string) => prose.includes(`\`${name}\``) || prose.includes(`\`${name}(`);
    expect(Object.keys(mappers).filter((name) => !isNamed(name))).toStrictEqual([]);
  });

  it('names every profile where it says which one to choose', () => {
    const text = section('Choose a profile');
    expect(Object.keys(profiles).filter((name) => !text.includes(`\`${name}\``))).toStrictEqual([]);
  });

  it('names the profiles that have no ids by default, and no other', () => {
    const [, aside = ''] = /^- \*\*`none`\*\* \(([^)]*)\)/m.exec(section('Ids')) ?? [];
    const named = Object.keys(profiles).filter((name) => aside.includes(`\`${name}\``));
    const withoutIds = Object.entries(profiles).filter(([, { ids }]) => ids === 'none');
    expect(named).toStrictEqual(withoutIds.map(([name]) => name));
  });

  it('names every error code, and no other', () => {
    const source = readFileSync(new URL('src/common/errors.ts', root), 'utf8');
    const named = [...section('Errors').matchAll(/^\| `(OLARK_\w+)`/gm)].map(([, code]) => code);
    expect(named).toStrictEqual(source.match(/(?<=\| ')OLARK_\w+/g));
  });

  it('gives commands that exist', () => {
    const named = [...readme.matchAll(/npm (?:run )?([a-z:]+)/g)].map(([, name = '']) => name);
    const ofNpm = new Set(['install', 'ci', 'pack']);
    expect(named).toEqual(expect.arrayContaining(['demo', 'test', 'fuzz']));
    expect(named.filter((name) => !(name in scripts) && !ofNpm.has(name))).toStrictEqual([]);
  });

  it('gives the reason for every runtime dependency', () => {
    const links = section('Dependencies').matchAll(/\[`([^`]+)`\]\(https:\/\/www\.npmjs\.com\/package\//g);
    expect([...links].map(([, name]) => name).sort()).toStrictEqual(Object.keys(dependencies).sort());
  });

  it('links to files that exist', () => {
    const links = [...prose.matchAll(/\]\((?!https:)([^)#]+)\)/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((path) => !existsSync(new URL(path, root)))).toStrictEqual([]);
  });

  it('links to its own headings', () => {
    const anchors = [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    );
    const links = [...prose.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((anchor) => !anchors.includes(anchor))).toStrictEqual([]);
  });
});

describe('the CHANGELOG', () => {
  it('begins with the version of the package', () => {
    const changelog = readFileSync(new URL('CHANGELOG.md', root), 'utf8');
    expect(/^## \[([^\]]+)\] - \d{4}-\d{2}-\d{2}$/m.exec(changelog)?.[1]).toBe(version);
  });
});
