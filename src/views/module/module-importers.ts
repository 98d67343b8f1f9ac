/** Which modules of a kernel's own tree import from a module: those that break if its exports change. */
import { itemAt } from '../../base/items.ts';
import { count, counted } from '../../base/text.ts';
import { parseProvidedRows } from '../../history/provided.ts';
import type { Urls } from '../../addresses/urls.ts';
import { heading, paragraph, type Block } from '../../media/blocks.ts';
import { html, nothing, type Html } from '../../media/html.ts';
import type { InTreeImporters } from '../../records/rows/importers.ts';
import type { ModuleRows } from '../../records/rows/modules.ts';

export interface KernelImporters {
  readonly product: string;
  readonly title: string;
  readonly release: string;
  /** Those that import most of its symbols first. */
  readonly modules: readonly { readonly name: string; readonly symbols: number }[];
}

/** Of the kernel itself all modules import: nothing is said of it. */
export function importersOf(
  { about, symbols }: Pick<ModuleRows, 'about' | 'symbols'>,
  { kernels, modules, symbols: importers }: InTreeImporters,
): KernelImporters[] {
  if (about.module === 'vmlinux') return [];
  const counts = kernels.map(() => new Map<string, number>());
  for (const { symbol } of parseProvidedRows(symbols)) {
    for (const [kernel, places] of (Object.hasOwn(importers, symbol)
      ? (importers[symbol] ?? [])
      : []
    ).entries()) {
      const found = counts[kernel];
      for (const place of places === '' ? [] : places.split(' ')) {
        const name = itemAt(modules, Number.parseInt(place, 36));
        found?.set(name, (found.get(name) ?? 0) + 1);
      }
    }
  }
  return kernels.flatMap(({ product, title, release }, kernel) => {
    const found = [...(counts[kernel] ?? [])].map(([name, of]) => ({ name, symbols: of }));
    if (found.length === 0) return [];
    // Stable: of equal numbers the names stay sorted.
    const sorted = found.sort((a, b) => b.symbols - a.symbols || (a.name < b.name ? -1 : 1));
    return [{ product, title, release, modules: sorted }];
  });
}

const TITLE = 'Who imports from it';

function intro(module: string): string {
  return `These in-tree modules break if exports of ${module} that they import change or go, as when another build replaces it.`;
}

function replaceCommand(module: string): string {
  return `kabi check --replaces ${module.slice(module.lastIndexOf('/') + 1)} FILE…`;
}

export function importersSection(module: string, kernels: readonly KernelImporters[], urls: Urls): Html {
  if (kernels.length === 0) return nothing;
  return html`<h2 id="importers">${TITLE}</h2>
<p>${intro(module)} <code>${replaceCommand(module)}</code> says which, for a build at hand.</p>
${kernels.map(
  ({
    title,
    release,
    modules,
  }) => html`<details><summary>${counted(modules.length, 'module', 'modules')} of ${title} ${release}</summary>
<ul class="names">${modules.map(({ name, symbols }) => html`<li><a href="${urls.driver(name)}">${name}</a> <small>${counted(symbols, 'symbol', 'symbols')}</small></li>`)}</ul></details>
`,
)}`;
}

export function importersBlocks(module: string, kernels: readonly KernelImporters[]): Block[] {
  if (kernels.length === 0) return [];
  return [
    heading(TITLE),
    paragraph(`${intro(module)} "${replaceCommand(module)}" says which, for a build at hand.`),
    ...kernels.map(({ title, release, modules }) =>
      paragraph(
        `${title} ${release}, ${counted(modules.length, 'module', 'modules')}: ${modules.map(({ name, symbols }) => `${name} (${count(symbols)})`).join(', ')}.`,
      ),
    ),
  ];
}
