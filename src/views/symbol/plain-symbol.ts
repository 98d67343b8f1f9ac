import { firstOf, itemAt } from '../../base/items.ts';
import { compareText, listed } from '../../base/text.ts';
import { parseVariantName } from '../../kernel/variant.ts';
import { formatCrc } from '../../kernel/export.ts';
import { protectorsOf } from '../../policy/protection.ts';
import type { SymbolJson } from '../../records/json/page-json.ts';
import {
  newestDay,
  newestState,
  type VariantHistory,
  type ProductHistory,
  type SymbolFacts,
  type Span,
  type State,
} from '../../history/symbol-history.ts';
import { goneFrom } from '../../history/ends/gone-from.ts';
import { rustName } from '../../formats/exports/rust-names.ts';
import { generationRows, generationsBlocks } from './generations.ts';
import {
  declaredIn,
  reasonSentence,
  rustSentence,
  symbolFinding,
  symbolLede,
} from '../../lang/en/symbol-sentences.ts';
import { code, heading, list, paragraph, table, title, type Block } from '../../media/blocks.ts';
import { buildsOf, placeWords, prototypesOf } from './prototypes.ts';
import { changeReasons, type ChangeReason } from './symbol-changes.ts';
import type { PageContext } from './symbol-page.ts';
import { becameOfBlocks } from './became-of.ts';
import { colophon, type PlainPage } from '../frame/plain-page.ts';

/** What text and JSON need to know beside the symbol. */
export type PlainSymbolContext = Pick<
  PageContext,
  'importers' | 'mentions' | 'protections' | 'ends' | 'why' | 'prototypes' | 'table' | 'urls' | 'origin'
>;

/** Of one page: of one symbol, or of all those whose names differ in case only. */
export function plainSymbol(symbols: readonly SymbolFacts[], context: PlainSymbolContext): PlainPage {
  const sorted = symbols.toSorted((a, b) => compareText(a.symbol, b.symbol));
  const url = context.origin + context.urls.symbol(firstOf(sorted).symbol);
  const built = newestDay(sorted.flatMap(({ products }) => products));
  const json: SymbolJson = {
    schema: 'kabi-reports/symbol/1',
    url,
    built,
    symbols: sorted.map((each) => symbolJson(each, context)),
  };
  const text = sorted.flatMap(({ symbol, products }) => symbolBlocks(symbol, products, context));
  return { text: [...text, colophon(url, built)], json };
}

function symbolBlocks(
  symbol: string,
  products: readonly ProductHistory[],
  context: PlainSymbolContext,
): Block[] {
  const state = newestState(products);
  const rust = rustName(symbol);
  const { drivers, documents } = named(symbol, context);
  const protectors = protectedBy(symbol, products, context).map(({ title: of, requiredBy }) =>
    requiredBy.length === 0 ? of.en : `${of.en} (required by ${requiredBy.join(', ')})`,
  );
  const facts = [
    ...(state === undefined ? [] : [`exported by ${stateWords(state)}`]),
    ...(protectors.length === 0 ? [] : [`protected by ${listed(protectors)}`]),
    ...(drivers.length === 0
      ? []
      : [`imported by ${listed(drivers.map((name) => context.importers.drivers[name] ?? name))}`]),
    ...(documents.length === 0 ? [] : [`discussed in ${listed(documents.map(({ title: of }) => of))}`]),
  ];
  const prototypes = prototypesOf(symbol, context.prototypes, context.table);
  return [
    title(symbol),
    ...(rust === undefined ? [] : [paragraph(rustSentence(rust))]),
    ...becameOfBlocks(context.ends.get(symbol), products),
    ...prototypes.flatMap((each) => [
      code(`${each.text}\n`),
      paragraph(
        prototypes.length === 1
          ? declaredIn(buildsOf(each))
          : `In ${placeWords(
              each,
              prototypes.filter((other) => other !== each),
            )}.`,
      ),
    ]),
    list(facts.map((fact) => [fact])),
    paragraph(symbolLede(products)),
    ...generationsBlocks(generationRows(symbol, products)),
    heading('CRC by release'),
    ...products.flatMap((product) =>
      product.variants.flatMap((variant) => [
        paragraph(`${product.title}, ${variant.name}:`),
        table(variant.spans.map((span) => spanCells(span, product, state))),
      ]),
    ),
    ...reasonBlocks([...changeReasons(symbol, context.why).values()], products),
  ];
}

