/** What became of a symbol, in sentences: for its page, a diagnosis and `kabi explain`. */
import { listed } from '../../../base/text.ts';
import type { Degree, SuccessorReason } from '../../../history/ends/successor.ts';
import type { SuccessorOnFile, SymbolEnd } from '../../../history/ends/symbol-end.ts';
import type { KnownEnd } from '../../../history/ends/known-ends.ts';
import type { SourceState } from '../../../formats/ends/source-ends.ts';
import type { GoneFrom } from '../../../history/ends/gone-from.ts';

/** `Gone since 6.12.94+deb13 of Debian 13 (Debian 12 has it up to 6.1.0-56).` */
export function goneSentence(gone: readonly GoneFrom[]): string {
  const parts = gone.map(({ title, release, variants, last }) => {
    const on = variants === 'all' ? '' : ` on ${listed(variants)}`;
    const before = last.title === title ? `after ${last.release}` : `after ${last.title} ${last.release}`;
    return `${title} ${release}${on} (${before})`;
  });
  return `Gone since ${listed(parts)}.`;
}

const KNOWN: Readonly<Record<KnownEnd['end'], string>> = {
  unexported: 'No longer exported',
  removed: 'Removed',
  renamed: 'Renamed',
  never: 'Exported by none of Linux 5.10, 6.1, 6.12 and 7.2',
};

/** The kind of end, with what shows it: one sentence each. */
export function endSentences({ known, source, successors }: SymbolEnd): string[] {
  return [
    ...(known === null ? [] : [knownSentence(known)]),
    // That the source has no such name is what the table says already.
    ...(source === null || (known !== null && source.state === 'absent')
      ? []
      : [sourceSentence(source, successors[0])]),
  ];
}

function knownSentence({ end, since, instead }: NonNullable<SymbolEnd['known']>): string {
  const when = since === null ? '' : ` since Linux ${since}`;
  return `${KNOWN[end]}${when}${instead === null ? '' : `; instead: ${instead}`}.`;
}

function sourceSentence(
  { state, place, version }: NonNullable<SymbolEnd['source']>,
  successor: SuccessorOnFile | undefined,
): string {
  const isRenamed = successor !== undefined && successor.reasons[0]?.by === 'body' && state === 'absent';
  if (isRenamed && successor.degree !== 'possible')
    return `${successor.degree === 'sure' ? 'It was' : 'It was most likely'} renamed: the source of Linux ${version} has no such name, but the same function under another one.`;
  return SOURCE[state](place, version);
}

const SOURCE: Readonly<Record<SourceState, (place: string, version: string) => string>> = {
  exported: (place, version) =>
    `The source of Linux ${version} still exports it (${place}): this configuration or architecture leaves it out.`,
  unexported: (place, version) =>
    `It is no longer exported: the source of Linux ${version} defines it in ${place}, without an export.`,
  static: (place, version) => `It became static: the source of Linux ${version} keeps it inside ${place}.`,
  inline: (place, version) =>
    `It became an inline function (${place} in Linux ${version}): source that includes the header builds as before, and a rebuilt module does not import it.`,
  macro: (place, version) =>
    `It became a macro (${place} in Linux ${version}): source that includes the header builds as before, and a rebuilt module does not import it.`,
  absent: (_, version) => `It was removed: the source of Linux ${version} does not define it.`,
};

const DEGREES: Readonly<Record<Degree, (name: string) => string>> = {
  sure: (name) => `${name} took its place`,
  likely: (name) => `${name} most likely took its place`,
  possible: (name) => `${name} may have taken its place`,
};

/** `timer_delete took its place: …. timer_delete is exported by vmlinux as EXPORT_SYMBOL.` */
export function successorSentence(successor: SuccessorOnFile): string {
  const { symbol, degree, reasons } = successor;
  const [first] = reasons;
  const head =
    first?.by === 'header'
      ? `The header calls ${symbol}, which a rebuilt module imports instead.`
      : `${DEGREES[degree](symbol)}: ${reasons.map(reasonWords).join('; ')}.`;
  return `${head} ${exportedSentence(successor)}`.trim();
}

function exportedSentence({ symbol, export: found }: SuccessorOnFile): string {
  if (found === null) return `No kernel on file exports ${symbol}.`;
  const as = found.type === '' ? '' : ` as ${found.type}`;
  const where = found.namespace === '' ? '' : ` in namespace ${found.namespace}`;
  return `${symbol} is exported by ${found.module}${as}${where}.`;
}

export function reasonWords(reason: SuccessorReason): string {
  switch (reason.by) {
    case 'table':
      return `checked (${reason.source})`;
    case 'header':
      return `${reason.place} in Linux ${reason.version} calls it under the old name`;
    case 'body':
      return reason.percent === 100
        ? `its code is the same as the old function’s (Linux ${reason.version})`
        : `${reason.percent} % of its code is the same as the old function’s (Linux ${reason.version})`;
    case 'changelog':
      return `“${reason.title}” in the changelog of ${reason.version} names both`;
    case 'prototype':
      return 'it came in the same update, with the same prototype and nearly the same name';
    case 'name':
      return 'its name fits, and it came when the other went';
  }
}
