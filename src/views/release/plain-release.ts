import { z } from 'zod';
import { inTreeSentence } from '../../lang/en/in-tree-sentences.ts';
import { promiseSentence } from '../../lang/en/policy-sentences.ts';
import { releaseName } from '../../history/releases.ts';
import type { ReleaseEntry } from '../../records/entries/release.ts';
import { releaseJsonSchema, type ReleaseJson } from '../../records/json/page-json.ts';
import { count } from '../../base/text.ts';
import { headlineSentence } from '../../lang/en/headline-sentence.ts';
import { findingLine } from '../../lang/en/sentences.ts';
import { heading, list, paragraph, table, title, type Block, type Inline } from '../../media/blocks.ts';
import { stopsLoading } from '../../load/update-effect.ts';
import { verdictWords } from '../driver/plain-in-tree.ts';
import type { ReleaseHeadline } from './headline.ts';
import { colophon, type PlainPage, type PlainSite } from '../frame/plain-page.ts';

/**
 * @param headline undefined where the finding says it all
 * @param paragraphs the finding in words
 */
export function plainRelease(
  entry: ReleaseEntry,
  headline: ReleaseHeadline | undefined,
  paragraphs: readonly string[],
  site: PlainSite,
): PlainPage {
  const { ref, built } = entry;
  const url = site.origin + site.urls.release(ref.product, ref.release);
  const json: ReleaseJson = {
    ...{ schema: 'kabi-reports/release/1', url, ...withoutSums(entry) },
    headline: headline === undefined ? null : headlineJson(headline),
  };
  const text = [
    title(`${ref.title} ${ref.release}`),
    ...(headline === undefined ? [] : [paragraph(headlineSentence(headline))]),
    ...paragraphs.map((each) => paragraph(each)),
    heading('Counts'),
    table(
      entry.variants.map((variant) => [
        variant.variant,
        `${count(variant.exports)} exports`,
        variantFinding(variant),
      ]),
    ),
    ...promises(entry),
    ...drivers(entry),
    ...comparisons(entry, site),
    heading('Read from'),
    list(entry.variants.map((variant) => [provenance(variant)])),
    colophon(url, built),
  ];
  return { text, json: z.encode(releaseJsonSchema, json) };
}

function withoutSums(entry: ReleaseEntry): Omit<ReleaseEntry, 'notesSha256'> {
  const facts: Partial<ReleaseEntry> = { ...entry };
  delete facts.notesSha256;
  return facts as Omit<ReleaseEntry, 'notesSha256'>;
}

function headlineJson({ variant, changed, common, cause, parts }: ReleaseHeadline): ReleaseJson['headline'] {
  const named = parts.filter(({ kind }) => kind === 'cause');
  return {
    ...{ variant, changed, common, cause },
    nearest: named.map(({ name, symbols }) => ({ name, symbols })),
    unexplained: parts.find(({ kind }) => kind === 'unexplained')?.symbols ?? 0,
  };
}

function variantFinding({ summary, rust }: ReleaseEntry['variants'][number]): string {
  return summary === null ? 'the oldest on file' : findingLine({ summary, rust });
}

function promises({ promises: all }: ReleaseEntry): Block[] {
  if (all.length === 0) return [];
  return [heading('Against the promise'), ...all.map((each) => paragraph(promiseSentence(each)))];
}

function drivers({ ref, drivers: registered, inTree }: ReleaseEntry): Block[] {
  if (registered.length + inTree.length === 0) return [];
  const rows = registered.map(({ title: name, before, update, build }) => [
    name,
    `${build.variant}, built for ${before}`,
    verdictWords(update.verdict, update.symbols),
  ]);
  const older = registered
    .filter(({ update, verdict }) => !stopsLoading(update.verdict) && stopsLoading(verdict))
    .map(({ title: name, build, verdict, symbols }) => [
      name,
      `${build.variant}, built for ${releaseName(build.for, ref)}`,
      verdictWords(verdict, symbols),
    ]);
  return [
    heading('Drivers'),
    ...(rows.length === 0 ? [] : [table(rows)]),
    ...(older.length === 0
      ? []
      : [paragraph('Builds on file that did not load on the release before either:'), table(older)]),
    ...inTree.map((each) => paragraph(inTreeSentence(each, ref.release))),
  ];
}

function comparisons({ ref, previous }: ReleaseEntry, { urls, origin }: PlainSite): Block[] {
  if (previous.length === 0) return [];
  const links = previous.map((before): Inline[] => [
    {
      text: `Every change since ${releaseName(before, ref)}`,
      url: origin + urls.compare(ref.product, before.release, ref.release),
    },
  ]);
  return [heading('More'), list(links)];
}

function provenance({ variant, source, coverage, exportsSha256 }: ReleaseEntry['variants'][number]): string {
  const part = coverage === 'part' ? "; a part of this kernel's exports" : '';
  const sum = source.sha256 === null ? '' : `, sha256 ${source.sha256}`;
  return `${variant}: ${source.file}${sum}; exports in canonical form: sha256 ${exportsSha256}${part}`;
}
