/** What the kernels on file tell of the symbols that a text names. */
import { isSameArchitecture } from '../../kernel/architecture.ts';
import { moduleNameOf } from '../../kernel/module.ts';
import { snapshotName, type SnapshotId } from '../../kernel/snapshot.ts';
import { type Export } from '../../kernel/export.ts';
import { isBuiltFor } from '../../kernel/vermagic.ts';
import { namesByRule } from '../../history/ends/departures.ts';
import { endByTable, type SymbolEnd } from '../../history/ends/symbol-end.ts';
import type { KernelOnSite } from '../kernel-builds.ts';

/** The update in which a symbol got the CRC that a kernel has, or went. */
export interface SymbolUpdate {
  readonly product: string;
  readonly from: string;
  readonly to: string;
  /** Null where it was not exported before, or is not after. */
  readonly before: number | null;
  readonly after: number | null;
}

/** Where a symbol is exported: by product, the last release that has it, and whether that is the newest on file. */
export interface Presence {
  readonly product: string;
  readonly title: string;
  readonly first: string;
  readonly last: string;
  readonly isInNewest: boolean;
  /** The release after `last`, which lacks it. */
  readonly goneIn: string | undefined;
}

export class OnFile {
  readonly #kernels: readonly KernelOnSite[];
  readonly #ends: ReadonlyMap<string, SymbolEnd>;

  /**
   * @param kernels oldest first, each with those exports that are asked for
   * @param ends what became of those of them that are gone somewhere
   */
  constructor(kernels: readonly KernelOnSite[], ends: ReadonlyMap<string, SymbolEnd> = new Map()) {
    this.#kernels = kernels;
    this.#ends = ends;
  }

  get isEmpty(): boolean {
    return this.#kernels.length === 0;
  }

  /** The build on file that calls itself so. */
  kernel(uname: string): KernelOnSite | undefined {
    return this.#kernels.find(({ id }) => isBuildCalled(uname, id));
  }

  /** The modules that export a symbol in any kernel on file, vmlinux among them; none where nobody does. */
  providers(symbol: string): readonly string[] {
    const names = this.#kernels.flatMap(({ build }) => build.exports.get(symbol)?.module ?? []);
    return [...new Set(names.map(moduleNameOf))];
  }

  /** The last record of a symbol. */
  newest(symbol: string): Export | undefined {
    return this.#kernels.findLast(({ build }) => build.exports.has(symbol))?.build.exports.get(symbol);
  }

  namespaceOf(symbol: string): string | undefined {
    return this.newest(symbol)?.namespace;
  }

