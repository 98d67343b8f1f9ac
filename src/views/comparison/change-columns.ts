import { aspectText, CHANGE_FACTS, type Change, type ChangeKind } from '../../kernel/change.ts';

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
  const sides = CHANGE_FACTS[kind].aspect === 'module' ? [before] : [before, after];
  return sides.flatMap((side) => (side === null ? [] : aspectText(kind, side)));
}
