/** How a kind of change looks and reads: a mark by its class, a word, and a colour last. */
import type { Dictionary } from '../../lang/en/translation.ts';
import { en } from '../../lang/en/messages.ts';
import { CHANGE_FACTS, CHANGE_KINDS } from '../../kernel/change.ts';
import type { EventKind } from '../../history/symbol-history.ts';
import { CLASS_TITLES } from '../../lang/en/cause-sentences.ts';
import { CAUSE_CLASSES, type CauseClass } from '../../types/diff/cause.ts';
import { html, nothing, type Html } from '../../media/html.ts';

export const KIND_WORDS: Readonly<Record<EventKind, string>> = en.kinds;

const EVENT_KINDS: readonly EventKind[] = [...CHANGE_KINDS, 'not-comparable', 'first'];

function look(kind: EventKind): string {
  return kind === 'not-comparable' || kind === 'first' ? kind : CHANGE_FACTS[kind].look;
}

const TAGS = new Map(
  EVENT_KINDS.map((kind) => [kind, html`<b class="tag ${look(kind)}">${KIND_WORDS[kind]}</b>`]),
);

/**
 * In a history: on pages of symbols two dozen stand in one, and their size is limited. The most frequent kind needs no class
 * there.
 */
const HISTORY_TAGS = new Map(
  EVENT_KINDS.map((kind) => [
    kind,
    kind === 'crc-changed'
      ? html`<b>${KIND_WORDS[kind]}</b>`
      : html`<b class="${look(kind)}">${KIND_WORDS[kind]}</b>`,
  ]),
);

export function historyTag(kind: EventKind): Html {
  return HISTORY_TAGS.get(kind) ?? nothing;
}

export function tag(kind: EventKind): Html {
  return TAGS.get(kind) ?? nothing;
}

export function tagIn({ kinds }: Dictionary, kind: EventKind): Html {
  return html`<b class="tag ${look(kind)}">${kinds[kind]}</b>`;
}

const CLASS_TAGS = new Map(
  CAUSE_CLASSES.map((of) => [of, html`<b class="tag ${of}">${CLASS_TITLES[of].toLowerCase()}</b>`]),
);

export function classTag(of: CauseClass): Html {
  return CLASS_TAGS.get(of) ?? nothing;
}
