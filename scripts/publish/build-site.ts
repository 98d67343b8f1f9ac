/** From content/generated/ to a complete site: Astro's pages, then what follows them, then the swap. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Fault } from '../../src/kabi/problems.ts';
import { contentKey } from '../collections/write.ts';
import { parseBaseUrl, ROOT, settingsEnv } from '../site-settings.ts';
import { publishSite } from './publish-site.ts';
import { SiteTree } from './site-tree.ts';

export interface SiteBuild {
  readonly content: string;
  readonly outDir: string;
  readonly baseUrl: string;
  /** Stands for everything in content/generated/. */
  readonly generatedKey: string;
}

/** Left in the site: which inputs it was built from. Written last, so that only a complete site has it. */
const STAMP = 'build-key.txt';

/**
 * Brings the site before last to the new state and swaps it with the one in place: nothing is ever served half-written,
 * and most files need no writing. The site that was in place stays beside it as `<out>.previous`.
 *
 * @returns `unchanged` if the target is already the site of these inputs
 * @throws {Fault} if Astro fails; the target is then what it was before
 */
export async function buildSite(site: SiteBuild): Promise<'unchanged' | 'built'> {
  const { content, outDir, baseUrl } = site;
  const key = await siteKey(site);
  const stamp = await readFile(path.join(outDir, STAMP), 'utf8').catch(() => '');
  if (stamp.trim() === key) return 'unchanged';
  const cache = path.join(ROOT, '.cache');
  const astro = { content, outDir: path.join(cache, 'pages'), cacheDir: path.join(cache, 'astro') };
  await runAstro(settingsEnv(astro, baseUrl));
  const previous = `${outDir}.previous`;
  await rm(path.join(previous, STAMP), { force: true });
  const tree = new SiteTree(previous);
  await publishSite({ ...astro, ...parseBaseUrl(baseUrl) }, tree);
  tree.write(STAMP, `${key}\n`);
  tree.removeStale();
  await swap(previous, outDir);
  return 'built';
}

async function siteKey({ content, baseUrl, generatedKey }: SiteBuild): Promise<string> {
  const folders = ['src', 'public', 'scripts/publish'].map((folder) => path.join(ROOT, folder));
  const files = await Promise.all([...folders, path.join(content, 'pages')].map(filesBelow));
  const own = ['astro.config.mjs', 'package-lock.json', 'scripts/site-settings.ts'].map((f) =>
    path.join(ROOT, f),
  );
  return contentKey(
    [...files.flat().filter((file) => !file.endsWith('.test.ts')), ...own],
    baseUrl,
    generatedKey,
  );
}

async function filesBelow(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

/** Astro keeps its collections in memory of its own, which ends with its process. */
async function runAstro(env: Readonly<Record<string, string>>): Promise<void> {
  const astro = path.join(ROOT, 'node_modules', 'astro', 'bin', 'astro.mjs');
  const child = spawn(process.execPath, [astro, 'build', '--silent'], {
    cwd: ROOT,
    env: { ...process.env, ...env, ASTRO_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward);
  try {
    const code = await new Promise<number | null>((resolve, reject) =>
      child.on('error', reject).on('exit', resolve),
    );
    if (code !== 0) throw new Fault({ kind: 'site-not-built', path: env['KABI_CONTENT'] ?? '' });
  } finally {
    process.off('SIGINT', forward).off('SIGTERM', forward);
  }
}

/** Between two renames there is a moment without a site, but never one with half of it. */
async function swap(previous: string, outDir: string): Promise<void> {
  const aside = `${outDir}.aside`;
  if (existsSync(outDir)) await rename(outDir, aside);
  await rename(previous, outDir);
  if (existsSync(aside)) await rename(aside, previous);
}
