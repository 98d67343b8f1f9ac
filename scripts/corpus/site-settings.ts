/**
 * Where the site's data lies, where it is published and what it says of itself. `kabi build` hands folders and address to
 * Astro's configuration through the environment; without it the defaults are those of a plain `astro dev` in the checkout.
 */
import path from 'node:path';
import { parseBaseUrl, type BaseUrl } from '../../src/base/base-url.ts';
import { Fault } from '../../src/base/problems.ts';
import type { SiteProfile } from '../../src/records/site.ts';
import { CACHE, ROOT } from '../engine/root.ts';
import { readSite } from './read-site.ts';

export interface SiteSettings extends BaseUrl {
  /** Absolute paths. */
  readonly content: string;
  readonly outDir: string;
  readonly cacheDir: string;
  /** Whether pages have text and JSON beside them. */
  readonly hasPlainPages: boolean;
  readonly profile: SiteProfile;
}

/** @throws {Fault} if content/site.yaml is at fault */
export async function siteSettings(env: Readonly<Record<string, string | undefined>>): Promise<SiteSettings> {
  const content = env['KABI_CONTENT'] ?? path.join(ROOT, 'content');
  const { profile, problems } = await readSite(content);
  const [problem] = problems;
  if (problem !== undefined) throw new Fault(problem);
  return {
    content,
    outDir: env['KABI_OUT'] ?? path.join(ROOT, 'dist'),
    cacheDir: env['KABI_CACHE'] ?? path.join(CACHE, 'astro'),
    hasPlainPages: env['KABI_PLAIN'] !== 'none',
    profile,
    ...parseBaseUrl(env['KABI_BASE_URL'] ?? ''),
  };
}

type Folders = Omit<SiteSettings, keyof BaseUrl | 'profile'>;

/** The settings as the environment of the Astro process, which reads the site's profile itself. */
export function settingsEnv(settings: Folders, baseUrl: string) {
  return {
    KABI_CONTENT: settings.content,
    KABI_OUT: settings.outDir,
    KABI_CACHE: settings.cacheDir,
    KABI_OWN_PAGES: path.join(ROOT, 'content/pages'),
    KABI_BASE_URL: baseUrl,
    KABI_PLAIN: settings.hasPlainPages ? 'all' : 'none',
  };
}
