/** A site that is up to date, or made anew from content/generated/ and swapped with the one in place. */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseBaseUrl } from '../../src/base/base-url.ts';
import type { SiteProfile } from '../../src/records/site.ts';
import { ROOT } from '../engine/root.ts';
import { listFiles } from '../engine/file-tree.ts';
import { inputFiles, inputKey } from '../engine/input-key.ts';
import { Lock } from '../engine/lock.ts';
import { readLedger, refuseVanished } from './addresses.ts';
import type { SitePart } from './parts.ts';
import { cacheFolder, finishSwap, isBuiltFrom, previousFolder, siteLockFile, swap } from './site-folders.ts';
import { SiteInTheMaking } from './site-in-the-making.ts';

export interface SitePlan {
  readonly content: string;
  readonly outDir: string;
  readonly baseUrl: string;
  readonly profile: SiteProfile;
  /** Whether pages have text and JSON beside them. */
  readonly hasPlainPages: boolean;
  /** Processes at a time, besides Astro's. */
  readonly jobs: number;
}

interface SiteState {
  /** Stands for all that the site is built from. */
  readonly key: string;
  readonly isCurrent: boolean;
  readonly lock: Lock;
}

/** Made by steps that are called one after the other. Where the site is up to date already, none of them does anything. */
export class Site implements AsyncDisposable {
  readonly #plan: SitePlan;
  readonly #key: string;
  readonly #isCurrent: boolean;
  readonly #lock: Lock;
  #making: SiteInTheMaking | undefined;

  /**
   * @param collectionsKey stands for everything in content/generated/
   * @throws {Fault} if another build makes the site, if the list of published addresses cannot be read, or the site in place
   * lacks one
   */
  static async open(plan: SitePlan, collectionsKey: string): Promise<Site> {
    const { content, outDir } = plan;
    mkdirSync(path.dirname(outDir), { recursive: true });
    const lock = Lock.take(siteLockFile(outDir), 'kabi build');
    try {
      await finishSwap(outDir);
      const key = await siteKey(plan, collectionsKey);
      const files = existsSync(outDir) ? listFiles(outDir) : [];
      const isCurrent = await isBuiltFrom(outDir, key, files);
      if (isCurrent) refuseVanished(content, files);
      else readLedger(content);
      return new Site(plan, { key, isCurrent, lock });
    } catch (error) {
      lock[Symbol.dispose]();
      throw error;
    }
  }

  private constructor(plan: SitePlan, { key, isCurrent, lock }: SiteState) {
    this.#plan = plan;
    this.#key = key;
    this.#isCurrent = isCurrent;
    this.#lock = lock;
  }

  /** Has Astro and the makers of parts load. */
  start(): void {
    if (this.#isCurrent) return;
    const { content, outDir, baseUrl, profile, hasPlainPages, jobs } = this.#plan;
    const cache = cacheFolder(content, outDir);
    const folders = { content, outDir: path.join(cache, 'pages'), cacheDir: path.join(cache, 'astro') };
    this.#making = new SiteInTheMaking({
      folder: previousFolder(outDir),
      settings: { ...folders, hasPlainPages, profile, ...parseBaseUrl(baseUrl) },
      ...{ baseUrl, jobs, cards: path.join(cache, 'cards') },
    });
  }

  /** Has parts made whose rows or entries are written. */
  make(parts: readonly SitePart[]): void {
    this.#making?.make(parts);
  }

  /**
   * To be called once content/generated/ is complete.
   *
   * @returns `unchanged` if the target is already the site of these inputs
   * @throws {Fault} if Astro fails, or a published address would vanish; the target is then what it was before
   */
  async finish(): Promise<'unchanged' | 'built'> {
    if (this.#making === undefined) return 'unchanged';
    await this.#making.finish(this.#key);
    await swap(this.#plan.outDir);
    return 'built';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#making?.[Symbol.asyncDispose]();
    this.#lock[Symbol.dispose]();
  }
}

async function siteKey(
  { content, baseUrl, hasPlainPages }: SitePlan,
  collectionsKey: string,
): Promise<string> {
  const code = ['src', 'public', 'content/pages', 'scripts/publish', 'scripts/corpus/site-settings.ts'];
  const inputs = await Promise.all([
    inputFiles(content, ['pages', 'moved.yaml', 'site.yaml']),
    inputFiles(ROOT, [...code, 'astro.config.mjs', 'package-lock.json']),
  ]);
  const { site, base } = parseBaseUrl(baseUrl);
  return inputKey(inputs.flat(), site ?? '', base, String(hasPlainPages), collectionsKey);
}
