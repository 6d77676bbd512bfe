import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  { ignores: ['dist/', 'coverage/'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  {
    // Only a type alias can be passed where an index signature is asked for, as RudderStack's clients do.
    files: ['src/rudder.ts', 'src/profiles/calls.ts'],
    rules: { '@typescript-eslint/consistent-type-definitions': 'off' },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      // The library runs where Node's built-ins do not.
      'no-restricted-imports': ['error', { patterns: ['node:*'] }],
    },
  },
);
