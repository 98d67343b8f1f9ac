import { z } from 'zod';
import { inTreeSentence } from '../../lang/en/in-tree-sentences.ts';
import { promiseSentence } from '../../lang/en/policy-sentences.ts';
import { releaseName } from '../../history/releases.ts';
import type { ReleaseEntry } from '../../records/entries/release.ts';
import { releaseJsonSchema, type ReleaseJson } from '../../records/json/page-json.ts';
import { count } from '../../base/text.ts';
import { summaryLine } from '../../lang/en/sentences.ts';
import { heading, list, paragraph, table, title, type Block, type Inline } from '../../media/blocks.ts';
import { stopsLoading } from '../../load/update-effect.ts';
import { verdictWords } from '../driver/plain-in-tree.ts';
import { colophon, type PlainPage, type PlainSite } from '../frame/plain-page.ts';

/** @param paragraphs the finding in words */
export function plainRelease(entry: ReleaseEntry, paragraphs: readonly string[], site: PlainSite): PlainPage {
  const { ref, built } = entry;
  const url = site.origin + site.urls.release(ref.product, ref.release);
  const json: ReleaseJson = { schema: 'kabi-reports/release/1', url, ...entry };
  const text = [
    title(`${ref.title} ${ref.release}`),
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

function variantFinding({ summary }: ReleaseEntry['variants'][number]): string {
  return summary === null ? 'the oldest on file' : summaryLine(summary);
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
