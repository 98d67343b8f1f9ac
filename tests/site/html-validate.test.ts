import path from 'node:path';
import { HtmlValidate } from 'html-validate';
import { expect, inject, test } from 'vitest';
import { fileOf, TEMPLATES } from '../support/templates.ts';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    // HTML allows any character in an id but blanks; ids here are names of symbols, modules and releases.
    'valid-id': ['error', { relaxed: true }],
    // Names of symbols and findings are as long as they are; the beginning tells pages apart.
    'long-title': 'off',
    // Everything comes from the same host.
    'require-sri': 'off',
    // A region that scrolls is a <div>: as a <section> it would be taken for a part of the text.
    'prefer-native-element': ['error', { exclude: ['region'] }],
    // In a first row and a first column, browsers infer the scope (HTML, "forming relationships between cells").
    'wcag/h63': 'off',
    // A single field is submitted with Enter.
    'wcag/h32': 'off',
    // Astro's layout of the file.
    'no-trailing-whitespace': 'off',
  },
});

test.each(Object.entries(TEMPLATES))('%s is valid HTML', async (_, page) => {
  const file = path.join(inject('rootSite').folder, fileOf(page));
  const { results } = await validator.validateFile(file);
  const messages = results.flatMap((result) =>
    result.messages.map(({ ruleId, line, column, message }) => `${line}:${column} ${ruleId}: ${message}`),
  );
  expect(messages).toEqual([]);
});
