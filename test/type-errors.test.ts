import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import ts from 'typescript';
import { expect, it } from 'vitest';

// `@ts-expect-error` asks for an error, whatever it says. This test reads what it says.

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const files = readdirSync(join(ROOT, 'test/unit'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test-d.ts'))
  .map((path) => join(ROOT, 'test/unit', path));

const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
  config: object;
};
const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, ROOT);
const host = ts.createCompilerHost(options);
host.readFile = (path) =>
  // The comments stay in their lines, and the compiler does not know them.
  ts.sys.readFile(path)?.replace(/@(?=ts-expect-error TS)/g, '');
const program = ts.createProgram([...files, join(ROOT, 'test/support/is-same.d.ts')], options, host);

it.each(files.map((file) => file.slice(join(ROOT, 'test/unit/').length)))(
  'each wrong program in %s has the error that stands above it',
  (path) => {
    const source = program.getSourceFile(join(ROOT, 'test/unit', path));
    if (!source) throw new Error(`There is no ${path}.`);
    const lines = readFileSync(source.fileName, 'utf8').split('\n');
    const expected = lines.flatMap((line, index) => {
      const [, error] = /@ts-expect-error (TS\d+: .*)/.exec(line) ?? [];
      return error === undefined ? [] : [`${String(index + 2)} ${error}`];
    });
    const found = program.getSemanticDiagnostics(source).map(({ start = 0, code, messageText }) => {
      const { line } = source.getLineAndCharacterOfPosition(start);
      const [first] = ts.flattenDiagnosticMessageText(messageText, '\n').split('\n');
      return `${String(line + 1)} TS${String(code)}: ${first ?? ''}`;
    });
    // A long error is given by its beginning.
    expect(found.map((error, index) => error.slice(0, expected[index]?.length))).toStrictEqual(expected);
  },
);

it.each([
  ['to', 'context.traits.email'],
  ['to', 'properties.items.*.body'],
  ['from', 'visitor.emailAddress'],
  ['from', 'group.name'],
])('an editor suggests for `%s` %s', (key, path) => {
  const file = join(ROOT, 'test/unit/completion.ts');
  const text = `import type { MappingRule } from '../../src/index.js';\nconst rule: MappingRule = { ${key}: '`;
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const content = name === file ? `${text}' };` : ts.sys.readFile(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => ROOT,
    getDefaultLibFileName: (given) => ts.getDefaultLibFilePath(given),
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: (name) => ts.sys.readFile(name),
  });
  const { entries = [] } = service.getCompletionsAtPosition(file, text.length, {}) ?? {};
  expect(entries.map(({ name }) => name)).toContain(path);
});
