/** From content/generated/ to a complete site: Astro's pages, then what follows them, then the swap. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseBaseUrl } from '../../src/kabi/base-url.ts';
import { Fault } from '../../src/kabi/problems.ts';
import type { SiteProfile } from '../../src/kabi/schema/site.ts';
import { withoutInterruption } from '../content/interruption.ts';
import { inputFiles, inputKey } from '../input-key.ts';
import { ROOT, settingsEnv } from '../site-settings.ts';
import { FileTree, listFiles } from '../file-tree.ts';
import { readLedger, refuseVanished } from './addresses.ts';
import { HEAP_FLAGS } from '../worker-process.ts';
import { publishSite, SHELL_PAGE } from './publish-site.ts';

export interface SiteBuild {
  readonly content: string;
  readonly outDir: string;
  readonly baseUrl: string;
  readonly profile: SiteProfile;
  /** Whether pages have text and JSON beside them. */
  readonly hasTwins: boolean;
  /** Stands for everything in content/generated/. */
  readonly generatedKey: string;
  /** Processes at a time, besides Astro's. */
  readonly jobs: number;
}

/** Left in the site: which inputs it was built from. Written last, so that only a complete site has it. */
const STAMP = 'build-key.txt';

/**
 * Brings the site before last to the new state and swaps it with the one in place: nothing is ever served half-written,
 * and most files need no writing. The site that was in place stays beside it as `<out>.previous`.
 *
 * @returns `unchanged` if the target is already the site of these inputs
 * @throws {Fault} if Astro fails, or a published address would vanish; the target is then what it was before
 */
export async function buildSite(site: SiteBuild): Promise<'unchanged' | 'built'> {
  const { content, outDir, baseUrl, profile, hasTwins, jobs } = site;
  await finishSwap(outDir);
  const key = await siteKey(site);
  const stamp = await readFile(path.join(outDir, STAMP), 'utf8').catch(() => '');
  if (stamp.trim() === key) {
    refuseVanished(content, listFiles(outDir));
    return 'unchanged';
  }
  readLedger(content);
  const cache = cacheFolder(content, outDir);
  const astro = { content, outDir: path.join(cache, 'pages'), cacheDir: path.join(cache, 'astro'), hasTwins };
  const { previous } = besides(outDir);
  await rm(path.join(previous, STAMP), { force: true });
  const tree = new FileTree(previous, { atomic: false });
  // That of an earlier build names other scripts and styles.
  await rm(path.join(astro.outDir, SHELL_PAGE), { force: true });
  const abort = new AbortController();
  const rendered = runAstro(settingsEnv(astro, baseUrl), abort.signal);
  try {
    const settings = { ...astro, profile, ...parseBaseUrl(baseUrl) };
    await publishSite({
      settings,
      cards: path.join(cache, 'cards'),
      tree,
      rendered,
      jobs,
      signal: abort.signal,
    });
  } catch (error) {
    abort.abort();
    await rendered.catch(() => undefined);
    throw error;
  }
  tree.write(STAMP, `${key}\n`);
  tree.removeStale();
  await swap(outDir);
  return 'built';
}

/** One per site, so that builds of different sites neither disturb nor invalidate each other. */
export function cacheFolder(content: string, outDir: string): string {
  const name = createHash('sha256').update(`${content}\n${outDir}`).digest('hex').slice(0, 12);
  return path.join(ROOT, '.cache', name);
}

/** Whether a build may put its site there: it removes in the end what it finds. */
export async function isReplaceable(outDir: string): Promise<boolean> {
  if (!existsSync(outDir) || existsSync(path.join(outDir, STAMP))) return true;
  return (await readdir(outDir)).length === 0;
}

async function siteKey({ content, baseUrl, hasTwins, generatedKey }: SiteBuild): Promise<string> {
  const code = ['src', 'public', 'content/pages', 'scripts/publish', 'scripts/site-settings.ts'];
  const inputs = await Promise.all([
    inputFiles(content, ['pages', 'moved.yaml', 'site.yaml']),
    inputFiles(ROOT, [...code, 'astro.config.mjs', 'package-lock.json']),
  ]);
  const { site, base } = parseBaseUrl(baseUrl);
  return inputKey(inputs.flat(), site ?? '', base, String(hasTwins), generatedKey);
}

/** Variables that Astro would take for its own `import.meta.env`; in a shell or a CI job they mean something else. */
const UNSET = Object.fromEntries(
  ['ASSETS_PREFIX', 'BASE_URL', 'DEV', 'MODE', 'PROD', 'SITE', 'SSR'].map((name) => [name, undefined]),
);

/**
 * Astro keeps its collections in memory of its own, which ends with its process. A signal to end is passed on to it, and
 * takes effect here once it has ended.
 */
async function runAstro(env: Readonly<Record<string, string>>, signal: AbortSignal): Promise<void> {
  const astro = path.join(ROOT, 'node_modules', 'astro', 'bin', 'astro.mjs');
  const child = spawn(process.execPath, [...HEAP_FLAGS, astro, 'build', '--silent'], {
    cwd: ROOT,
    env: { ...process.env, ...UNSET, ...env, NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'inherit', 'inherit'],
    signal,
  });
  const received: NodeJS.Signals[] = [];
  const forward = (signal: NodeJS.Signals) => {
    received.push(signal);
    child.kill(signal);
  };
  process.on('SIGINT', forward).on('SIGTERM', forward);
  try {
    const code = await new Promise<number | null>((resolve, reject) =>
      child.on('error', reject).on('exit', resolve),
    );
    if (code !== 0) throw new Fault({ kind: 'site-not-built', path: env['KABI_CONTENT'] ?? '' });
  } finally {
    process.off('SIGINT', forward).off('SIGTERM', forward);
    const [signal] = received;
    if (signal !== undefined) process.kill(process.pid, signal);
  }
}

/** The folders that a swap goes through. */
function besides(outDir: string): { readonly previous: string; readonly aside: string } {
  return { previous: `${outDir}.previous`, aside: `${outDir}.aside` };
}

/** Between two renames there is a moment without a site, but never one with half of it. */
async function swap(outDir: string): Promise<void> {
  const { previous, aside } = besides(outDir);
  await withoutInterruption(async () => {
    if (existsSync(outDir)) await rename(outDir, aside);
    await rename(previous, outDir);
    if (existsSync(aside)) await rename(aside, previous);
  });
}

/** After a machine that died within a swap: the site is put back in its place, or the one before it out of the way. */
async function finishSwap(outDir: string): Promise<void> {
  const { previous, aside } = besides(outDir);
  if (!existsSync(aside)) return;
  if (!existsSync(outDir)) await rename(aside, outDir);
  else await rename(aside, previous);
}
