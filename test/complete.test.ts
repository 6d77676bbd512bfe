import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import ts from 'typescript';
import { describe, expect, it } from 'vitest';

import { isPresent, isRecord } from '../src/common/values.js';
import { parseDelivery } from '../src/mappers.js';
import { fixtures, PROFILES } from './support/fixtures.js';
import { readDocument } from './support/markdown.js';

/** Source files without a test file of their own: the test that tries them, by its path in `test/unit`. */
const TRIED_ELSEWHERE: Readonly<Record<string, string>> = {
  // One check, which shows only in what calls it.
  // The insides of the masks and of `keepOnly`, which show in rules only.
  'privacy/json-data': 'privacy/keep-only',
  'privacy/mask-value': 'privacy/mask-text',
  'privacy/places': 'privacy/keep-only',
};

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The statements of a file of TypeScript. */
function statementsOf(path: string): readonly ts.Statement[] {
  const text = readFileSync(`${ROOT}${path}`, 'utf8');
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true).statements;
}

/** The files in a folder and below it, by their paths from there. */
function filesIn(folder: string): string[] {
  return readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.\w+$/.test(path));
}

describe('each field that src/olark.ts names', () => {
  /** The fields of each interface, with their types as text. */
  const interfaces = new Map(
    statementsOf('src/olark.ts')
      .filter((statement) => ts.isInterfaceDeclaration(statement))
      .map(({ name, members }) => {
        const fields = members
          .filter((member) => ts.isPropertySignature(member))
          .map((field) => ({ name: field.name.getText(), type: field.type?.getText() ?? '' }));
        return [name.text, fields] as const;
      }),
  );

  /** The fields that have a value in one of Olark's objects, or in what it holds: `OlarkVisitor.city`. */
  function fieldsIn(type: string, value: unknown): string[] {
    if (!isRecord(value)) return [];
    const fields = interfaces.get(type)?.filter(({ name }) => isPresent(value[name])) ?? [];
    return fields.flatMap((field) => {
      const [inner = ''] = /Olark\w+/.exec(field.type) ?? [];
      const holdsMany = field.type.includes('[]') || field.type.startsWith('Record<');
      const held: unknown[] = holdsMany ? Object.values(value[field.name] as object) : [value[field.name]];
      return [`${type}.${field.name}`, ...held.flatMap((each) => fieldsIn(inner, each))];
    });
  }

  const named = [...interfaces].flatMap(([type, fields]) => fields.map(({ name }) => `${type}.${name}`));

  it('has a value in a fixture', () => {
    const shown = fixtures.flatMap(({ payload }) => fieldsIn('OlarkConversation', parseDelivery(payload)));
    expect(named).toContain('OlarkVisitor.city');
    expect(named.filter((field) => !shown.includes(field))).toStrictEqual([
      // Olark does not send it: only RudderStack's transformer reads it.
      'OlarkConversation.ip',
    ]);
  });

  it('is named in a test of a profile or a unit, except the fields of items and operators', () => {
    // Every profile passes these on as they are.
    const mapped = named.filter((field) => !/^Olark(?:Item|Operator)\./.test(field));
    const tests = ['test/unit/profiles', 'test/unit/units'].flatMap((folder) =>
      filesIn(folder).map((file) => readFileSync(`${ROOT}${folder}/${file}`, 'utf8')),
    );
    const words = new Set(tests.join('\n').match(/\w+/g));
    expect(mapped.filter((field) => !words.has(field.split('.')[1] ?? ''))).toStrictEqual([]);
  });
});

describe('each profile', () => {
  it.each(fixtures)('has its events in the fixture $name, and no other file is there', ({ name }) => {
    const others = new Set(['payload.json', 'payload.txt', 'rudderstack-documentation.json']);
    const events = filesIn(`fixtures/${name}`).filter((file) => !others.has(file));
    expect(events.sort()).toStrictEqual(PROFILES.map((profile) => `${profile}.json`).sort());
  });

  it.each(PROFILES)('has a row in the README: %s', (profile) => {
    expect(readDocument('README.md')).toMatch(new RegExp(`^\\| \`${profile}\` `, 'm'));
  });
});

describe('each source file that does something', () => {
  const sources = filesIn('src')
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .filter((file) => statementsOf(`src/${file}`).some(doesSomething))
    .map((file) => file.slice(0, -'.ts'.length));
  const isTested = (path: string) => existsSync(`${ROOT}test/unit/${path}.test.ts`);

  it('has a test file under the same path, or is named with the test that tries it', () => {
    expect(sources).toContain('transform');
    const untested = sources.filter((path) => !isTested(path));
    expect(untested.sort()).toStrictEqual(Object.keys(TRIED_ELSEWHERE).sort());
    expect(Object.values(TRIED_ELSEWHERE).filter((test) => !isTested(test))).toStrictEqual([]);
  });

  /** Whether it is more than a type, or an export of something that another file has. */
  function doesSomething(statement: ts.Statement): boolean {
    return !(
      ts.isImportDeclaration(statement) ||
      ts.isExportDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement)
    );
  }
});
