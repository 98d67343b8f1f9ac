/**
 * The types of builds from BTF, gathered over all inputs of a call: Red Hat and its kin have the kernel in one package, and
 * modules that continue its types in others.
 */
import { parseBtf } from '../../../src/formats/btf/btf.ts';
import { getOrInsert } from '../../../src/base/maps.ts';
import { snapshotName, type SnapshotId } from '../../../src/kernel/snapshot.ts';
import type { Export } from '../../../src/kernel/export.ts';
import { Fault, type Problem } from '../../../src/base/problems.ts';
import { BtfTableBuilder } from '../../../src/types/read/btf-table.ts';
import type { ModuleTypes, OpenedKernel } from '../../sources/packages/package-types.ts';
import type { TypesToStore } from './store-types.ts';

/** An input, as far as it concerns types. */
export interface TypesInput {
  /** Base name. */
  readonly file: string;
  readonly sha256?: string;
  readonly kernel?: OpenedKernel;
  readonly moduleTypes: readonly ModuleTypes[];
}

export interface GatheredBuild {
  readonly id: SnapshotId;
  readonly inputs: readonly TypesInput[];
}

export class TypesGatherer {
  readonly #builds = new Map<string, { id: SnapshotId; inputs: TypesInput[] }>();

  add(id: SnapshotId, input: TypesInput): void {
    getOrInsert(this.#builds, snapshotName(id), () => ({ id, inputs: [] })).inputs.push(input);
  }

  /** In the order in which they came. Each is forgotten once it was handed out. */
  *builds(): Generator<GatheredBuild> {
    for (const [name, build] of this.#builds) {
      this.#builds.delete(name);
      yield build;
    }
  }
}

/**
 * The table of what was gathered of a build; none without a kernel that carries type information.
 *
 * @param exports those of the same build
 * @throws {Fault} `malformed-btf` of the kernel, `btf-base-mismatch` if a module is of another build
 */
export function tableOf(
  inputs: GatheredBuild['inputs'],
  exports: readonly Export[],
): {
  readonly types?: TypesToStore;
  readonly problems: readonly Problem[];
  /** Base name of the input whose kernel was built without type information. */
  readonly without?: string;
} {
  const moduleTypes = inputs.flatMap((input) => input.moduleTypes);
  const home = inputs.find(({ kernel }) => kernel?.btf !== undefined);
  if (home?.kernel?.btf === undefined) {
    const bare = inputs.find(({ kernel }) => kernel !== undefined && kernel.problem === undefined);
    return bare === undefined
      ? { problems: whyNone(inputs, moduleTypes) }
      : { problems: [], without: bare.file };
  }
  const vmlinux = parseBtf(home.kernel.btf, home.kernel.name);
  const builder = new BtfTableBuilder(vmlinux, exports, home.kernel.name);
  const problems: Problem[] = [];
  for (const { module, name, btf, base } of moduleTypes) {
    if (!builder.wants(module)) continue;
    try {
      const continued = base === undefined ? vmlinux : parseBtf(base, name);
      builder.addModule(module, parseBtf(btf, name, continued), name);
    } catch (error) {
      // One damaged module is left out; if the kernel is another one, nothing that any says can be trusted.
      if (!(error instanceof Fault) || error.problem.kind !== 'malformed-btf') throw error;
      problems.push(error.problem);
    }
  }
  return { types: { table: builder.finish(), from: sourcesOf(inputs, home) }, problems };
}

/** The kernel's first, then those of modules, by name: the order of the inputs says nothing. */
function sourcesOf(inputs: readonly TypesInput[], home: TypesInput): TypesToStore['from'] {
  const others = inputs.filter((input) => input !== home && input.moduleTypes.length > 0);
  const sorted = others.toSorted((a, b) => (a.file < b.file ? -1 : 1));
  return [home, ...sorted].map(({ file, sha256 }) => ({ file, sha256 }));
}

function whyNone(inputs: readonly TypesInput[], moduleTypes: readonly ModuleTypes[]): Problem[] {
  const problem = inputs.find(({ kernel }) => kernel?.problem !== undefined)?.kernel?.problem;
  if (problem !== undefined) return [problem];
  const [first] = inputs;
  if (moduleTypes.length === 0 || first === undefined) return [];
  return [{ kind: 'types-without-kernel', path: first.file }];
}
