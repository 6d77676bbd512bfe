import { readFileSync } from 'node:fs';

import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const faces = ['src/index.ts', 'src/mappers/index.ts'].map((file) => readFileSync(file, 'utf8')).join('');
const publicFiles = [...faces.matchAll(/export \* from '\.(.*)\.js'/g)].map(([, path]) => `/src${path}.ts`);
const publicNames = new Set([...faces.matchAll(/\{([^}]*)\}/g)].flatMap(([, names]) => names.match(/\w+/g)));

/**
 * Demands a doc comment on what users can import, and on each field of its type.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
const documented = {
  create({ filename, report, sourceCode }) {
    const isPublic = (name) => publicNames.has(name) || publicFiles.some((path) => filename.endsWith(path));
    const seen = new Set();
    const check = (node, name) => {
      const [comment] = sourceCode.getCommentsBefore(node).slice(-1);
      // The first of several signatures speaks for all of them.
      if (!seen.has(name) && !comment?.value.startsWith('*')) report({ node, message: `Document ${name}.` });
      seen.add(name);
    };
    return {
      'Program > ExportNamedDeclaration[declaration.id]'(node) {
        const { name } = node.declaration.id;
        if (isPublic(name)) check(node, name);
      },
      'Program > ExportNamedDeclaration[declaration.id]:not([declaration.type=FunctionDeclaration]) TSPropertySignature'(
        node,
      ) {
        const { name } = sourceCode.getAncestors(node)[1].declaration.id;
        if (isPublic(name)) check(node, `${name}.${sourceCode.getText(node.key)}`);
      },
    };
  },
};

export default defineConfig(
  { ignores: ['dist/', 'coverage/'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  { files: ['eslint.config.js'], ...tseslint.configs.disableTypeChecked },
  {
    // Only a type alias can be passed where an index signature is asked for, as RudderStack's clients do.
    files: ['src/rudder.ts', 'src/profiles/calls.ts'],
    rules: {
      '@typescript-eslint/consistent-type-definitions': 'off',
      // An object without fields is meant.
      '@typescript-eslint/no-empty-object-type': 'off',
    },
  },
  {
    // Only an interface can be augmented.
    files: ['src/olark.ts'],
    rules: { '@typescript-eslint/consistent-indexed-object-style': 'off' },
  },
  {
    // Compiled, never run.
    files: ['test/types/*.ts'],
    rules: {
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-unused-vars': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { local: { rules: { documented } } },
    rules: {
      'local/documented': 'error',
      // The library runs where Node's built-ins do not.
      'no-restricted-imports': ['error', { patterns: ['node:*'] }],
    },
  },
);