  /** Whether symbols of a namespace of this name are on file among those that were asked for. */
  presence(symbol: string): readonly Presence[] {
    const byProduct = Map.groupBy(this.#kernels, ({ id }) => id.product);
    return [...byProduct].flatMap(([product, kernels]): Presence[] => {
      const releases = [...new Set(kernels.map(({ id }) => id.release))];
      const having = new Set(
        kernels.filter(({ build }) => build.exports.has(symbol)).map(({ id }) => id.release),
      );
      const present = releases.filter((release) => having.has(release));
      const [first] = present;
      const last = present.at(-1);
      if (first === undefined || last === undefined) return [];
      const goneIn = releases[releases.indexOf(last) + 1];
      const title = kernels[0]?.title ?? product;
      return [{ product, title, first, last, isInNewest: goneIn === undefined, goneIn }];
    });
  }

  /** When a kernel got the CRC of a symbol that it has, or lost the symbol; undefined if no older build on file differs. */
  update(symbol: string, kernel: KernelOnSite): SymbolUpdate | undefined {
    const own = kernel.build.exports.get(symbol)?.crc ?? null;
    const line = this.#lineOf(kernel);
    let to = kernel;
    for (const earlier of line.slice(0, line.indexOf(kernel)).reverse()) {
      const crc = earlier.build.exports.get(symbol)?.crc ?? null;
      if (crc !== own) {
        return {
          product: kernel.id.product,
          from: earlier.id.release,
          to: to.id.release,
          before: crc,
          after: own,
        };
      }
      to = earlier;
    }
    return undefined;
  }

  /** Builds of one product, architecture and flavour, oldest first. */
  #lineOf({ id }: KernelOnSite): readonly KernelOnSite[] {
    return this.#kernels.filter(
      (each) => each.id.product === id.product && each.id.arch === id.arch && each.id.flavour === id.flavour,
    );
  }

  /**
   * What a kernel exports in a symbol's place, where its headers call that from what the source names: a module that is
   * built again needs the one and not the other.
   */
  heir(symbol: string, kernel: KernelOnSite | undefined): string | undefined {
    if (kernel === undefined || kernel.build.exports.has(symbol)) return undefined;
    const heir = heirsOf(symbol).find((each) => kernel.build.exports.has(each));
    if (heir !== undefined) return heir;
    const end = this.#ends.get(symbol);
    const isInHeader = end?.source?.state === 'macro' || end?.source?.state === 'inline';
    const successor = isInHeader ? end.successors[0]?.symbol : undefined;
    return successor !== undefined && kernel.build.exports.has(successor) ? successor : undefined;
  }

  /** What became of a symbol; without ends on file, what the table and the rules of names tell. */
  end(symbol: string): SymbolEnd | undefined {
    return this.#ends.get(symbol) ?? endByTable(symbol, (name) => this.#export(name)) ?? this.#byName(symbol);
  }

  #export(symbol: string) {
    const found = this.newest(symbol);
    return found === undefined
      ? null
      : { module: found.module, type: found.type, namespace: found.namespace };
  }

  /** Of a symbol that the newest kernels lack. */
  #byName(symbol: string): SymbolEnd | undefined {
    if (this.presence(symbol).some(({ isInNewest }) => isInNewest)) return undefined;
    const name = namesByRule(symbol).find((each) => this.newest(each) !== undefined);
    if (name === undefined) return undefined;
    const successor = { symbol: name, degree: 'possible' as const, reasons: [{ by: 'name' as const }] };
    return {
      ...{ symbol, known: null, source: null, prototype: null },
      successors: [{ ...successor, export: this.#export(name), prototype: null }],
    };
  }

  /** Builds on file that export a symbol with this CRC. */
  buildsWith(symbol: string, crc: number): readonly KernelOnSite[] {
    return this.#kernels.filter(({ build }) => build.exports.get(symbol)?.crc === crc);
  }

  /** Builds on file that could be asked for a symbol at all. */
  get names(): readonly string[] {
    return this.#kernels.map(({ id }) => snapshotName(id));
  }
}

/** Whether a build on file calls itself so. */
export function isBuildCalled(uname: string, id: SnapshotId): boolean {
  return isBuiltFor(uname, id) === 'yes' && endsInArchitecture(uname, id.arch);
}

/** Where the name has an architecture, it must be this one: `6.1.0-54-amd64` is not arm64's. */
function endsInArchitecture(uname: string, arch: string): boolean {
  const named = /(amd64|arm64|x86_64|aarch64|ppc64le|s390x|i686|riscv64|loong64|armmp)/.exec(uname)?.[1];
  return named === undefined || isSameArchitecture(named, arch);
}

/**
 * Allocations are macros over `…_noprof` since 6.10, printk() is one over _printk(); kmalloc_trace was called by the inline
 * kmalloc() alone, as __kmalloc_cache_noprof is (include/linux/slab.h of 6.1 and 6.12).
 */
const HEADERS_CALL: Readonly<Record<string, string>> = {
  printk: '_printk',
  kmalloc_trace: '__kmalloc_cache_noprof',
};

/** Exports that headers call in place of a symbol of old. */
export function heirsOf(symbol: string): readonly string[] {
  const called = Object.hasOwn(HEADERS_CALL, symbol) ? HEADERS_CALL[symbol] : undefined;
  return [`${symbol}_noprof`, ...(called === undefined ? [] : [called])];
}
