import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';
import { describe, expect, it } from 'vitest';

import { installPackage } from '../support/installed.js';

const installed = installPackage();
const dist = join(installed.folder, 'node_modules/olark-to-rudderstack/dist');

function declarations(path: string): string {
  return readFileSync(join(dist, path), 'utf8');
}

const PROGRAM = `
import { type OlarkPayloadError, transformOlark, type TransformOptions } from 'olark-to-rudderstack';
import { contextTraits } from 'olark-to-rudderstack/mappers';
declare const options: TransformOptions;
const [track, ...groups] = transformOlark('');
const [bare, ...bareGroups] = transformOlark('', { ids: 'none' });
const [either] = transformOlark('', options);
for (const event of [track, ...groups]) event.userId;
track.context.traits.email;
track.properties.items;
track.messageId;
groups[0]?.groupId;
contextTraits({ id: 'v1' });
const code = (error: OlarkPayloadError) => error.code;
`;

/** What an editor shows for the last word of a piece of the program: what it is, and the text about it. */
function hover(piece: string): { readonly signature: string; readonly text: string } {
  const word = /\w+$/.exec(piece)?.[0] ?? '';
  const info = service.getQuickInfoAtPosition(file, PROGRAM.indexOf(piece) + piece.length - word.length);
  return {
    signature: ts.displayPartsToString(info?.displayParts),
    text: ts.displayPartsToString(info?.documentation),
  };
}

installed.write('program.mts', PROGRAM);
const file = join(installed.folder, 'program.mts');
const service = ts.createLanguageService({
  getCompilationSettings: () => ({
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    types: [],
  }),
  getScriptFileNames: () => [file],
  getScriptVersion: () => '1',
  getScriptSnapshot: (path) => ts.ScriptSnapshot.fromString(ts.sys.readFile(path) ?? ''),
  getCurrentDirectory: () => installed.folder,
  getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
  fileExists: (path) => ts.sys.fileExists(path),
  readFile: (path) => ts.sys.readFile(path),
});

describe('an editor', () => {
  it('finds no mistake in the program', () => {
    expect(service.getSemanticDiagnostics(file).map(({ messageText }) => messageText)).toStrictEqual([]);
  });

  it.each([
    [
      '= transformOlark',
      '(alias) transformOlark(payload: unknown, options?: OptionsWithIds): [RudderTrackEvent, ...RudderGroupEvent[]] (+2 overloads)',
    ],
    ['const [track', 'const track: RudderTrackEvent'],
    ['...groups', 'const groups: RudderGroupEvent[]'],
    ['const [bare', 'const bare: RudderTrackCall'],
    ['...bareGroups', 'const bareGroups: RudderGroupCall[]'],
    ['const [either', 'const either: RudderTrackCall & Partial<RudderIds>'],
    ['for (const event', 'const event: RudderTrackEvent | RudderGroupEvent'],
    ['track.context', '(property) RudderTrackCall.context: RudderTrackContext'],
    ['context.traits.email', '(property) RudderContextTraits.email?: string'],
    ['properties.items', '(property) RudderConversationProperties.items?: OlarkItem[]'],
    ['track.messageId', '(property) RudderIds.messageId: string'],
    ['?.groupId', '(property) RudderGroupCall.groupId: string'],
    [
      '\ncontextTraits',
      '(alias) contextTraits(visitor: OlarkVisitor, emptyStrings?: EmptyStrings): RudderContextTraits',
    ],
    ['=> error.code', '(property) OlarkPayloadError.code: OlarkPayloadErrorCode'],
  ])('shows in a line what %j is', (piece, signature) => {
    expect(hover(piece).signature.split('\nimport ')[0]?.replaceAll(' | undefined', '')).toBe(signature);
  });

  it.each([
    ['= transformOlark', /^Turns one Olark webhook delivery into RudderStack events: /],
    ['context.traits.email', /^E-mail address\.$/],
    ['track.messageId', /^A UUID that is different for each event of a delivery\.$/],
    ['\ncontextTraits', /^Who the visitor is: /],
    ['=> error.code', /^What was wrong, for a program to test\.$/],
  ])('shows what %j is for', (piece, text) => {
    expect(hover(piece).text).toMatch(text);
  });
});

describe('the declarations', () => {
  const paths = readdirSync(join(dist, 'esm'), { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.d.ts'),
  );

  it('are the same for ESM and CommonJS', () => {
    expect(paths.length).toBeGreaterThan(20);
    for (const path of paths) expect(declarations(`cjs/${path}`)).toBe(declarations(`esm/${path}`));
  });

  it('export every type that a public type is made of', () => {
    const names = ['common/json', 'olark', 'options', 'rudder'].flatMap((path) =>
      [...declarations(`esm/${path}.d.ts`).matchAll(/^export (?:interface|type) (\w+)/gm)].map(
        ([, name = '']) => name,
      ),
    );
    const face = declarations('esm/index.d.ts');
    expect(names.length).toBeGreaterThan(30);
    expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(face))).toStrictEqual([]);
  });

  it('export one value', () => {
    const values = declarations('esm/index.d.ts').match(/^export (?!type ).*$/gm);
    expect(values).toStrictEqual(["export { transformOlark } from './transform.js';"]);
  });
});
