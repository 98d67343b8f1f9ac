/** What the reports say about causes, apart from how they set it. */
import { count, counted, listed } from '../../../src/base/text.ts';
import { noReasons, type Cause, type Consequence } from '../../../src/types/diff/cause.ts';
import { causeDetail, causeSentence, CLASS_TITLES } from '../../../src/lang/en/cause-sentences.ts';
import { originSentence } from '../../../src/lang/en/origin-sentences.ts';
import { unexplainedSentence } from '../../../src/lang/en/cause-summary.ts';
import type { ToldOrigin } from '../../../src/types/cause/told-origins.ts';
import type { HiddenChange } from '../../../src/types/cause/hidden.ts';
import type { Explained } from './explain.ts';

/** `37 causes explain 7,293 of 7,529 changed CRCs` */
export function causesTitle({ attribution }: Explained): string {
  const { causes, explanations, unexplained } = attribution;
  const all = explanations.size + unexplained.length;
  const explained = `${count(explanations.size)} of ${count(all)} changed CRCs`;
  return `${counted(causes.length, 'cause explains', 'causes explain')} ${explained}`;
}

/** What a reader must know of CRCs that depend on the compiler, if another one made each build; undefined if not. */
export function compilersSentence({ compilers }: Explained): string | undefined {
  if (compilers === undefined) return undefined;
  const { before, after } = compilers;
  return `The compilers differ (${before}; ${after}): gendwarfksyms hashes types as a compiler spells them, so that a CRC can differ where no type does.`;
}

/** The changes that made a cause; none if no title tells. */
export function originsOf({ attribution, origins = [] }: Explained, cause: Cause): readonly ToldOrigin[] {
  return origins[attribution.causes.indexOf(cause)] ?? [];
}

/** Heading of the types that causes carried along. */
export function consequencesTitle({ attribution: { consequences } }: Explained): string {
  const one = 'type has another layout through what it contains';
  return counted(consequences.length, one, 'types have another layout through what they contain');
}

/** `layout kept, reached by 7,287, nearest to 6,155` */
export function reachLine({ class: of, symbols, nearest }: Cause): string {
  return `${CLASS_TITLES[of].toLowerCase()}, reached by ${count(symbols.length)}, nearest to ${count(nearest)}`;
}

/** What was done to a cause, its reach, and which change made it where a title tells. */
export function causeLine(explained: Explained, cause: Cause): string {
  const done = `${causeDetail(cause)} (${reachLine(cause)})`;
  return [done, ...originsOf(explained, cause).map(originSentence)].join('. ');
}

/** Undefined if every change has a cause. */
export function unexplainedWords({ source, attribution: { unexplained } }: Explained): string | undefined {
  const reasons = noReasons();
  for (const { reason } of unexplained) reasons[reason] += 1;
  return unexplainedSentence(source, reasons) || undefined;
}

/** `struct ib_device: grew from 2792 to 2808 bytes (by struct ib_device_ops)` */
export function consequenceSentence(consequence: Consequence): string {
  return `${causeSentence(consequence)} (by ${listed(consequence.because)})`;
}

/** `struct dev: kabi_reserved1 used for next; size 24 and all offsets unchanged (compatible, 12 exports reach it)` */
export function hiddenSentence(change: HiddenChange): string {
  const { symbols, isCompatible } = change;
  const standing = isCompatible ? 'compatible' : CLASS_TITLES[change.class].toLowerCase();
  return `${causeSentence(change)} (${standing}; ${counted(symbols.length, 'export reaches', 'exports reach')} it)`;
}
