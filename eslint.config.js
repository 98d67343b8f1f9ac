import astro from 'eslint-plugin-astro';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const nodeModules = {
  regex: '^node:',
  message: 'src/ runs in the browser too: files and processes belong to scripts/.',
};
const astroModules = { regex: '^astro', message: 'src/kabi is the pure domain: nothing of Astro.' };
const scripts = { regex: '(^|/)scripts/', message: 'src/ never imports scripts/ (see ARCHITECTURE.md).' };

export default defineConfig(
  globalIgnores(['dist/', 'dist.previous/', 'content/generated/', '.astro/', '.cache/', 'node_modules/']),
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  astro.configs.recommended,
  {
    languageOptions: { parserOptions: { projectService: true, extraFileExtensions: ['.astro'] } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['src/**/*.{ts,astro}'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [nodeModules, scripts] }] },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['**/*.test.ts', 'src/site/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [nodeModules, astroModules, scripts] }] },
  },
  { files: ['**/*.{js,mjs,astro}'], extends: [tseslint.configs.disableTypeChecked] },
);
