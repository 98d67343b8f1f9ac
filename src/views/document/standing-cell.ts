import type { Dictionary } from '../../lang/dictionary.ts';
import type { NamedSymbol } from '../../records/generated.ts';
import { html, type Html } from '../media/html.ts';

type Lane = NamedSymbol['products'][number]['lanes'][number];

/** A symbol in one product: the lanes together where they agree, else each with its name. */
export function standingCell(lanes: readonly Lane[], { standings }: Dictionary): Html {
  const words = lanes.map((lane) => ({
    lane: lane.lane,
    text: standings[lane.module === null ? 'absent' : lane.crc],
  }));
  const [first] = words;
  if (first === undefined) return html`<span class="soft">—</span>`;
  if (words.every(({ text }) => text === first.text)) return html`${first.text}`;
  return html`${words.map(({ lane, text }, i) => html`${i === 0 ? '' : html`<br>`}${text} <span class="soft">${lane}</span>`)}`;
}
