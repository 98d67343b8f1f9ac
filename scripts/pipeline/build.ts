/** From content/ to a site, in the order in which it is done. What each step does is in analysis/ and publish/. */
import { Fault, isError, type Problem } from '../../src/base/problems.ts';
import { Collections, type CollectionsPlan } from '../analysis/write/collections.ts';
import type { WriteCounts } from '../analysis/write/generated-folder.ts';
import { contentErrors } from '../corpus/lint-input.ts';
import { readContent, type Content } from '../corpus/read-content.ts';
import { PARTS_OF_ENTRIES, PARTS_OF_ROWS } from '../publish/parts.ts';
import { Site, type SitePlan } from '../publish/site.ts';

export interface SiteBuildPlan extends CollectionsPlan, Omit<SitePlan, 'outDir'> {
  /** Null if only content/generated/ is wanted. */
  readonly outDir: string | null;
  /** Found in the settings of the site. */
  readonly problems: readonly Problem[];
}

export interface BuildOutcome {
  readonly content: Content;
  /** Undefined if there is none, because of the problems. */
  readonly result: BuildResult | undefined;
  readonly problems: readonly Problem[];
}

export interface BuildResult extends WriteCounts {
  readonly site: 'unchanged' | 'built' | 'skipped';
}

type Progress = (text: string) => void;

/** Reads the content, and builds from it if there is no error in it. Faults are values; what else is thrown is no fault of content. */
export async function build(plan: SiteBuildPlan, progress: Progress): Promise<BuildOutcome> {
  await using collections = await Collections.open(plan);
  const content = await readContent(plan.content);
  const errors = await contentErrors(plan.content, content, new Date().toISOString().slice(0, 10));
  const problems = [...content.problems, ...plan.problems, ...errors];
  if (problems.some(isError)) return { content, result: undefined, problems };
  try {
    return { content, result: await buildFrom(content, collections, plan, progress), problems };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { content, result: undefined, problems: [...problems, error.problem] };
  }
}

async function buildFrom(
  content: Content,
  collections: Collections,
  plan: SiteBuildPlan,
  progress: Progress,
): Promise<BuildResult> {
  await using site = await openSite(plan, collections);
  await collections.analyse(content.lines, progress);
  site?.start();
  await collections.writeRows(content);
  site?.make(PARTS_OF_ROWS);
  const counts = await collections.writeEntries();
  site?.make(PARTS_OF_ENTRIES);
  if (site === undefined) return { ...counts, site: 'skipped' };
  progress('building pages');
  return { ...counts, site: await site.finish() };
}

async function openSite({ outDir, ...plan }: SiteBuildPlan, { key }: Collections): Promise<Site | undefined> {
  return outDir === null ? undefined : await Site.open({ ...plan, outDir }, key);
}
