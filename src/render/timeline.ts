/** Changes per release as a plot: a row of bars per kind of change, each row with its own scale. */
import type { ChangeKind } from '../kabi/model.ts';
import type { ProductEntry } from '../kabi/schema/generated.ts';
import { count } from '../kabi/sentences.ts';
import { html, nothing, type Html } from './html.ts';
import { KIND_WORDS } from './tags.ts';

const KINDS = ['crc-changed', 'added', 'removed'] as const satisfies readonly ChangeKind[];

const WIDTH = 720;
const LEFT = 84;
const TOP = 18;
const BAR_AREA = 56;
const WIDEST_BAR = 56;

/** The lane of a product that the plot shows, and what it has to show. */
export interface TimelineLane {
  readonly product: string;
  readonly lane: string;
  readonly releases: ProductEntry['releases'];
  /** Index into `lanes` of each release. */
  readonly index: number;
}

export function timeline(of: TimelineLane): Html {
  const height = TOP + KINDS.length * (BAR_AREA + TOP) + TOP;
  const title = `${of.product}, ${of.lane}: changes per release`;
  return html`<div class="timeline"><svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}; the table below has the same figures">
${KINDS.map((kind, row) => plot(kind, TOP + row * (BAR_AREA + TOP), of))}${releaseNames(of, height)}</svg></div>
`;
}

function plot(kind: (typeof KINDS)[number], top: number, of: TimelineLane): Html {
  const values = of.releases.map((release) => release.lanes[of.index]?.summary?.[kind]);
  const unknown = of.releases.map(({ lanes }) => {
    const summary = lanes[of.index]?.summary;
    return kind === 'crc-changed' && (summary?.['not-comparable'] ?? 0) > 0 && summary?.[kind] === 0;
  });
  const largest = Math.max(1, ...values.map((value) => value ?? 0));
  const bottom = top + BAR_AREA;
  const slot = (WIDTH - LEFT) / Math.max(1, values.length);
  const bar = Math.min(WIDEST_BAR, slot * 0.6);
  const bars = values.map((value, i) => {
    const middle = LEFT + slot * (i + 0.5);
    const size = Math.round(((value ?? 0) / largest) * (BAR_AREA - TOP));
    const label = unknown[i] ? '?' : value === undefined ? '–' : count(value);
    const shape =
      size === 0
        ? nothing
        : html`<rect class="bar-${kind}" x="${fixed(middle - bar / 2)}" y="${bottom - size}" width="${fixed(bar)}" height="${size}"/>`;
    return html`${shape}<text class="value" text-anchor="middle" x="${fixed(middle)}" y="${bottom - size - 4}">${label}</text>`;
  });
  return html`<text x="0" y="${bottom - 4}">${KIND_WORDS[kind]}</text>${bars}<path class="axis" d="M${LEFT} ${bottom}.5H${WIDTH}"/>
`;
}

function releaseNames(of: TimelineLane, height: number): Html {
  const slot = (WIDTH - LEFT) / Math.max(1, of.releases.length);
  return html`${of.releases.map(
    ({ release }, i) =>
      html`<text text-anchor="middle" x="${fixed(LEFT + slot * (i + 0.5))}" y="${height - 8}">${release}</text>`,
  )}`;
}

function fixed(value: number): string {
  return value.toFixed(1);
}
