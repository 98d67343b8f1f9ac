import type { NamedSymbol } from '../kabi/schema/generated.ts';
import type { Language, Prose } from '../kabi/schema/prose.ts';
import { inLanguage } from '../kabi/schema/prose.ts';
import { html, type Html } from './html.ts';

type Lane = NamedSymbol['products'][number]['lanes'][number];

const WORDS = {
  absent: { en: 'not exported', zh: '未导出' },
  same: { en: 'same CRC', zh: 'CRC 相同' },
  changed: { en: 'CRC changed', zh: 'CRC 变化' },
  'not-comparable': { en: 'CRC not comparable', zh: 'CRC 无法比较' },
  none: { en: 'exported', zh: '已导出' },
} as const satisfies Record<Lane['crc'] | 'absent', Prose>;

/** A symbol in one product: the lanes together where they agree, else each with its name. */
export function standingCell(lanes: readonly Lane[], language: Language): Html {
  const words = lanes.map((lane) => ({
    lane: lane.lane,
    text: inLanguage(WORDS[lane.module === null ? 'absent' : lane.crc], language),
  }));
  const [first] = words;
  if (first === undefined) return html`<span class="soft">—</span>`;
  if (words.every(({ text }) => text === first.text)) return html`${first.text}`;
  return html`${words.map(({ lane, text }, i) => html`${i === 0 ? '' : html`<br>`}${text} <span class="soft">${lane}</span>`)}`;
}
