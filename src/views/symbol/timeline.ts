/** The CRCs of a symbol over time: one axis for all products, a row per story. */
import { compareText } from '../../base/text.ts';
import {
  dayNear,
  type Gap,
  type ProductHistory,
  type Span,
  type VariantHistory,
} from '../../history/symbol-history.ts';
import { crcMarks, type CrcMark, type CrcMarks } from './crc-marks.ts';

/** The axis is so many columns wide, whatever its days: cells have their width by a class of the stylesheet. */
export const AXIS_COLUMNS = 100;
/** Rows of a plot that can still be read. */
const MOST_ROWS = 16;
/** So many columns hold `2026-05` on a telephone. */
const TICK_COLUMNS = 16;

export interface Timeline {
  readonly marks: CrcMarks;
  /** Oldest product first. */
  readonly rows: readonly TimelineRow[];
  /** Rows left out, of the oldest products. */
  readonly more: number;
  readonly ticks: readonly Tick[];
}

export interface TimelineRow {
  readonly products: readonly { readonly title: string; readonly variants: readonly string[] }[];
  /** Whether the days of its releases are on file: else they stand at equal distances. */
  readonly isDated: boolean;
  readonly cells: readonly TimelineCell[];
}

export interface TimelineCell {
  readonly columns: number;
  /** `none`: no CRC on record. `before`: the product is not on file so early. */
  readonly is: CrcMark | Gap | 'none' | 'before';
}

export interface Tick {
  readonly columns: number;
  /** `2026-05`, or nothing where no label fits. */
  readonly label: string;
}

export function timelineOf(products: readonly ProductHistory[]): Timeline {
  const days = daysOf(products);
  const marks = crcMarks(crcsByDay(products));
  const rows: { key: string; row: TimelineRow }[] = [];
  const byKey = new Map<string, { title: string; variants: string[] }[]>();
  for (const product of products) {
    const places = placesOf(product, days);
    const isDated = product.built.some((day) => day !== null);
    for (const variant of product.variants) {
      const cells = cellsOf(variant, places, marks);
      const key = `${isDated ? '' : '-'}${keyOf(cells)}`;
      const alike = byKey.get(key);
      if (alike === undefined) {
        const own = [{ title: product.title, variants: [variant.name] }];
        byKey.set(key, own);
        rows.push({ key, row: { products: own, isDated, cells } });
        continue;
      }
      const same = alike.find(({ title }) => title === product.title);
      if (same === undefined) alike.push({ title: product.title, variants: [variant.name] });
      else same.variants.push(variant.name);
    }
  }
  const more = Math.max(0, rows.length - MOST_ROWS);
  return { marks, rows: rows.slice(more).map(({ row }) => row), more, ticks: ticksOf(days) };
}

/** Those on which a release was built, in order. */
function daysOf(products: readonly ProductHistory[]): string[] {
  const days = new Set(products.flatMap(({ built }) => built.filter((day) => day !== null)));
  return [...days].sort(compareText);
}

function crcsByDay(products: readonly ProductHistory[]): number[] {
  const found = products.flatMap((product) =>
    product.variants.flatMap(({ spans }) =>
      spans.flatMap((span) =>
        span.kind === 'present' ? { crc: span.state.crc, day: dayNear(product, span.from) ?? '' } : [],
      ),
    ),
  );
  return found.sort((a, b) => compareText(a.day, b.day)).map(({ crc }) => crc);
}

/**
 * The column in which each release of a product begins: the same for a day in all products. A release without a day
 * stands between those that have one.
 */
function placesOf({ built }: ProductHistory, days: readonly string[]): number[] {
  const known = built.flatMap((day, i) => (day === null ? [] : [{ at: i, column: columnOf(day, days) }]));
  return built.map((_, i) => {
    const before = known.findLast(({ at }) => at <= i) ?? { at: known.length === 0 ? 0 : -1, column: 0 };
    const after = known.find(({ at }) => at > i) ?? { at: built.length, column: AXIS_COLUMNS };
    if (before.at === i) return before.column;
    return Math.round(
      before.column + ((after.column - before.column) * (i - before.at)) / (after.at - before.at),
    );
  });
}

/** Days are as far from each other as they are many: releases come by the week, and pauses last years. */
function columnOf(day: string, days: readonly string[]): number {
  return Math.round((days.indexOf(day) * AXIS_COLUMNS) / days.length);
}

function cellsOf({ spans }: VariantHistory, places: readonly number[], marks: CrcMarks): TimelineCell[] {
  // The newest ones, if there are more than columns.
  const joined = joinedSpans(spans, marks).slice(-(AXIS_COLUMNS - 1));
  const starts = joined.map(({ from }) => places[from] ?? 0);
  // Each has a column at least, and leaves one to each that follows.
  for (let i = 0; i < starts.length; i += 1)
    starts[i] = Math.min(starts[i] ?? 0, AXIS_COLUMNS - starts.length + i);
  for (let i = 1; i < starts.length; i += 1) starts[i] = Math.max(starts[i] ?? 0, (starts[i - 1] ?? 0) + 1);
  const first = starts[0] ?? 0;
  const cells = joined.map(({ is }, i): TimelineCell => ({
    is,
    columns: (starts[i + 1] ?? AXIS_COLUMNS) - (starts[i] ?? 0),
  }));
  return first === 0 ? cells : [{ is: 'before', columns: first }, ...cells];
}

/** Neighbouring spans that differ in something else than the CRC are one run: the plot is about the CRC. */
function joinedSpans(
  spans: readonly Span[],
  marks: CrcMarks,
): { from: number; readonly is: TimelineCell['is'] }[] {
  const joined: { from: number; readonly is: TimelineCell['is'] }[] = [];
  for (const span of spans) {
    const is = span.kind === 'present' ? (marks.get(span.state.crc) ?? 'none') : span.kind;
    if (joined.at(-1)?.is !== is) joined.push({ from: span.from, is });
  }
  return joined;
}

function keyOf(cells: readonly TimelineCell[]): string {
  return cells.map(({ columns, is }) => `${columns}${typeof is === 'string' ? is : is.letter}`).join(' ');
}

/** A label per month, as far as they fit. */
function ticksOf(days: readonly string[]): Tick[] {
  const ticks: { at: number; label: string }[] = [];
  let month = '';
  for (const day of days) {
    if (day.slice(0, 7) === month) continue;
    const at = columnOf(day, days);
    const last = ticks.at(-1);
    if (last !== undefined && at - last.at < TICK_COLUMNS) continue;
    month = day.slice(0, 7);
    ticks.push({ at, label: AXIS_COLUMNS - at < TICK_COLUMNS && last !== undefined ? '' : month });
  }
  return ticks.map(({ at, label }, i) => ({ columns: (ticks[i + 1]?.at ?? AXIS_COLUMNS) - at, label }));
}
