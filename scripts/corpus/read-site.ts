import { existsSync } from 'node:fs';
import { sortProblems, type Problem } from '../../src/base/problems.ts';
import { siteSchema, type SiteProfile } from '../../src/records/site.ts';
import { contrastOnPage, LEAST_CONTRAST, type Theme } from '../../src/views/frame/accent.ts';
import { siteFile } from './layout.ts';
import { readYaml } from './yaml-file.ts';

/** What the content says of its site. A file at fault gives the defaults, and is said in the problems. */
export async function readSite(content: string): Promise<{ profile: SiteProfile; problems: Problem[] }> {
  const file = siteFile(content);
  const defaults = siteSchema.parse({});
  if (!existsSync(file)) return { profile: defaults, problems: [] };
  const read = await readYaml(file, siteSchema.nullable());
  if (!('value' in read)) return { profile: defaults, problems: sortProblems(read.problems) };
  const { placeOf } = read;
  // Nothing but comments is no record at all.
  const profile = read.value ?? defaults;
  const problems = (['light', 'dark'] as const).flatMap((theme): Problem[] => {
    const detail = tooPale(profile.accent[theme], theme);
    if (detail === undefined) return [];
    return [{ kind: 'low-contrast', path: file, ...placeOf(['accent', theme]), detail }];
  });
  return { profile, problems };
}

function tooPale(colour: string, theme: Theme): string | undefined {
  const found = contrastOnPage(colour, theme);
  if (found >= LEAST_CONTRAST) return undefined;
  const remedy = theme === 'light' ? 'a darker colour' : 'a lighter one';
  // Rounded down: 4.49 is not enough.
  return `${colour} has ${Math.floor(found * 10) / 10}:1 on ${theme} pages, take ${remedy}`;
}
