/** What is said of a type, once for its page and for the text and JSON beside it. */
import { catalogOf } from '../../history/catalog.ts';
import { itemAt } from '../../base/items.ts';
import { compareText, counted, listed } from '../../base/text.ts';
import type { HistoryTable } from '../../history/history-table.ts';
import type { Importers, InTreeImporters } from '../../records/rows/importers.ts';
import type { TypeRow, TypeRowChange, TypeRowVariant } from '../../records/rows/types.ts';

export interface TypeFacts {
  readonly row: TypeRow;
  /** In a few words. */
  readonly finding: string;
  /** The same for a title, the first first. */
  readonly headline: readonly string[];
  readonly lede: string;
  readonly variants: readonly TypeVariant[];
  /** The newest definition, and which kernel has it. */
  readonly definition: string;
  readonly definedIn: string;
  /** Day of the newest snapshot that it was read from. */
  readonly day: string | null;
  readonly importers: TypeImporters;
}

/** What the indices of a variant mean. */
export interface TypeVariant {
  readonly product: string;
  readonly title: string;
  readonly name: string;
  /** From one release to another: index into the texts of the type. */
  readonly runs: readonly { readonly from: string; readonly to: string; readonly text: number }[];
  readonly day: string | null;
}

/** Modules that import an export with the type in its declaration: those have to know what is in it. */
export interface TypeImporters {
  /** Names of registered drivers. */
  readonly drivers: readonly string[];
  /** In-tree modules by kernel, of those that have any. */
  readonly kernels: readonly {
    readonly product: string;
    readonly release: string;
    readonly modules: number;
  }[];
  /** `12 modules of Debian 12 6.1.0-54` */
  readonly words: readonly string[];
}

export interface TypeFactsContext {
  readonly table: HistoryTable;
  readonly importers: Importers;
  readonly inTree: InTreeImporters;
}

export function typeFacts(row: TypeRow, context: TypeFactsContext): TypeFacts {
  const variants = row.variants.map((variant) => variantOf(variant, context.table));
  const last = variants.at(-1);
  const newest = last?.runs.at(-1);
  const days = variants.flatMap(({ day }) => day ?? []);
  return {
    row,
    finding: finding(row),
    headline: headline(row),
    lede: lede(row),
    variants,
    definition: row.texts[newest?.text ?? 0] ?? '',
    definedIn: last === undefined || newest === undefined ? '' : `${last.title} ${newest.to} on ${last.name}`,
    day: days.sort(compareText).at(-1) ?? null,
    importers: importersOf(row.usedBy.exports, context),
  };
}

function finding({ changes, variants, texts }: TypeRow): string {
  const [newest] = changes.filter(({ hidden }) => !hidden);
  if (newest !== undefined) {
    const releases = new Set(changes.flatMap(({ hidden, after }) => (hidden ? [] : [after])));
    return `changed in ${listed([...releases])}; last, ${newest.detail}`;
  }
  const [behind] = changes;
  if (behind !== undefined) return `changed in ${behind.after} while no CRC did: ${behind.detail}`;
  const definitions = counted(texts.length, 'definition', 'definitions');
  return `${definitions} in ${counted(kernelsOf(variants), 'kernel', 'kernels')} on file, and no change of its own behind a changed CRC`;
}

function headline({ changes, variants, texts }: TypeRow): string[] {
  const newest = changes.find(({ hidden }) => !hidden) ?? changes[0];
  if (newest === undefined) {
    const kernels = counted(kernelsOf(variants), 'kernel', 'kernels');
    return [`${counted(texts.length, 'definition', 'definitions')} in ${kernels} on file`];
  }
  const said = newest.hidden ? `changed in ${newest.after} while no CRC did` : `changed in ${newest.after}`;
  return [said, newest.detail];
}

/** How many kernels on file have it. */
function kernelsOf(variants: readonly TypeRowVariant[]): number {
  return variants.reduce((sum, { runs }) => sum + runs.reduce((n, [from, to]) => n + to - from + 1, 0), 0);
}

function lede({ variants, changes }: TypeRow): string {
  const own = changes.filter(({ hidden }) => !hidden).length;
  const hidden = changes.length - own;
  const sentences = [
    `On file from ${counted(kernelsOf(variants), 'kernel', 'kernels')} whose exports reach it.`,
    own === 0
      ? 'No change of it was found to be a cause of a changed CRC.'
      : `${counted(own, 'change of it was', 'changes of it were')} a cause of changed CRCs.`,
    hidden === 0 ? '' : `${counted(hidden, 'change of it is', 'changes of it are')} shown by no CRC.`,
  ];
  return sentences.filter((each) => each !== '').join(' ');
}

function variantOf({ variant, releases, runs }: TypeRowVariant, table: HistoryTable): TypeVariant {
  const { product, name, releases: all } = itemAt(catalogOf(table).variants, variant);
  const releaseAt = (release: number) => itemAt(all, itemAt(releases, release));
  return {
    name,
    title: product.title,
    product: product.name,
    runs: runs.map(([from, to, text]) => ({ from: releaseAt(from), to: releaseAt(to), text })),
    day: product.dayOf(releaseAt(releases.length - 1)),
  };
}

/** How far a change went: through which exports, to how many modules. */
export function reachWords({ hidden, symbols, modules }: TypeRowChange): string {
  const exports = hidden
    ? `no CRC of the ${counted(symbols, 'export', 'exports')} that reach it changed`
    : `reached by ${counted(symbols, 'changed export', 'changed exports')}`;
  return `${exports}${modulesWords(modules)}`;
}

function modulesWords(modules: number | null): string {
  if (modules === null) return '';
  if (modules === 0) return ', none of which an in-tree module imports';
  return ` · ${counted(modules, 'in-tree module imports', 'in-tree modules import')} one of them`;
}

/** `kabi_reserved1 used; kabi_reserved2 left`; empty if it never had any. */
export function reserveWords({ left, used }: TypeRow['reserve']): string {
  if (left.length + used.length === 0) return '';
  const parts = [
    used.length === 0 ? '' : `${listed(used)} used`,
    left.length === 0 ? 'none left' : `${listed(left)} left`,
  ];
  return parts.filter((part) => part !== '').join('; ');
}

function importersOf(exports: readonly string[], { importers, inTree }: TypeFactsContext): TypeImporters {
  const drivers = new Set(
    exports.flatMap((symbol) =>
      Object.hasOwn(importers.symbols, symbol) ? (importers.symbols[symbol] ?? []) : [],
    ),
  );
  const kernels = inTree.kernels
    .map(({ product, title, release }, kernel) => {
      const found = new Set(
        exports.flatMap((symbol) =>
          Object.hasOwn(inTree.symbols, symbol) ? (inTree.symbols[symbol]?.[kernel] ?? '').split(' ') : [],
        ),
      );
      found.delete('');
      return { product, title, release, modules: found.size };
    })
    .filter(({ modules }) => modules > 0);
  return {
    drivers: [...drivers],
    kernels: kernels.map(({ product, release, modules }) => ({ product, release, modules })),
    words: kernels.map(
      ({ title, release, modules }) => `${counted(modules, 'module', 'modules')} of ${title} ${release}`,
    ),
  };
}
