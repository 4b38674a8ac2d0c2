import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

/** Rules are `error` or `off`: a warning is a decision nobody took. Layout belongs to Prettier. */
export default ts.config(
  { ignores: ['build/', '.svelte-kit/', 'src/paraglide/', 'node_modules/', 'data/', 'project.inlang/'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs['flat/recommended'],
  {
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: {
      'no-console': 'off',
      // TypeScript knows better than a list of globals.
      'no-undef': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      // Kysely's `selectFrom(...).where(...)` chains and SvelteKit's `resolve` are covered by types.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    files: ['**/*.svelte'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: ['**/*.test.ts', '**/testing/**', 'e2e/**', 'src/db/migrations/**', 'bench/**'],
    rules: { 'max-lines-per-function': 'off' },
  },
);
