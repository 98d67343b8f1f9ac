/** What-if as text for mails: 72 columns at most. */
import type { ReleaseRef } from './schema/release-ref.ts';
import type { WhatIfLane, WhatIfPolicy, WhatIfRows } from './schema/what-if.ts';
import { count } from './sentences.ts';
import { JUDGED_TRANSITIONS } from './what-if.ts';
import { wrapText } from './wrap-text.ts';

const COLUMNS = { policy: 30, cell: 14 };

const HEADINGS = {
  'within-minor': 'update',
  'between-minors': 'minor-minor',
  'between-majors': 'major-major',
} as const;

export function whatIfText(before: ReleaseRef, after: ReleaseRef, rows: WhatIfRows): string {
  const head = [
    `What if: ${before.title} ${before.release} -> ${after.title} ${after.release}`,
    `The pair itself is a step ${rows.transition}.`,
    ...wrapText(
      'Cells: B breaking, W would need a waiver, T tolerated by a rule, o outside the promise, ? unknown, - no change that could hurt.',
      72,
    ),
  ];
  const tables = rows.lanes.map((lane, index) => laneText(lane, index, rows.policies));
  return [...head, '', ...tables].join('\n');
}

function laneText(lane: WhatIfLane, index: number, policies: readonly WhatIfPolicy[]): string {
  const drivers = lane.drivers.length === 0 ? 'none' : lane.drivers.join(', ');
  const columns = JUDGED_TRANSITIONS.map((each) => HEADINGS[each].padStart(COLUMNS.cell)).join('');
  return [
    `${lane.lane}: ${count(lane.symbols)} symbols changed`,
    ...wrapText(`Registered drivers to rebuild as it is: ${drivers}`, 72),
    `${'policy'.padEnd(COLUMNS.policy)}${columns}`,
    ...policies.map((policy) => policyText(policy, lane, index)),
    '',
  ].join('\n');
}

function policyText(policy: WhatIfPolicy, lane: WhatIfLane, index: number): string {
  const cells = JUDGED_TRANSITIONS.map((transition) => {
    const outcome = lane.outcomes[policy.lanes[index]?.cells[transition] ?? -1];
    return cellText(outcome?.symbols, policy.waiver === 'possible').padStart(COLUMNS.cell);
  });
  return policy.policy.padEnd(COLUMNS.policy) + cells.join('');
}

function cellText(symbols: WhatIfLane['outcomes'][number]['symbols'] | undefined, waiver: boolean): string {
  if (symbols === undefined) return '';
  if (symbols.breaking > 0) return `${waiver ? 'W' : 'B'} ${count(symbols.breaking)}`;
  if (symbols.unknown > 0) return `? ${count(symbols.unknown)}`;
  if (symbols.tolerated > 0) return `T ${count(symbols.tolerated)}`;
  if (symbols['outside-promise'] > 0) return `o ${count(symbols['outside-promise'])}`;
  return '-';
}
