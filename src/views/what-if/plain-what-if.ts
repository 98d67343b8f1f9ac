import { z } from 'zod';
import { en } from '../../lang/en/messages.ts';
import { say } from '../../lang/message.ts';
import type { WhatIfEntry } from '../../records/entries/what-if.ts';
import { whatIfJsonSchema, type WhatIfJson } from '../../records/json/policy-json.ts';
import type { WhatIfVariant, WhatIfList, WhatIfRows } from '../../policy/what-if-record.ts';
import { count, counted, listed } from '../../base/text.ts';
import { VERDICT_FACTS } from '../../policy/verdict.ts';
import { judgedAlike, type JudgedAlike } from '../../policy/what-if-summary.ts';
import { JUDGED_TRANSITIONS } from '../../policy/what-if.ts';
import { heading, paragraph, table, title, type Block } from '../../media/blocks.ts';
import { gravestCounts } from '../policy/policy-words.ts';
import { colophon, type PlainPage, type PlainSite } from '../frame/plain-page.ts';

export function plainWhatIf(
  { before, after, built }: Pick<WhatIfEntry, 'before' | 'after' | 'built'>,
  rows: WhatIfRows,
  { urls, origin }: PlainSite,
): PlainPage {
  const url = origin + urls.whatIf(after.product, before.release, after.release);
  const json: WhatIfJson = { ...rows, url, built, before, after };
  const text = [
    title(`What if: ${before.title} ${before.release} to ${after.title} ${after.release}`),
    paragraph(
      `What this update would have been under promises that were not made for it. The pair is an update ${en.shortTransitions[rows.transition]}; the other lines take it as another kind of update.`,
    ),
    paragraph(
      'Cells: B breaking, W would need a waiver, T tolerated by a rule, o outside the promise, ? unknown, - no change that could hurt, / no such update. Behind a verdict stands how many registered drivers would have to be rebuilt even if what breaks the promise had been kept out.',
    ),
    ...rows.variants.flatMap((variant, index) => variantBlocks(variant, index, rows)),
    ...listBlocks(rows.lists),
    colophon(url, built),
  ];
  return { text, json: z.encode(whatIfJsonSchema, json) };
}

const HEADINGS = {
  'within-minor': 'update',
  'between-minors': 'minor-minor',
  'between-majors': 'major-major',
} as const satisfies Record<(typeof JUDGED_TRANSITIONS)[number], string>;

function variantBlocks(variant: WhatIfVariant, index: number, rows: WhatIfRows): Block[] {
  const drivers = variant.drivers.length === 0 ? 'none' : listed(variant.drivers);
  const groups = judgedAlike(rows, index);
  const bases = new Set(groups.flatMap(({ judged }) => judged.basis ?? []));
  return [
    heading(variant.variant),
    paragraph(
      `${counted(variant.symbols, 'symbol', 'symbols')} changed. Registered drivers to rebuild as it is: ${drivers}.`,
    ),
    table([
      ['policy', ...JUDGED_TRANSITIONS.map((each) => HEADINGS[each])],
      ...groups.map((group) => [
        nameOf(group),
        ...JUDGED_TRANSITIONS.map((transition) =>
          cellText(variant.outcomes[group.judged.cells[transition] ?? -1], group.waiver),
        ),
      ]),
    ]),
    paragraph(
      say(en.whatIf.basis, {
        bases: [...bases].map((each) => en.bases[each]).join(en.whatIf.basisSeparator),
      }),
    ),
  ];
}

/** All that come to the same, and the list that they were judged by. */
function nameOf({ policies, list }: JudgedAlike): string {
  const names = policies.map(({ policy }) => policy).join(', ');
  return list === null ? names : `${names} [${list}]`;
}

function listBlocks(lists: readonly WhatIfList[]): Block[] {
  if (lists.length === 0) return [];
  return [
    heading(en.measuredLists.heading),
    paragraph(en.measuredLists.text),
    table([
      ['list', 'arch', 'symbols', 'sha256', 'commit'],
      ...lists.flatMap(({ id, commit, files }) =>
        files.map(({ arch, sha256, symbols }) => [
          id,
          arch,
          count(symbols),
          sha256.slice(0, 12),
          commit.slice(0, 12),
        ]),
      ),
    ]),
  ];
}

function cellText(outcome: WhatIfVariant['outcomes'][number] | undefined, canWaive: boolean): string {
  if (outcome === undefined) return '/';
  const [gravest] = gravestCounts(outcome.symbols);
  if (gravest === undefined) return '-';
  const [verdict, n] = gravest;
  const sign = verdict === 'breaking' && canWaive ? 'W' : VERDICT_FACTS[verdict].sign;
  return `${sign} ${count(n)}, ${outcome.drivers ?? '?'}`;
}
