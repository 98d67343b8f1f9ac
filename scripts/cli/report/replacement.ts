/** `kabi check --replaces`: what becomes of the other modules of kernels on file if some are replaced. */
import { isSameArchitecture } from '../../../src/kernel/architecture.ts';
import { snapshotName } from '../../../src/kernel/snapshot.ts';
import { variantName } from '../../../src/kernel/variant.ts';
import { Fault, printable } from '../../../src/base/problems.ts';
import type { CheckReport } from '../../../src/records/json/reports.ts';
import type { OpenedDriver } from '../../../src/load/check/driver.ts';
import { brokenBy, replacementOn, type Replacement } from '../../../src/load/replace/replacement.ts';
import { reasonsOf } from '../../../src/load/check/checked-module.ts';
import { replacementAnswer, replacementFacts } from '../../../src/lang/en/replacement-sentences.ts';
import { wrapText } from '../../../src/base/wrap-text.ts';
import { readImports } from '../../corpus/read-imports.ts';
import { readKernelBuild } from '../../corpus/read.ts';
import type { KernelOnFile } from '../kernels.ts';

export interface ReplacementOn {
  /** The kernel, as a snapshot is named. */
  readonly kernel: string;
  readonly replacement: Replacement;
}

/** The newest kernel of each product and variant with imports on file, of the architecture of the modules. */
export function newestWithImports(
  kernels: readonly KernelOnFile[],
  { modules }: OpenedDriver,
): KernelOnFile[] {
  const arches = modules.flatMap(({ module }) => module.arch ?? []);
  const fitting = kernels.filter(
    ({ id, record }) =>
      Object.keys(record.imports ?? {}).length > 0 &&
      (arches.length === 0 || arches.some((arch) => isSameArchitecture(arch, id.arch))),
  );
  return [...new Map(fitting.map((each) => [`${each.id.product}/${variantName(each.id)}`, each])).values()];
}

/** @throws {Fault} if no kernel on file has one of the names as a module that exports something */
export async function replacements(
  content: string,
  names: readonly string[],
  driver: OpenedDriver,
  kernels: readonly KernelOnFile[],
): Promise<ReplacementOn[]> {
  const wanted = names.map((name) => name.replaceAll('-', '_'));
  const offered = [...driver.modules.map(({ module }) => module), ...driver.providers];
  const found: ReplacementOn[] = [];
  for (const { id, record, patches } of kernels) {
    const build = await readKernelBuild(content, id, record, patches);
    const modules = await readImports(content, id, record);
    found.push({
      kernel: snapshotName(id),
      replacement: replacementOn(wanted, offered, build, modules),
    });
  }
  const isNowhere = (name: string) => found.every(({ replacement }) => replacement.absent.includes(name));
  const nowhere = wanted.filter(isNowhere);
  if (nowhere.length > 0) throw new Fault({ kind: 'no-such-provider', path: nowhere.join(', ') });
  return found;
}

const LINE_WIDTH = 79;
const VERDICT_WIDTH = 7;

export function replacementText(found: readonly ReplacementOn[]): string {
  return found
    .map(({ kernel, replacement }) => {
      const prose = [replacementAnswer(kernel, replacement), ...replacementFacts(replacement)];
      const rows = brokenBy(replacement).map(
        ({ path, symbols, finding }) =>
          `  ${finding.verdict.padEnd(VERDICT_WIDTH)}  ${printable(path)}  ${reasonsOf(finding, symbols.length).join('; ')}`,
      );
      return `${[...prose.flatMap((each) => wrapText(printable(each, Infinity), LINE_WIDTH)), ...rows].join('\n')}\n`;
    })
    .join('\n');
}

export function replacementReport(found: readonly ReplacementOn[]): CheckReport['replacements'] {
  return found.map(({ kernel, replacement }) => ({
    kernel,
    replaced: [...replacement.replaced],
    absent: [...replacement.absent],
    exports: replacement.exports,
    removed: replacement.removed,
    changed: replacement.changed,
    modules: replacement.modules,
    importers: replacement.importers.map(({ path, symbols, finding }) => ({
      module: path,
      symbols: [...symbols],
      verdict: finding.verdict,
      mismatched: [...finding.mismatched],
      missing: [...finding.missing],
    })),
  }));
}
