import type { Plugin } from 'vite';
import type { SiteProfile } from '../../src/records/site.ts';
import { accentCss } from '../../src/views/frame/accent.ts';

/**
 * Gives pages what the content says of its site, as `kabi:site`, and its colours as `kabi:accent.css`: as modules they are
 * part of the code by which Astro tells whether a page of the last build is still right.
 */
export function sitePlugin(profile: SiteProfile): Plugin {
  const modules: Readonly<Record<string, string>> = {
    'kabi:site': `export const profile = ${JSON.stringify(profile)};`,
    'kabi:accent.css': accentCss(profile.accent),
  };
  return {
    name: 'kabi-site',
    resolveId: (id) => (Object.hasOwn(modules, id) ? `\0${id}` : undefined),
    load: (id) => (id.startsWith('\0') ? modules[id.slice(1)] : undefined),
  };
}
