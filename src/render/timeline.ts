/** Changes per release as a plot: a row of bars per kind of change, each row with its own scale. */
import type { ChangeKind } from '../kabi/model.ts';
import type { ProductEntry } from '../kabi/schema/generated.ts';
import { count } from '../kabi/sentences.ts';
import { html, nothing, type Html } from './html.ts';
import { KIND_WORDS } from './tags.ts';

const KINDS = ['crc-changed', 'added', 'removed'] as const satisfies readonly ChangeKind[];

/** In pixels, as everything here. */
const NARROWEST = 720;
const SLOT = 84;
const LEFT = 84;
const RIGHT = 24;
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
  const width = Math.max(NARROWEST, LEFT + SLOT * of.releases.length + RIGHT);
  const height = TOP + KINDS.length * (BAR_AREA + TOP) + 2 * TOP;
  const title = `${of.product}, ${of.lane}: changes per release`;
  return html`<div class="timeline" role="region" tabindex="0" aria-label="${title}"><svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="The table below has the same figures.">
${KINDS.map((kind, row) => plot(kind, TOP + row * (BAR_AREA + TOP), width, of))}${releaseNames(of, width, height)}</svg></div>
`;
}

function plot(kind: (typeof KINDS)[number], top: number, width: number, of: TimelineLane): Html {
  const values = of.releases.map((release) => release.lanes[of.index]?.summary?.[kind]);
  const unknown = of.releases.map(({ lanes }) => {
    const summary = lanes[of.index]?.summary;
    return kind === 'crc-changed' && (summary?.['not-comparable'] ?? 0) > 0 && summary?.[kind] === 0;
  });
  const largest = Math.max(1, ...values.map((value) => value ?? 0));
  const bottom = top + BAR_AREA;
  const slot = (width - LEFT - RIGHT) / Math.max(1, values.length);
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
  return html`<text x="0" y="${bottom - 4}">${KIND_WORDS[kind]}</text>${bars}<path class="axis" d="M${LEFT} ${bottom}.5H${width}"/>
`;
}

/** On two lines in turn: the names of neighbours are often wider than their bars are apart. */
function releaseNames(of: TimelineLane, width: number, height: number): Html {
  const slot = (width - LEFT - RIGHT) / Math.max(1, of.releases.length);
  return html`${of.releases.map(
    ({ release }, i) =>
      html`<text text-anchor="middle" x="${fixed(LEFT + slot * (i + 0.5))}" y="${height - 8 - (i % 2 === 0 ? TOP : 0)}">${release}</text>`,
  )}`;
}

function fixed(value: number): string {
  return value.toFixed(1);
}