/** Changes whose reason is on file; the others are told by the CRCs alone. */
function reasonBlocks(reasons: readonly ChangeReason[], products: readonly ProductHistory[]): Block[] {
  if (reasons.length === 0) return [];
  const titles = new Map(products.map(({ name, title: of }) => [name, of]));
  return [
    heading('Why it changed'),
    list(
      reasons.map((reason) => [
        `${titles.get(reason.product) ?? reason.product} ${reason.release}: ${reasonSentence(reason)}`,
      ]),
    ),
  ];
}

/** @param usual what need not be said again */
function spanCells(span: Span, { releases }: ProductHistory, usual: State | undefined): string[] {
  const from = itemAt(releases, span.from);
  const range = span.from === span.to ? from : `${from} to ${itemAt(releases, span.to)}`;
  switch (span.kind) {
    case 'absent':
      return [range, 'not exported'];
    case 'not-listed':
      return [range, 'not listed'];
    case 'not-on-file':
      return [range, 'not on file'];
    case 'present': {
      const { state } = span;
      const crc = state.crc === 0 ? 'no CRC' : formatCrc(state.crc);
      const isUsual = usual !== undefined && stateWords(state) === stateWords(usual);
      return [range, isUsual ? crc : `${crc}, ${stateWords(state)}`];
    }
  }
}

function stateWords({ module, type, namespace }: State): string {
  const as = type === '' ? '' : ` as ${type}`;
  return `${module}${as}${namespace === '' ? '' : ` in namespace ${namespace}`}`;
}

/** All that is on file of one. */
export function symbolJson(
  { symbol, products }: Pick<SymbolFacts, 'symbol' | 'products'>,
  context: PlainSymbolContext,
): SymbolJson['symbols'][number] {
  const { drivers, documents } = named(symbol, context);
  return {
    symbol,
    finding: symbolFinding(products),
    gone: goneFrom(products).map((each) => ({
      ...each,
      variants: each.variants === 'all' ? null : each.variants.map(parseVariantName),
    })),
    end: context.ends.get(symbol) ?? null,
    products: products.map((product) => ({
      product: product.name,
      title: product.title,
      variants: product.variants.map((variant) => variantJson(variant, product.releases)),
    })),
    prototypes: prototypesOf(symbol, context.prototypes, context.table).map(({ text, places }) => ({
      prototype: text,
      in: places.map(({ product, variant, from, to }) => ({
        ...{ product, variant: parseVariantName(variant), from, to },
      })),
    })),
    reasons: [...changeReasons(symbol, context.why).values()].map(reasonJson),
    protectedBy: protectedBy(symbol, products, context).map(({ vendor, id, basis, requiredBy }) => ({
      policy: `${vendor}/${id}`,
      basis,
      requiredBy: [...requiredBy],
    })),
    drivers: [...drivers],
    documents: documents.map(({ key }) => key),
  };
}

function reasonJson({ product, release, cause, via, origin }: ChangeReason) {
  return {
    product,
    release,
    cause,
    via: [...via],
    ...(origin && { origin: { ...origin, cves: [...origin.cves] } }),
  };
}

function variantJson(
  { name, spans, updates }: VariantHistory,
  releases: readonly string[],
): SymbolJson['symbols'][number]['products'][number]['variants'][number] {
  return {
    variant: parseVariantName(name),
    updates,
    runs: spans.map((span) => {
      const range = { from: itemAt(releases, span.from), to: itemAt(releases, span.to) };
      if (span.kind !== 'present') return { ...range, is: span.kind };
      const { crc, module, type, namespace } = span.state;
      return {
        ...range,
        is: 'exported',
        crc: crc === 0 ? null : formatCrc(crc),
        module,
        type: type === '' ? null : type,
        namespace,
      };
    }),
  };
}

function protectedBy(
  symbol: string,
  products: readonly ProductHistory[],
  { protections }: PlainSymbolContext,
) {
  const present = products.filter(({ variants }) => variants.some(({ newest }) => newest !== null));
  return protectorsOf(
    symbol,
    present.map(({ name }) => name),
    protections,
  );
}

/** Registered drivers that import it, and documents that name it. */
function named(symbol: string, { importers, mentions }: PlainSymbolContext) {
  const of = (index: Readonly<Record<string, readonly string[]>>) =>
    Object.hasOwn(index, symbol) ? (index[symbol] ?? []) : [];
  return {
    drivers: of(importers.symbols),
    documents: of(mentions.symbols).map((key) => ({ key, title: mentions.documents[key] ?? key })),
  };
}
