/** How a kind of change looks and reads: a mark by its class, a word, and a colour last. */
import type { Dictionary } from '../../lang/en/translation.ts';
import { en } from '../../lang/en/messages.ts';
import type { EventKind } from '../../history/symbol-history.ts';
import { CLASS_TITLES } from '../../lang/en/cause-sentences.ts';
import { CAUSE_CLASSES, type CauseClass } from '../../types/diff/cause.ts';
import { html, nothing, type Html } from '../../media/html.ts';

export const KIND_WORDS: Readonly<Record<EventKind, string>> = en.kinds;

const LOOKS: Readonly<Record<string, string>> = { 'crc-changed': 'crc' };

const TAGS = new Map(
  Object.entries(KIND_WORDS).map(([kind, word]) => [
    kind,
    html`<b class="tag ${LOOKS[kind] ?? kind}">${word}</b>`,
  ]),
);

/**
 * In a history: on pages of symbols two dozen stand in one, and their size is limited. The most frequent kind needs no class
 * there.
 */
const HISTORY_TAGS = new Map(
  Object.entries(KIND_WORDS).map(([kind, word]) => [
    kind,
    kind === 'crc-changed' ? html`<b>${word}</b>` : html`<b class="${kind}">${word}</b>`,
  ]),
);

export function historyTag(kind: EventKind): Html {
  return HISTORY_TAGS.get(kind) ?? nothing;
}

export function tag(kind: EventKind): Html {
  return TAGS.get(kind) ?? nothing;
}

export function tagIn({ kinds }: Dictionary, kind: EventKind): Html {
  return html`<b class="tag ${LOOKS[kind] ?? kind}">${kinds[kind]}</b>`;
}

const CLASS_TAGS = new Map(
  CAUSE_CLASSES.map((of) => [of, html`<b class="tag ${of}">${CLASS_TITLES[of].toLowerCase()}</b>`]),
);

export function classTag(of: CauseClass): Html {
  return CLASS_TAGS.get(of) ?? nothing;
}
