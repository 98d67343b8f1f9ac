import { formatCrc, type Export } from '../../kernel/export.ts';
import type { Change, ChangeKind } from '../../kernel/change.ts';

/** Heading of a kind of change, in a sentence's case. */
export const KIND_TITLES = {
  removed: 'Removed',
  'crc-changed': 'CRC changed',
  'type-changed': 'Export type changed',
  'namespace-changed': 'Namespace changed',
  'module-moved': 'Moved to another module',
  added: 'Added',
} as const satisfies Record<ChangeKind, string>;

/** What a change of a kind is about, before and after: `['0x12345678', '0x9abcdef0']`. One part where there is one side. */
export function changeColumns(kind: ChangeKind, { before, after }: Change): string[] {
  // The other side is the module that the change is listed under.
  if (kind === 'module-moved') return [before?.module ?? ''];
  return [before, after].filter((side) => side !== null).map((side) => aspect(kind, side));
}

function aspect(kind: Exclude<ChangeKind, 'module-moved'>, side: Export): string {
  switch (kind) {
    case 'removed':
    case 'added':
      return [side.type, side.namespace].filter((part) => part !== '').join(' ');
    case 'crc-changed':
      return formatCrc(side.crc);
    case 'type-changed':
      return side.type;
    case 'namespace-changed':
      return side.namespace === '' ? '(none)' : side.namespace;
  }
}
