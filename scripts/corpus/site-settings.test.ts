import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../sources/fixtures.ts';
import { settingsEnv, siteSettings } from './site-settings.ts';

test('the settings survive the way to the process that renders the pages', async () => {
  const content = temporaryFolder();
  writeFileSync(path.join(content, 'site.yaml'), 'title: Kernels of Acme\n');
  const folders = { content, outDir: '/o', cacheDir: '/k', hasPlainPages: false };
  expect(await siteSettings(settingsEnv(folders, 'https://host.example/x'))).toMatchObject({
    ...folders,
    profile: { title: 'Kernels of Acme' },
    site: 'https://host.example',
    base: '/x/',
  });
});

test('what the site says of itself must be right before any page is rendered', async () => {
  const content = temporaryFolder();
  writeFileSync(path.join(content, 'site.yaml'), 'languages: [zh]\n');
  await expect(siteSettings({ KABI_CONTENT: content })).rejects.toThrow(/site\.yaml:1/);
});
