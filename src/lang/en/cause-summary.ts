/** Why the CRCs of a build changed, in sentences. */
import type { CausesSummary } from '../../records/entries/comparison.ts';
import { count, counted, listed } from '../../base/text.ts';
import {
  CAUSE_CLASSES,
  UNEXPLAINED_REASONS,
  type CauseClass,
  type UnexplainedReason,
} from '../../types/diff/cause.ts';
import type { TypeSource } from '../../types/table/table.ts';
import { CLASS_TITLES } from './cause-sentences.ts';
import { SOURCE_TITLES } from '../common/source-titles.ts';

/** `12 changed a layout`, by class. */
const DID: Readonly<Record<CauseClass, string>> = {
  'layout-changed': 'changed a layout',
  'prototype-changed': 'changed a prototype',
  'layout-kept': 'kept every size and offset',
  'became-visible': 'only became visible',
  'layout-unknown': 'changed a layout or kept it, which is unknown',
};

/** `On amd64, 37 causes explain 7,293 of 7,529 changed CRCs: 20 changed a layout, …` */
export function causesSentence(summary: CausesSummary): string {
  const { variant, causes, explained, unexplained, hidden } = summary;
  const all = CAUSE_CLASSES.reduce((sum, of) => sum + causes[of], 0);
  const changed = explained + Object.values(unexplained).reduce((sum, each) => sum + each, 0);
  if (changed === 0 && hidden === 0)
    return `On ${variant}, no CRC and no type that an export reaches changed.`;
  const what = CAUSE_CLASSES.flatMap((of) => (causes[of] === 0 ? [] : [`${count(causes[of])} ${DID[of]}`]));
  const found =
    changed === 0
      ? `On ${variant}, no CRC changed.`
      : `On ${variant}, ${counted(all, 'cause explains', 'causes explain')} ${count(explained)} of ${count(changed)} changed CRCs${what.length === 0 ? '' : `: ${listed(what)}`}.`;
  return [found, unexplainedSentence(summary.source, unexplained), hiddenSentence(hidden)]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** Empty if every change has a cause. */
export function unexplainedSentence(
  source: TypeSource,
  reasons: Readonly<Record<UnexplainedReason, number>>,
): string {
  const all = Object.values(reasons).reduce((sum, each) => sum + each, 0);
  if (all === 0) return '';
  return `${counted(all, 'change is', 'changes are')} unexplained: ${reasonsListed(source, reasons)}.`;
}

/** The same where types alone are compared. Empty if types tell of every export. */
export function unknownInTypeSentence(
  source: TypeSource,
  reasons: Readonly<Record<UnexplainedReason, number>>,
): string {
  const all = Object.values(reasons).reduce((sum, each) => sum + each, 0);
  if (all === 0) return '';
  const exports = counted(all, 'export', 'exports');
  return `Whether ${exports} changed in type is unknown: ${reasonsListed(source, reasons)}.`;
}

function reasonsListed(source: TypeSource, reasons: Readonly<Record<UnexplainedReason, number>>): string {
  return listed(
    UNEXPLAINED_REASONS.flatMap((reason) =>
      reasons[reason] === 0 ? [] : [WHY_UNEXPLAINED[reason](reasons[reason], SOURCE_TITLES[source])],
    ),
  );
}

const WHY_UNEXPLAINED: Readonly<Record<UnexplainedReason, (n: number, source: string) => string>> = {
  'no-type-information': (n, source) => `${source} does not describe ${count(n)}`,
  'modules-not-given': (n) =>
    `${counted(n, 'is exported by a module', 'are exported by modules')}, whose types were not given`,
  'no-difference-found': (n) => `${counted(n, 'reaches', 'reach')} no difference that it shows`,
  'layout-not-told': (n) =>
    `${counted(n, 'reaches', 'reach')} types of which one side does not say where all members lie`,
  'compilers-differ': (n) =>
    `${counted(n, 'reaches', 'reach')} no difference but how the compilers of the two builds spell types`,
};

function hiddenSentence(hidden: number): string {
  if (hidden === 0) return '';
  return `${counted(hidden, 'type', 'types')} that exports reach changed while no CRC did.`;
}

/** What a reader must know before believing an attribution; undefined if it is exact. */
export function certaintySentence({ exact }: Pick<CausesSummary, 'exact'>): string | undefined {
  if (exact) return undefined;
  return 'Causes come from BTF. BTF sees more types than genksyms, so some of these causes may not have affected a CRC.';
}

/** `37 causes explain 7,293 of 7,529 changed CRCs` */
export function causesExplain(causes: number, explained: number, changed: number): string {
  return `${counted(causes, 'cause explains', 'causes explain')} ${count(explained)} of ${count(changed)} changed CRCs`;
}

/** `layout kept, reached by 7,287, nearest to 6,155` */
export function causeReach(of: CauseClass, symbols: number, nearest: number): string {
  return `${CLASS_TITLES[of].toLowerCase()}, reached by ${count(symbols)}, nearest to ${count(nearest)}`;
}
