import { en } from '../../lang/en/messages.ts';
import { say } from '../../lang/message.ts';
import type { WhatIfEntry } from '../../records/generated-policies.ts';
import type { WhatIfJson } from '../../records/policy-json.ts';
import type { WhatIfVariant, WhatIfPolicy, WhatIfRows } from '../../policy/what-if-record.ts';
import { count, counted, listed } from '../../base/text.ts';
import type { Verdict } from '../../policy/verdict.ts';
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
      'Cells: B breaking, W would need a waiver, T tolerated by a rule, o outside the promise, ? unknown, - no change that could hurt.',
    ),
    ...rows.variants.flatMap((variant, index) => variantBlocks(variant, index, rows.policies)),
    colophon(url, built),
  ];
  return { text, json };
}

const HEADINGS = {
  'within-minor': 'update',
  'between-minors': 'minor-minor',
  'between-majors': 'major-major',
} as const satisfies Record<(typeof JUDGED_TRANSITIONS)[number], string>;

function variantBlocks(variant: WhatIfVariant, index: number, policies: readonly WhatIfPolicy[]): Block[] {
  const drivers = variant.drivers.length === 0 ? 'none' : listed(variant.drivers);
  const bases = new Set(policies.flatMap((policy) => policy.variants[index]?.basis ?? []));
  return [
    heading(variant.variant),
    paragraph(
      `${counted(variant.symbols, 'symbol', 'symbols')} changed. Registered drivers to rebuild as it is: ${drivers}.`,
    ),
    table([
      ['policy', ...JUDGED_TRANSITIONS.map((each) => HEADINGS[each])],
      ...policies.map((policy) => [
        policy.policy,
        ...JUDGED_TRANSITIONS.map((transition) => {
          const outcome = variant.outcomes[policy.variants[index]?.cells[transition] ?? -1];
          return cellText(outcome?.symbols, policy.waiver === 'possible');
        }),
      ]),
    ]),
    paragraph(
      say(en.whatIf.basis, {
        bases: [...bases].map((each) => en.bases[each]).join(en.whatIf.basisSeparator),
      }),
    ),
  ];
}

function cellText(
  symbols: WhatIfVariant['outcomes'][number]['symbols'] | undefined,
  canWaive: boolean,
): string {
  if (symbols === undefined) return '';
  const [gravest] = gravestCounts(symbols);
  if (gravest === undefined) return '-';
  const [verdict, n] = gravest;
  return `${verdict === 'breaking' && canWaive ? 'W' : SIGNS[verdict]} ${count(n)}`;
}

const SIGNS: Readonly<Record<Verdict, string>> = {
  breaking: 'B',
  unknown: '?',
  tolerated: 'T',
  'outside-promise': 'o',
  'implicitly-tolerated': '-',
};
