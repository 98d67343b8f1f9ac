/** How a kind of change looks and reads: a mark by its class, a word, and a colour last. */
import type { EventKind } from '../kabi/symbol-history.ts';
import { html, nothing, type Html } from './html.ts';

export const KIND_WORDS = {
  removed: 'removed',
  'crc-changed': 'CRC changed',
  'type-changed': 'type changed',
  'namespace-changed': 'namespace changed',
  'module-moved': 'moved',
  added: 'added',
  'not-comparable': 'not comparable',
  first: 'first on file',
} as const satisfies Record<EventKind, string>;

const TAGS = new Map(
  Object.entries(KIND_WORDS).map(([kind, word]) => [kind, html`<b class="tag ${kind}">${word}</b>`]),
);

export function tag(kind: EventKind): Html {
  return TAGS.get(kind) ?? nothing;
}
