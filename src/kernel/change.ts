/** What can happen to an export between two snapshots. */
import { formatCrc, UNKNOWN_MODULE, type Export } from './export.ts';

interface ChangeFacts {
  /** What of an export the change is about. */
  readonly aspect: 'presence' | keyof Omit<Export, 'symbol'>;
  /** Whether a module that was built before, and imports the symbol, is refused: `unless-eased` depends on the change. */
  readonly refuses: 'always' | 'unless-eased' | 'never';
  /** Stands for the kind in rows of changes. */
  readonly letter: string;
  /** Class in style sheets, and the mark that it sets before the word (src/site/styles/findings.css). */
  readonly look: string;
  readonly mark: string;
}

/**
 * The kinds of change, most severe first: the order in which every page and report lists them. A row is all that a kind
 * is, but for its words, which each language has, and for how it is found; the compiler and tests name what a new one lacks.
 */
const CHANGES = {
  removed: { aspect: 'presence', refuses: 'always', letter: 'r', look: 'removed', mark: '−' },
  'crc-changed': { aspect: 'crc', refuses: 'always', letter: 'c', look: 'crc', mark: '≠' },
  'type-changed': { aspect: 'type', refuses: 'unless-eased', letter: 't', look: 'type-changed', mark: '⇄' },
  'namespace-changed': {
    ...{ aspect: 'namespace', refuses: 'unless-eased', letter: 'n', look: 'namespace-changed', mark: '#' },
  },
  'module-moved': { aspect: 'module', refuses: 'never', letter: 'm', look: 'module-moved', mark: '→' },
  added: { aspect: 'presence', refuses: 'never', letter: 'a', look: 'added', mark: '+' },
} as const satisfies Readonly<Record<string, ChangeFacts>>;

export type ChangeKind = keyof typeof CHANGES;

export const CHANGE_KINDS = Object.keys(CHANGES) as readonly ChangeKind[];

export const CHANGE_FACTS: Readonly<Record<ChangeKind, ChangeFacts>> = CHANGES;

/** The kinds of which it depends on the change itself whether it refuses modules. */
export type EasableKind = {
  [Kind in ChangeKind]: (typeof CHANGES)[Kind]['refuses'] extends 'unless-eased' ? Kind : never;
}[ChangeKind];

/** What happened to one symbol between two snapshots. `added` has no before, `removed` no after. */
export interface Change {
  readonly symbol: string;
  /** Not empty, in the order of CHANGE_KINDS. */
  readonly kinds: readonly ChangeKind[];
  readonly before: Export | null;
  readonly after: Export | null;
}

type Field = Exclude<ChangeFacts['aspect'], 'presence' | 'crc'>;

/** The kinds that are found by comparing a field, which needs nothing else of the two kernels. */
export const FIELD_KINDS: readonly (readonly [ChangeKind, Field])[] = CHANGE_KINDS.flatMap((kind) => {
  const { aspect } = CHANGE_FACTS[kind];
  return aspect === 'presence' || aspect === 'crc' ? [] : [[kind, aspect] as const];
});

/** What changed of a symbol that both sides have, apart from its CRC. */
export function changedFields(
  old: Readonly<Record<Field, string>>,
  now: Readonly<Record<Field, string>>,
): ChangeKind[] {
  const kinds: ChangeKind[] = [];
  if (old.module === UNKNOWN_MODULE || now.module === UNKNOWN_MODULE) return kinds;
  for (const [kind, field] of FIELD_KINDS) {
    // A file without the column says nothing about the type, which is not the same as a different type.
    const isUnknown = field === 'type' && (old.type === '' || now.type === '');
    if (old[field] !== now[field] && !isUnknown) kinds.push(kind);
  }
  return kinds;
}

/** What a side of a change has of what the kind is about. */
export function aspectText(kind: ChangeKind, side: Export): string {
  return ASPECT_TEXTS[CHANGE_FACTS[kind].aspect](side);
}

const ASPECT_TEXTS: Readonly<Record<ChangeFacts['aspect'], (side: Export) => string>> = {
  presence: ({ type, namespace }) => [type, namespace].filter((part) => part !== '').join(' '),
  crc: ({ crc }) => formatCrc(crc),
  type: ({ type }) => type,
  namespace: ({ namespace }) => (namespace === '' ? '(none)' : namespace),
  module: ({ module }) => module,
};
