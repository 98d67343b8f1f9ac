// @ts-check
import path from 'node:path';
import { satteri } from '@astrojs/markdown-satteri';
import { defineConfig } from 'astro/config';
import { rowsPlugin } from './scripts/publish/rows-plugin.ts';
import { sitePlugin } from './scripts/publish/site-plugin.ts';
import { siteSettings } from './scripts/corpus/site-settings.ts';
import { ROOT } from './scripts/engine/root.ts';

const settings = await siteSettings(process.env);

export default defineConfig({
  ...(settings.site === null ? {} : { site: settings.site }),
  base: settings.base,
  srcDir: path.join(ROOT, 'src/site'),
  publicDir: path.join(ROOT, 'public'),
  outDir: settings.outDir,
  cacheDir: settings.cacheDir,
  trailingSlash: 'always',
  // 'jsx' would delete the space between two inline elements on separate lines.
  compressHTML: true,
  build: { inlineStylesheets: 'never', assets: 'assets' },
  vite: {
    // Not below the sources, which may be read-only.
    cacheDir: path.join(settings.cacheDir, 'vite'),
    build: { assetsInlineLimit: 0 },
    plugins: [rowsPlugin(settings.content), sitePlugin(settings.profile)],
    // Built sites lie in the checkout, with 40,000 files each: watching them keeps the server from ever coming up.
    server: {
      watch: { ignored: ['**/dist*/**', '**/.cache/**', '**/content/{products,generated/rows}/**'] },
    },
  },
  markdown: {
    // Quotes and dashes in options such as --force-load must stay what they are.
    processor: satteri({ features: { smartPunctuation: false } }),
    syntaxHighlight: false,
  },
  // Pages whose cacheKey is that of the last build are copied, not rendered.
  experimental: { incrementalBuild: true },
  devToolbar: { enabled: false },
});
