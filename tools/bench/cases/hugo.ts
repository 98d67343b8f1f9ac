/** The stamped pages as a site for Hugo: the data of each as front matter, and one layout to render them by. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SHELL } from '../../../src/views/frame/shell.ts';
import { blocks, BLOCKS_TEMPLATE } from './hugo-blocks.ts';
import type { Pages } from './pages.ts';

const CONFIG = {
  baseURL: '/',
  disableKinds: ['home', 'section', 'taxonomy', 'term', 'RSS', 'sitemap', 'robotsTXT', '404'],
  disablePathToLower: true,
};

export const HUGO_ARGS = ['--quiet'] as const;

export function hugoVersion(): string | undefined {
  const { status, stdout } = spawnSync('hugo', ['version'], { encoding: 'utf8' });
  return status === 0 ? /v[\d.]+\d/.exec(stdout)?.[0] : undefined;
}

export function writeHugoSite(folder: string, { pages, shell }: Pages): void {
  const layout = shell
    .replace(SHELL.head, '{{ .Params.head | safeHTML }}')
    .replace(SHELL.body, BLOCKS_TEMPLATE);
  mkdirSync(path.join(folder, 'layouts', '_default'), { recursive: true });
  mkdirSync(path.join(folder, 'content', 's'), { recursive: true });
  writeFileSync(path.join(folder, 'config.json'), JSON.stringify(CONFIG));
  writeFileSync(path.join(folder, 'layouts', '_default', 'single.html'), layout);
  // Hugo takes file names that differ only in case for one page.
  for (const [number, { file, head, body }] of pages.entries()) {
    const front = { head, blocks: blocks(body), url: `/${path.dirname(file)}/` };
    writeFileSync(path.join(folder, 'content', 's', `${number}.md`), `${JSON.stringify(front)}\n`);
  }
}
