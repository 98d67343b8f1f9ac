/** Changes per release as a plot: a row of bars per kind of change, each row with its own scale. */
import type { ChangeKind } from '../../kernel/change.ts';
import type { ProductEntry } from '../../records/entries/product.ts';
import { count } from '../../base/text.ts';
import { html, nothing, type Html } from '../../media/html.ts';
import { KIND_WORDS } from '../frame/tags.ts';

const KINDS = ['crc-changed', 'added', 'removed'] as const satisfies readonly ChangeKind[];

/** In pixels, as everything here. */
const NARROWEST = 640;
const SLOT = 84;
const LEFT = 84;
/** On either side, as the names of the first and the last release are wider than their bars. */
const MARGIN = 24;
const TOP = 18;
const BAR_AREA = 56;
const WIDEST_BAR = 56;

/** The variant of a product that the plot shows, and what it has to show. */
export interface TimelineVariant {
  readonly product: string;
  readonly variant: string;
  readonly releases: ProductEntry['releases'];
  /** Index into `variants` of each release. */
  readonly index: number;
}

/** The names of the rows stand beside what scrolls, which shows its newest releases first: it starts at its end. */
export function timeline(of: TimelineVariant): Html {
  const width = Math.max(NARROWEST, SLOT * of.releases.length + 2 * MARGIN);
  const rows = rowsOf(of);
  const height = TOP + rows.reduce((sum, row) => sum + row.height + TOP, 0) + 2 * TOP;
  const title = `${of.product}, ${of.variant}: changes per release`;
  return html`<div class="by-release"><svg width="${LEFT}" height="${height}" viewBox="0 0 ${LEFT} ${height}" aria-hidden="true">${rows.map(({ kind, bottom }) => html`<text x="0" y="${bottom - 4}">${KIND_WORDS[kind]}</text>`)}</svg><div class="timeline" role="region" tabindex="0" aria-label="${title}"><svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="The table below has the same figures.">
${rows.map((row) => plot(row, width, of))}${releaseNames(of, width, height)}</svg></div></div>
`;
}

interface Row {
  readonly kind: (typeof KINDS)[number];
  /** Per release; undefined where nothing is known. */
  readonly values: readonly (number | undefined)[];
  /** Room for bars. */
  readonly height: number;
  readonly bottom: number;
}

/** A row without any change needs no room for bars. */
function rowsOf(of: TimelineVariant): Row[] {
  let top = TOP;
  return KINDS.map((kind) => {
    const values = of.releases.map((release) => release.variants[of.index]?.summary?.[kind]);
    const height = values.some((value) => (value ?? 0) > 0) ? BAR_AREA : TOP;
    const bottom = top + height;
    top = bottom + TOP;
    return { kind, values, height, bottom };
  });
}

function plot({ kind, values, bottom }: Row, width: number, of: TimelineVariant): Html {
  const unknown = of.releases.map(({ variants }) => {
    const summary = variants[of.index]?.summary;
    return kind === 'crc-changed' && (summary?.['not-comparable'] ?? 0) > 0 && summary?.[kind] === 0;
  });
  const largest = Math.max(1, ...values.map((value) => value ?? 0));
  const slot = (width - 2 * MARGIN) / Math.max(1, values.length);
  const bar = Math.min(WIDEST_BAR, slot * 0.6);
  const bars = values.map((value, i) => {
    const middle = MARGIN + slot * (i + 0.5);
    const size = Math.round(((value ?? 0) / largest) * (BAR_AREA - TOP));
    const label = unknown[i] ? '?' : value === undefined ? '–' : count(value);
    const shape =
      size === 0
        ? nothing
        : html`<rect class="bar-${kind}" x="${fixed(middle - bar / 2)}" y="${bottom - size}" width="${fixed(bar)}" height="${size}"/>`;
    return html`${shape}<text class="value" text-anchor="middle" x="${fixed(middle)}" y="${bottom - size - 4}">${label}</text>`;
  });
  return html`${bars}<path class="axis" d="M0 ${bottom}.5H${width}"/>
`;
}

/** On two lines in turn: the names of neighbours are often wider than their bars are apart. */
function releaseNames(of: TimelineVariant, width: number, height: number): Html {
  const slot = (width - 2 * MARGIN) / Math.max(1, of.releases.length);
  return html`${of.releases.map(
    ({ release }, i) =>
      html`<text text-anchor="middle" x="${fixed(MARGIN + slot * (i + 0.5))}" y="${height - 8 - (i % 2 === 0 ? TOP : 0)}">${release}</text>`,
  )}`;
}

function fixed(value: number): string {
  return value.toFixed(1);
}
