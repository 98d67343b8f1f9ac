/** What became of a symbol, in a clause: exported where, gone since when, what took its place. */
import type { SymbolFinding } from '../../../load/diagnosis/finding.ts';
import type { KnownEnd } from '../../../load/diagnosis/known-ends.ts';
import { listed } from '../../../base/text.ts';

type End = Pick<SymbolFinding, 'known' | 'presence' | 'successor' | 'outside' | 'providers' | 'namespace'>;

/** `no longer exported since Linux 5.7; nothing takes its place. On file: in no kernel.` */
export function endSentence(symbol: End): string {
  const { known, successor, outside } = symbol;
  const parts = [
    ...(known === undefined ? [] : [knownSentence(known)]),
    presenceSentence(symbol),
    ...(outside === undefined ? [] : [`It is of ${outside}.`]),
    ...(known?.instead === undefined && successor !== undefined
      ? [`Most likely its place was taken by ${successor}, whose name fits and which is exported.`]
      : []),
  ];
  return parts.join(' ');
}

const ENDS: Readonly<Record<KnownEnd['end'], string>> = {
  unexported: 'no longer exported',
  removed: 'removed',
  renamed: 'renamed',
  inline: 'an inline function',
  never: 'not exported',
};

function knownSentence({ end, since, by, instead }: KnownEnd): string {
  const when =
    since !== undefined
      ? ` since Linux ${since}`
      : end === 'never'
        ? ` by Linux ${by} and later`
        : ` by Linux ${by}`;
  return `${ENDS[end]}${when}${instead === undefined ? '' : `; instead: ${instead}`}.`;
}

/** Where the kernels on file export it. */
export function presenceSentence({ presence, providers, namespace }: End): string {
  if (presence.length === 0) return 'No kernel on file exports it.';
  const newest = presence.filter(({ isInNewest }) => isInNewest).map(({ title }) => title);
  const gone = presence.flatMap(({ title, last, goneIn }) =>
    goneIn === undefined ? [] : [`${title} until ${last}`],
  );
  const who = providers.length === 0 || providers.includes('vmlinux') ? '' : ` (${listed(providers)})`;
  const where = namespace === undefined || namespace === '' ? '' : `, namespace ${namespace}`;
  return `Exported${who}${where} in ${listed([...newest, ...gone])}.`;
}
