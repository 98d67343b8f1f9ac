/**
 * Modules of a kernel's own tree after others of it were replaced, as MLNX_OFED replaces ib_core or a backport mac80211:
 * which import from the replaced ones, and which of these the kernel would refuse.
 */
import { kernelArchitecture } from '../../kernel/architecture.ts';
import type { Export } from '../../kernel/export.ts';
import { moduleNameOf, unknownModule } from '../../kernel/module.ts';
import type { InTreeModule } from '../../formats/drivers/imports.ts';
import { judgeTogether } from '../judge.ts';
import { compareVerdicts } from '../driver-verdicts.ts';
import type { KernelBuild, LoadFinding, Provider } from '../verdict.ts';

export interface Importer {
  /** In the kernel tree, without `.ko`. */
  readonly path: string;
  /** What it imports from the replaced modules. */
  readonly symbols: readonly string[];
  /** With the new modules in place of the old. */
  readonly finding: LoadFinding;
}

export interface Replacement {
  /** Of the names, those that the kernel has as modules with exports. */
  readonly replaced: readonly string[];
  /** Names that it does not have as such. */
  readonly absent: readonly string[];
  /** How many symbols the replaced modules export, and how many of these the new ones lack or have with another CRC. */
  readonly exports: number;
  readonly removed: number;
  readonly changed: number;
  /** In-tree modules that were looked at. */
  readonly modules: number;
  /** Sorted by path. */
  readonly importers: readonly Importer[];
}

/**
 * @param names of the replaced modules, with `_` for `-`
 * @param offered what the new modules export
 * @param modules of the kernel's own tree
 */
export function replacementOn(
  names: readonly string[],
  offered: readonly Provider[],
  kernel: KernelBuild,
  modules: readonly InTreeModule[],
): Replacement {
  // The kernel itself is no module.
  const isReplaced = new Set(names.filter((name) => name !== 'vmlinux'));
  const own = [...kernel.exports.values()].filter(({ module }) => isReplaced.has(moduleNameOf(module)));
  const found = new Set(own.map(({ module }) => moduleNameOf(module)));
  const symbols = new Set(own.map(({ symbol }) => symbol));
  const after = replacedExports(kernel, own, offered);
  const changed = own.filter((each) => {
    const now = after.get(each.symbol);
    return now !== undefined && now.crc !== each.crc;
  });
  const target: KernelBuild = { ...kernel, exports: after };
  const arch = kernelArchitecture(kernel.arch);
  return {
    replaced: names.filter((name) => found.has(name)),
    absent: names.filter((name) => !found.has(name)),
    exports: own.length,
    removed: own.filter(({ symbol }) => !after.has(symbol)).length,
    changed: changed.length,
    modules: modules.length,
    importers: modules.flatMap((each): Importer[] => {
      const used = each.imports.filter(({ symbol }) => symbols.has(symbol));
      // What is replaced itself brings its own build along.
      if (used.length === 0 || isReplaced.has(each.name)) return [];
      const module = unknownModule({ ...each, arch, exports: [] });
      const [finding] = judgeTogether([module], target);
      if (finding === undefined) return [];
      return [{ path: each.path, symbols: used.map(({ symbol }) => symbol), finding }];
    }),
  };
}

/** Those that a kernel would refuse, or of which it is not known: the gravest first. */
export function brokenBy({ importers }: Replacement): readonly Importer[] {
  return importers
    .filter(({ finding }) => finding.verdict !== 'loads')
    .toSorted((a, b) => compareVerdicts(a.finding.verdict, b.finding.verdict));
}

/** The exports of the kernel without those of the replaced modules, and with what the new ones offer. */
function replacedExports(
  { exports }: KernelBuild,
  own: readonly Export[],
  offered: readonly Provider[],
): Map<string, Export> {
  const after = new Map(exports);
  for (const { symbol } of own) after.delete(symbol);
  for (const { name, exports: given } of offered) {
    for (const each of given) {
      if (!after.has(each.symbol)) after.set(each.symbol, { ...each, module: name ?? '' });
    }
  }
  return after;
}
