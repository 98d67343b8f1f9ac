/** The modules of a kernel's own tree, on other kernels than the one that they were built with. */
import { kernelArchitecture } from './architecture.ts';
import type { InTreeModule } from './formats/imports.ts';
import { unknownModule } from './kernel-module.ts';
import { judgeTogether, LOAD_VERDICTS, type KernelBuild, type LoadFinding } from './load-verdict.ts';
import type { InTreeFinding } from './schema/in-tree.ts';
import { count, counted, listed } from './sentences.ts';

/**
 * Each module alone: what others of its kernel export, the other kernel's own modules stand in for.
 *
 * @param arch of the kernel that they were built with
 * @returns in the order of the modules
 */
export function judgeInTree(
  modules: readonly InTreeModule[],
  arch: string,
  kernel: KernelBuild,
): LoadFinding[] {
  const facts = { arch: kernelArchitecture(arch), exports: [] };
  return modules.flatMap((module) => judgeTogether([unknownModule({ ...module, ...facts })], kernel));
}

/**
 * What became of the modules of one release on the next one, in a sentence.
 *
 * @param release that they are judged on
 */
export function inTreeSentence(
  { lane, before, counts }: Pick<InTreeFinding, 'lane' | 'before' | 'counts'>,
  release: string,
): string {
  if (counts === null) {
    return `On ${lane}, what the modules of ${before} import is not on file: which of them would load on ${release} is unknown.`;
  }
  const all = LOAD_VERDICTS.reduce((sum, verdict) => sum + counts[verdict], 0);
  const of = `of the ${counted(all, 'module', 'modules')} that ${before} brings along`;
  const parts = [
    counts.rebuild === 0 ? '' : `${count(counts.rebuild)} would have to be rebuilt for ${release}`,
    counts.missing === 0 ? '' : `${count(counts.missing)} would miss symbols`,
    counts.unknown === 0 ? '' : `of ${count(counts.unknown)} it is unknown`,
  ].filter((part) => part !== '');
  if (parts.length === 0) return `On ${lane}, ${release} would load every one ${of}.`;
  return `On ${lane}, ${of}, ${listed(parts)}; ${count(counts.loads)} would load as ${counts.loads === 1 ? 'it is' : 'they are'}.`;
}
