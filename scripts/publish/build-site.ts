/** From content/generated/ to a complete site: Astro's pages, then what follows them, then the swap. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseBaseUrl } from '../../src/base/base-url.ts';
import type { SiteProfile } from '../../src/records/site.ts';
import type { CollectionsStage } from '../analysis/write-all.ts';
import { withoutInterruption } from '../engine/interruption.ts';
import { rowsFolder } from '../corpus/layout.ts';
import { inputFiles, inputKey } from '../engine/input-key.ts';
import { settingsEnv, type SiteSettings } from '../corpus/site-settings.ts';
import { ROOT } from '../engine/root.ts';
import { FileTree, listFiles } from '../engine/file-tree.ts';
import { readLedger, refuseVanished } from './addresses.ts';
import { AstroBuild } from './astro-build.ts';
import { PiecesInTheMaking } from './pieces/all.ts';
import { ENTRY_PIECES, ROW_PIECES } from './pieces/piece.ts';
import { publishSite, SHELL_PAGE } from './publish-site.ts';

export interface SiteBuild {
  readonly content: string;
  readonly outDir: string;
  readonly baseUrl: string;
  readonly profile: SiteProfile;
  /** Whether pages have text and JSON beside them. */
  readonly hasPlainPages: boolean;
  /** Stands for everything in content/generated/. */
  readonly generatedKey: string;
  /** Processes at a time, besides Astro's. */
  readonly jobs: number;
}

interface SiteInTheMaking {
  readonly tree: FileTree;
  readonly pieces: PiecesInTheMaking;
}

/** Left in the site: which inputs it was built from. Written last, so that only a complete site has it. */
const STAMP = 'build-key.txt';

/**
 * Brings the site before last to the new state and swaps it with the one in place: nothing is ever served half-written,
 * and most files need no writing. The site that was in place stays beside it as `<out>.previous`.
 */
export class SiteBuilder {
  readonly #site: SiteBuild;
  readonly #key: string;
  readonly #isCurrent: boolean;
  readonly #folders: { readonly cards: string; readonly pages: string; readonly astro: string };
  readonly #abort = new AbortController();
  #astro: Promise<AstroBuild> | undefined;
  #making: Promise<SiteInTheMaking> | undefined;
  #rowsStamped: Promise<SiteInTheMaking> | undefined;

  /** @throws {Fault} if the list of published addresses cannot be read, or the site in place lacks one */
  static async for(site: SiteBuild): Promise<SiteBuilder> {
    const { content, outDir } = site;
    await finishSwap(outDir);
    const key = await siteKey(site);
    const stamp = await readFile(path.join(outDir, STAMP), 'utf8').catch(() => '');
    const isCurrent = stamp.trim() === key;
    if (isCurrent) refuseVanished(content, listFiles(outDir));
    else readLedger(content);
    return new SiteBuilder(site, key, isCurrent);
  }

  private constructor(site: SiteBuild, key: string, isCurrent: boolean) {
    this.#site = site;
    this.#key = key;
    this.#isCurrent = isCurrent;
    const cache = cacheFolder(site.content, site.outDir);
    const folder = (name: string) => path.join(cache, name);
    this.#folders = { cards: folder('cards'), pages: folder('pages'), astro: folder('astro') };
  }

  /** Starts what can be started before content/generated/ is complete. */
  prepare(stage: CollectionsStage): void {
    if (this.#isCurrent) return;
    const started = stage === 'analysed' ? this.#begin() : this.#stampRows();
    // Looked at by build(); a failure before that is not to end the process.
    started.catch(() => undefined);
  }

  /**
   * To be called once content/generated/ is complete.
   *
   * @returns `unchanged` if the target is already the site of these inputs
   * @throws {Fault} if Astro fails, or a published address would vanish; the target is then what it was before
   */
  async build(): Promise<'unchanged' | 'built'> {
    if (this.#isCurrent) return 'unchanged';
    try {
      const astro = await this.#start();
      const { tree, pieces } = await this.#stampRows();
      pieces.add(ENTRY_PIECES, { first: true });
      await publishSite(this.#settings, tree, { pieces, rendered: astro.render() });
      tree.write(STAMP, `${this.#key}\n`);
      tree.removeStale();
    } catch (error) {
      await this.abandon();
      throw error;
    }
    await swap(this.#site.outDir);
    return 'built';
  }

  /** Ends what was started. */
  async abandon(): Promise<void> {
    this.#abort.abort();
    const astro = await this.#astro?.catch(() => undefined);
    await astro?.ended;
  }

  #start(): Promise<AstroBuild> {
    return (this.#astro ??= this.#startAstro());
  }

  async #startAstro(): Promise<AstroBuild> {
    // That of an earlier build names other scripts and styles.
    await rm(path.join(this.#folders.pages, SHELL_PAGE), { force: true });
    return new AstroBuild(settingsEnv(this.#settings, this.#site.baseUrl), this.#abort.signal);
  }

  /** To be called once the rows are written. */
  #stampRows(): Promise<SiteInTheMaking> {
    return (this.#rowsStamped ??= this.#begin().then((making) => {
      making.pieces.add(ROW_PIECES);
      return making;
    }));
  }

  #begin(): Promise<SiteInTheMaking> {
    return (this.#making ??= this.#beginPieces());
  }

  async #beginPieces(): Promise<SiteInTheMaking> {
    // By then the shell of an earlier build is gone.
    await this.#start();
    const { outDir, content, profile, jobs } = this.#site;
    const { previous } = besides(outDir);
    await rm(path.join(previous, STAMP), { force: true });
    const tree = new FileTree(previous, { atomic: false });
    const settings = this.#settings;
    const { base, site, hasPlainPages } = settings;
    const common = {
      tree: { root: tree.root, isNew: tree.isNew },
      stamped: { rows: rowsFolder(content), base, site, hasPlainPages, title: profile.title },
      shellFile: path.join(settings.outDir, SHELL_PAGE),
      beside: { ...settings, cards: this.#folders.cards },
    };
    const pieces = new PiecesInTheMaking(common, jobs, this.#abort.signal);
    pieces.expect([...ROW_PIECES, ...ENTRY_PIECES]);
    return { tree, pieces };
  }

  get #settings(): SiteSettings {
    const { content, hasPlainPages, profile, baseUrl } = this.#site;
    const folders = { content, outDir: this.#folders.pages, cacheDir: this.#folders.astro };
    return { ...folders, hasPlainPages, profile, ...parseBaseUrl(baseUrl) };
  }
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

async function siteKey({ content, baseUrl, hasPlainPages, generatedKey }: SiteBuild): Promise<string> {
  const code = ['src', 'public', 'content/pages', 'scripts/publish', 'scripts/corpus/site-settings.ts'];
  const inputs = await Promise.all([
    inputFiles(content, ['pages', 'moved.yaml', 'site.yaml']),
    inputFiles(ROOT, [...code, 'astro.config.mjs', 'package-lock.json']),
  ]);
  const { site, base } = parseBaseUrl(baseUrl);
  return inputKey(inputs.flat(), site ?? '', base, String(hasPlainPages), generatedKey);
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
