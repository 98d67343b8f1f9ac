/** What the reports say about causes, apart from how they set it. */
import { count, counted, listed } from '../../../src/base/text.ts';
import { noReasons, type Cause, type Consequence } from '../../../src/types/diff/cause.ts';
import { causeDetail, causeSentence, CLASS_TITLES } from '../../../src/lang/en/cause-sentences.ts';
import { originSentence } from '../../../src/lang/en/origin-sentences.ts';
import {
  causeReach,
  causesExplain,
  certaintySentence,
  unexplainedSentence,
  unknownInTypeSentence,
} from '../../../src/lang/en/cause-summary.ts';
import type { ToldOrigin } from '../../../src/types/cause/told-origins.ts';
import type { HiddenChange } from '../../../src/types/cause/hidden.ts';
import type { Explained } from './explain.ts';

/** `37 causes explain 7,293 of 7,529 changed CRCs`, or `9,831 of 28,900 common exports changed in type: 2,639 causes` */
export function causesTitle({ attribution, inType }: Explained): string {
  const { causes, explanations, unexplained } = attribution;
  if (inType !== undefined) {
    const { changed, same, unknown } = inType;
    const exports = `${count(changed)} of ${count(changed + same + unknown)} common exports changed in type`;
    return `${exports}: ${counted(causes.length, 'cause', 'causes')}`;
  }
  return causesExplain(causes.length, explanations.size, explanations.size + unexplained.length);
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

export function reachLine({ class: of, symbols, nearest }: Cause): string {
  return causeReach(of, symbols.length, nearest);
}

/** What was done to a cause, its reach, and which change made it where a title tells. */
export function causeLine(explained: Explained, cause: Cause): string {
  const done = `${causeDetail(cause)} (${reachLine(cause)})`;
  return [done, ...originsOf(explained, cause).map(originSentence)].join('. ');
}

/** What a reader must know before believing the causes. */
export function certaintyWords({ attribution, inType }: Explained): string | undefined {
  if (inType !== undefined) {
    return 'No CRC takes part: an export changed in type if it reaches a definition that is another one.';
  }
  return attribution.causes.length === 0 ? undefined : certaintySentence(attribution);
}

/** What the source code of a driver can run into; undefined if CRCs are compared, which tell of binaries. */
export function rebuildWords({ inType }: Explained, removed: number): string | undefined {
  if (inType === undefined) return undefined;
  const { prototypes, lacking } = inType.met;
  const met = [
    ...(removed === 0 ? [] : [counted(removed, 'export that is gone', 'exports that are gone')]),
    ...(prototypes === 0
      ? []
      : [counted(prototypes, 'export declared otherwise', 'exports declared otherwise')]),
    ...(lacking === 0 ? [] : [counted(lacking, 'type that lacks a name', 'types that lack a name')]),
  ];
  return met.length === 0
    ? 'A rebuild meets no export that is gone or declared otherwise, as far as types on file tell.'
    : `A rebuild can meet ${listed(met)}: a driver that uses one of them needs changes in its source.`;
}

/** Undefined if every change has a cause. */
export function unexplainedWords({
  source,
  attribution: { unexplained },
  inType,
}: Explained): string | undefined {
  const reasons = noReasons();
  for (const { reason } of unexplained) reasons[reason] += 1;
  return (inType === undefined ? unexplainedSentence : unknownInTypeSentence)(source, reasons) || undefined;
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
