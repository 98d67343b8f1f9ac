import astro from 'eslint-plugin-astro';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { roomOrder } from './tools/lint/rooms.js';

const nodeModules = {
  regex: '^node:',
  message: 'src/ runs in the browser too: files and processes belong to scripts/.',
};
const astroModules = { regex: '^astro|^kabi:', message: 'Only src/site knows Astro.' };

export default defineConfig(
  globalIgnores([
    'dist/',
    'dist.previous/',
    'package/',
    'content/generated/',
    '.astro/',
    '.cache/',
    'node_modules/',
  ]),
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  astro.configs.recommended,
  {
    languageOptions: { parserOptions: { projectService: true, extraFileExtensions: ['.astro'] } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Of what is held until the end of a block nothing else is wanted; what is named beside the rest is left out of it.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreUsingDeclarations: true, ignoreRestSiblings: true },
      ],
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['{src,scripts,tools}/**/*.{ts,astro}'],
    ignores: ['**/*.test.ts'],
    plugins: { house: { rules: { 'room-order': roomOrder } } },
    rules: { 'house/room-order': 'error' },
  },
  {
    files: ['src/**/*.{ts,astro}'],
    ignores: ['**/*.test.ts', 'src/site/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [nodeModules, astroModules] }] },
  },
  {
    files: ['src/site/**/*.{ts,astro}'],
    rules: { 'no-restricted-imports': ['error', { patterns: [nodeModules] }] },
  },
  { files: ['**/*.{js,mjs,astro}'], extends: [tseslint.configs.disableTypeChecked] },
);
