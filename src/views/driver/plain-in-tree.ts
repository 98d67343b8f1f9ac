import { firstOf, itemAt } from '../../base/items.ts';
import { reachFinding, reachSentence } from '../../lang/en/driver-sentences.ts';
import { LOADS_MEANS, type LoadVerdict } from '../../load/verdict.ts';
import { parseVariantName } from '../../kernel/variant.ts';
import { compareText } from '../../base/text.ts';
import type { InTreeDriver } from '../../records/rows/in-tree.ts';
import type { InTreeJson } from '../../records/json/page-json.ts';
import { reaches, type InTreeContext } from './in-tree-driver.ts';
import { readCell, viewOf, type VariantView } from './in-tree-variant.ts';
import { heading, paragraph, table, title, type Block } from '../../media/blocks.ts';
import { colophon, type PlainPage } from '../frame/plain-page.ts';

/** Of one page: of one module, or of all those whose names differ in case only. */
export function plainInTree(
  drivers: readonly InTreeDriver[],
  context: Pick<InTreeContext, 'table' | 'urls' | 'origin'>,
): PlainPage {
  const sorted = drivers.toSorted((a, b) => compareText(a.name, b.name));
  const views = sorted.map(({ name, variants }) => ({
    name,
    variants: variants.map((variant) => viewOf(variant, context.table)),
  }));
  const url = context.origin + context.urls.driver(firstOf(sorted).name);
  const days = views.flatMap(({ variants }) => variants.flatMap(({ newestDay }) => newestDay ?? []));
  const built = days.sort(compareText).at(-1) ?? null;
  const json: InTreeJson = {
    schema: 'kabi-reports/in-tree-driver/1',
    url,
    built,
    loadsMeans: LOADS_MEANS,
    drivers: views.map(({ name, variants }) => ({
      name,
      finding: reaches(variants).slice(0, 1).map(reachFinding).join(''),
      builds: variants.flatMap(variantJson),
    })),
  };
  const text = views.flatMap(({ name, variants }): Block[] => [
    title(name),
    ...reaches(variants).map((reach) => paragraph(reachSentence(reach))),
    heading('Which release loads which build of the module'),
    ...variants.flatMap(variantBlocks),
  ]);
  return { text: [...text, paragraph(LOADS_MEANS), colophon(url, built)], json };
}

function variantJson({
  product,
  variantName,
  path,
  releases,
  builds,
}: VariantView): InTreeJson['drivers'][number]['builds'] {
  return builds.map((build) => ({
    product,
    release: itemAt(releases, build.release),
    variant: parseVariantName(variantName),
    path,
    imports: build.imports,
    releases: build.cells.map((cell, i) => ({ release: itemAt(releases, i), ...readCell(cell) })),
    behindNext: (build.behind ?? '').split(' ').filter((each) => each !== ''),
  }));
}

/** Releases of which the same is to be said stand together, as neighbours mostly agree. */
function variantBlocks({ title: product, variantName, releases, builds }: VariantView): Block[] {
  return builds.toReversed().flatMap((build) => {
    const runs: { from: string; to: string; words: string }[] = [];
    for (const [i, cell] of build.cells.entries()) {
      const release = itemAt(releases, i);
      const { verdict, symbols } = readCell(cell);
      const words = verdictWords(verdict, symbols);
      const last = runs.at(-1);
      if (last?.words === words) last.to = release;
      else runs.push({ from: release, to: release, words });
    }
    return [
      paragraph(`${product}, ${variantName}, built for ${itemAt(releases, build.release)}:`),
      table(runs.map(({ from, to, words }) => [from === to ? from : `${from} to ${to}`, words])),
    ];
  });
}

/** `rebuild (41 symbols)` */
export function verdictWords(verdict: LoadVerdict, symbols: number): string {
  return symbols === 0 ? verdict : `${verdict} (${symbols})`;
}
