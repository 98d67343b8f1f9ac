import { firstOf } from '../../base/items.ts';
import { compareText, counted, listed } from '../../base/text.ts';
import type { Importers } from '../../records/rows/importers.ts';
import type { Mentions } from '../../records/rows/mentions.ts';
import type { TypeJson } from '../../records/json/page-json.ts';
import type { TypeRowChange } from '../../records/rows/types.ts';
import { definitionLines, printDefinitionLines } from '../../types/diff/definition-lines.ts';
import { paholeText } from '../../types/table/pahole-text.ts';
import type { TypeKey } from '../../types/table/table.ts';
import { code, diff, heading, paragraph, table, title, type Block } from '../../media/blocks.ts';
import { reachWords, reserveWords, type TypeFacts, type TypeVariant } from './type-facts.ts';
import { runWords } from './type-history.ts';
import { colophon, type PlainPage, type PlainSite } from '../frame/plain-page.ts';
import { parseVariantName } from '../../kernel/variant.ts';
import { originSentence } from '../../lang/en/origin-sentences.ts';

/** Of what uses a type, the first are named and all counted. */
const MOST_NAMED = 60;

export interface PlainTypeContext extends PlainSite {
  readonly importers: Pick<Importers, 'drivers'>;
  readonly mentions: Mentions;
}

/** Of one page: of one type, or of all those of a kind whose names differ in case only. */
export function plainType(types: readonly TypeFacts[], context: PlainTypeContext): PlainPage {
  const sorted = types.toSorted((a, b) => compareText(a.row.name, b.row.name));
  const url = context.origin + context.urls.type(firstOf(sorted).row.name as TypeKey);
  const days = sorted.flatMap(({ day }) => day ?? []).sort(compareText);
  const built = days.at(-1) ?? null;
  const json: TypeJson = {
    schema: 'kabi-reports/type/1',
    url,
    built,
    types: sorted.map((facts) => typeJson(facts, context)),
  };
  return {
    text: [...sorted.flatMap((facts) => typeBlocks(facts, context)), colophon(url, built)],
    json,
  };
}

function typeBlocks(facts: TypeFacts, context: PlainTypeContext): Block[] {
  const { row, finding, lede, variants, definition, definedIn } = facts;
  const reserve = reserveWords(row.reserve);
  return [
    title(row.name),
    paragraph(`${finding.charAt(0).toUpperCase()}${finding.slice(1)}.`),
    paragraph(lede),
    heading('Definition'),
    paragraph(`As ${definedIn} has it:`),
    code(paholeText(definition)),
    ...(reserve === '' ? [] : [paragraph(`Reserve: ${reserve}.`)]),
    ...(row.otherScopes.length === 0 ? [] : [paragraph(scopesSentence(row.otherScopes))]),
    heading('History'),
    ...variants
      .toReversed()
      .flatMap((variant) => [
        paragraph(`${variant.title}, ${variant.name}:`),
        table(
          variant.runs.map(({ from, to, text }) => [
            runWords(from, to),
            row.texts.length === 1 ? 'as above' : `definition ${text + 1} of ${row.texts.length}`,
          ]),
        ),
      ]),
    ...row.changes.flatMap((change) => changeBlocks(change, variants, context)),
    heading('Reach'),
    ...usersBlocks(facts, context),
  ];
}

function scopesSentence(scopes: readonly string[]): string {
  const named = scopes.length > 4 ? `${scopes.slice(0, 4).join(', ')} and more` : listed(scopes);
  return `${counted(scopes.length, 'module sees', 'modules see')} another definition of the name: ${named}.`;
}

function changeBlocks(
  change: TypeRowChange,
  known: readonly TypeVariant[],
  { urls, origin }: PlainTypeContext,
): Block[] {
  const { product, before, after, variants, detail, beforeText, afterText } = change;
  const lines = definitionLines(beforeText ?? '', afterText ?? '');
  return [
    paragraph(
      {
        text: `${known.find((variant) => variant.product === product)?.title ?? product} ${after}`,
        url: origin + urls.release(product, after),
      },
      `, compared with ${before} on ${listed(variants)}: ${detail}; ${reachWords(change).replace(' · ', ', ')}.`,
    ),
    ...(change.origins ?? []).map((each) => paragraph(`${originSentence(each)}.`)),
    ...(lines.every(({ kind }) => kind === 'same' || kind === 'gap')
      ? []
      : [diff(printDefinitionLines(lines).trimEnd())]),
  ];
}

function usersBlocks({ row, importers: { drivers, words } }: TypeFacts, context: PlainTypeContext): Block[] {
  const { types, exports } = row.usedBy;
  const documents = documentsOf(row.name, context.mentions).map(({ title: of }) => of);
  const importers = [...words, ...drivers.map((name) => context.importers.drivers[name] ?? name)];
  const sentences = [
    types.length + exports.length === 0 ? 'Nothing on file names it in its own definition.' : '',
    namesSentence(types, 'type names it', 'types name it'),
    namesSentence(exports, 'export names it in its declaration', 'exports name it in their declarations'),
    importers.length === 0 ? '' : `One of these exports is imported by ${listed(importers)}.`,
    documents.length === 0 ? '' : `Discussed in ${listed(documents)}.`,
  ];
  return sentences.filter((each) => each !== '').map((each) => paragraph(each));
}

function namesSentence(names: readonly string[], one: string, many: string): string {
  if (names.length === 0) return '';
  const more = names.length > MOST_NAMED ? ', …' : '';
  return `${counted(names.length, one, many)}: ${names.slice(0, MOST_NAMED).join(', ')}${more}`;
}

function documentsOf(name: string, { types, documents }: Mentions) {
  const keys = Object.hasOwn(types, name) ? (types[name] ?? []) : [];
  return keys.map((key) => ({ key, title: documents[key] ?? key }));
}

function typeJson(facts: TypeFacts, { mentions }: PlainTypeContext): TypeJson['types'][number] {
  const { row, finding, variants, importers } = facts;
  return {
    type: row.name,
    finding,
    definitions: [...row.texts],
    products: [...Map.groupBy(variants, ({ product }) => product).values()].map((own) => ({
      product: firstOf(own).product,
      title: firstOf(own).title,
      variants: own.map(({ name, runs }) => ({
        variant: parseVariantName(name),
        runs: runs.map(({ from, to, text }) => ({ from, to, definition: text })),
      })),
    })),
    changes: row.changes.map(({ variants: changed, symbols, origins, beforeText, afterText, ...change }) => ({
      ...change,
      ...(origins && { origins: origins.map((each) => ({ ...each, cves: [...each.cves] })) }),
      variants: changed.map(parseVariantName),
      exports: symbols,
      definitions: [beforeText, afterText],
    })),
    usedBy: { types: [...row.usedBy.types], exports: [...row.usedBy.exports] },
    importedBy: { drivers: [...importers.drivers], inTree: [...importers.kernels] },
    otherScopes: [...row.otherScopes],
    reserve: { left: [...row.reserve.left], used: [...row.reserve.used] },
    documents: documentsOf(row.name, mentions).map(({ key }) => key),
  };
}
