/** Runs Astro into a folder beside the target, and swaps the two when the new site is complete. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Fault } from '../../src/kabi/problems.ts';
import { contentKey } from '../collections/write.ts';
import { ROOT, settingsEnv } from '../site-settings.ts';

export interface SiteBuild {
  readonly content: string;
  readonly outDir: string;
  readonly baseUrl: string;
  /** Stands for everything in content/generated/. */
  readonly generatedKey: string;
}

/** Left in the site: which inputs it was built from. Only a complete site has it under its own name. */
const STAMP = 'build-key.txt';

/**
 * @returns `unchanged` if the target is already the site of these inputs
 * @throws {Fault} if Astro fails; the target is then what it was before
 */
export async function buildSite(site: SiteBuild): Promise<'unchanged' | 'built'> {
  const { content, outDir, baseUrl } = site;
  const key = await siteKey(site);
  const stamp = await readFile(path.join(outDir, STAMP), 'utf8').catch(() => '');
  if (stamp.trim() === key) return 'unchanged';
  const staging = `${outDir}.new`;
  await rm(staging, { recursive: true, force: true });
  await mkdir(path.dirname(outDir), { recursive: true });
  const cacheDir = path.join(ROOT, '.cache', 'astro');
  try {
    await runAstro(settingsEnv({ content, outDir: staging, cacheDir }, baseUrl));
    await writeFile(path.join(staging, STAMP), `${key}\n`);
    await swap(staging, outDir);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
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
    if (code !== 0) throw new Fault({ kind: 'site-not-built', path: env['KABI_OUT'] ?? '' });
  } finally {
    process.off('SIGINT', forward).off('SIGTERM', forward);
  }
}

/** Two renames apart there is a moment without a site, but never one with half of it. */
async function swap(staging: string, outDir: string): Promise<void> {
  const old = `${outDir}.old`;
  await rm(old, { recursive: true, force: true });
  if (existsSync(outDir)) await rename(outDir, old);
  await rename(staging, outDir);
  await rm(old, { recursive: true, force: true });
}
