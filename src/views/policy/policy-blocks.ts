/** What the texts of policy pages are made of. */
import { en } from '../../lang/en/messages.ts';
import { say } from '../../lang/message.ts';
import { compareText, count } from '../../base/text.ts';
import { sourceOf } from '../../policy/policy.ts';
import { measuredOutcome } from '../../policy/practice.ts';
import { TRANSITIONS } from '../../policy/promise.ts';
import type { PolicyEntry, VendorEntry } from '../../records/entries/vendor.ts';
import type { SourceDocument } from '../../policy/record.ts';
import { heading, list, paragraph, table, type Block, type Inline } from '../../media/blocks.ts';
import { gravestCounts, promiseWords } from './policy-words.ts';
import { readingWords } from '../document/reading-words.ts';

/** A statement, and the document that it is from. */
export function sourced(
  words: string,
  holder: { readonly sources: Readonly<Record<string, SourceDocument>> },
  statement: { readonly source: string; readonly verified: boolean },
): Inline[] {
  const { title, url, ...reading } = sourceOf(holder, statement);
  return [`${words} (`, { text: title, url }, `, ${readingWords(reading, en, statement.verified)})`];
}

export function policyBlocks(policy: PolicyEntry): Block[] {
  const { promise, exceptions, decides, list: listed, measurements } = policy;
  const facts = [
    ...TRANSITIONS.map((each) => {
      const cell = promise[each];
      const aside = cell.rebuild === 'unknown' ? '' : ` (${en.rebuilds[cell.rebuild]})`;
      const words = `${en.transitions[each]}: ${promiseWords(cell, en)}. ${cell.text.en}${aside}`;
      return sourced(words, policy, cell);
    }),
    ...(exceptions === undefined
      ? []
      : [sourced(`${en.policy.exceptions}: ${exceptions.text.en}`, policy, exceptions)]),
    sourced(`${en.policy.decides}: ${decides.text.en} (${en.waivers[decides.waiver]})`, policy, decides),
    ...(listed === undefined ? [] : [sourced(`${en.policy.list}: ${listed.text.en}`, policy, listed)]),
  ];
  return [
    heading(policy.title.en),
    paragraph(policy.summary.en),
    paragraph(`${en.policy.covers}: ${coverWords(policy)}. ${forceWords(policy)}`),
    list(facts),
    ...(measurements.length === 0 ? [] : [paragraph(`${en.policy.measured}:`), measuredTable(policy)]),
  ];
}

function coverWords({ covers }: PolicyEntry): string {
  return covers
    .map(({ line, versions }) => (versions === undefined ? line : `${line} (${versions.en})`))
    .join(', ');
}

export function forceWords({ effective }: Pick<PolicyEntry, 'effective'>): string {
  const words = en.policy;
  if (effective === undefined) return words.neverInForce;
  const { from, until } = effective;
  if (from === undefined)
    return until === undefined ? words.fromUnknown : say(words.fromUnknownUntil, { until });
  return until === undefined ? say(words.from, { from }) : say(words.fromUntil, { from, until });
}

export function practiceTable(practice: VendorEntry['practice']): Block {
  return table(
    practice.flatMap(({ before, after, variants, keeps, protects }) =>
      variants.map(({ variant, symbols, notComparable, outcome }) => {
        const counts = gravestCounts(symbols).map(([verdict, n]) => `${en.verdicts[verdict]} ${count(n)}`);
        const unknown = notComparable === 0 ? [] : [`${en.verdicts.unknown} ${count(notComparable)}`];
        return [
          `${after.product}/${after.release}`,
          variant,
          en.outcomes[outcome],
          [`after ${before.release}`, promiseWords({ keeps, protects }, en), ...counts, ...unknown].join(
            '; ',
          ),
        ];
      }),
    ),
  );
}

export function measuredTable({ measurements, promise }: PolicyEntry): Block {
  return table(
    measurements.map((figures) => {
      const { transition, from, to, arch, listed, added, removed, crcChanged } = figures;
      const outcome = measuredOutcome(promise[transition], figures);
      return [
        `${from} to ${to}`,
        arch,
        en.outcomes[outcome],
        `${count(listed[0])} listed, then ${count(listed[1])}; ${count(added)} added, ${count(removed)} removed, ${count(crcChanged)} CRCs changed`,
      ];
    }),
  );
}

/** The day on which a source behind these was last read. */
export function lastReading(holders: readonly Pick<PolicyEntry, 'sources'>[]): string | null {
  const days = holders.flatMap(({ sources }) => Object.values(sources).map(({ read }) => read));
  return days.sort(compareText).at(-1) ?? null;
}
