import { describe, expect, test } from 'vitest';
import type { ProductHistory, Span, State } from '../../history/symbol-history.ts';
import { AXIS_COLUMNS, timelineOf, type TimelineRow } from './timeline.ts';

function state(crc: number): State {
  return { crc, module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '', generator: 'genksyms' };
}

/** @param crcs one per release; 0: none on record, null: not exported */
function spansOf(crcs: readonly (number | null)[]): Span[] {
  return crcs.map((crc, i): Span =>
    crc === null
      ? { kind: 'absent', from: i, to: i }
      : { kind: 'present', from: i, to: i, state: state(crc) },
  );
}

function product(
  title: string,
  days: readonly (string | null)[],
  variants: Readonly<Record<string, readonly (number | null)[]>>,
): ProductHistory {
  return {
    ...{ name: title, title, releases: days.map((_, i) => `${i}`), built: days },
    variants: Object.entries(variants).map(([name, crcs]) => ({
      ...{ name, spans: spansOf(crcs), events: new Map(), newest: null },
      updates: { comparable: 0, crcChanged: 0 },
    })),
  };
}

function cellsOf({ cells }: TimelineRow): string {
  return cells.map(({ columns, is }) => `${typeof is === 'string' ? is : is.letter}${columns}`).join(' ');
}

describe('the life of a symbol', () => {
  test('has one axis of days for all products', () => {
    const { rows } = timelineOf([
      product('Old', ['2024-01-01', '2024-06-01'], { amd64: [1, 2] }),
      product('New', ['2025-01-01', '2026-01-01'], { amd64: [3, 4] }),
    ]);
    expect(rows.map(cellsOf)).toEqual(['A25 B75', 'before50 C25 D25']);
  });

  test('gives the same CRC the same letter in every product, in the order of days', () => {
    const { rows, marks } = timelineOf([
      product('Old', ['2024-01-01', '2026-01-01'], { amd64: [7, 8] }),
      product('New', ['2025-01-01', '2026-01-01'], { amd64: [9, 8] }),
    ]);
    expect([...marks].map(([crc, { letter }]) => [crc, letter])).toEqual([
      [7, 'A'],
      [9, 'B'],
      [8, 'C'],
    ]);
    expect(rows.map(cellsOf)).toEqual(['A67 C33', 'before33 B34 C33']);
  });

  test('tells an equal story once, whatever the architecture and the product', () => {
    const days = ['2024-01-01', '2025-01-01'];
    const { rows } = timelineOf([
      product('Old', days, { amd64: [1, 2], arm64: [1, 2], rt: [3, 3] }),
      product('New', days, { amd64: [1, 2] }),
    ]);
    expect(rows.map(({ products }) => products)).toEqual([
      [
        { title: 'Old', variants: ['amd64', 'arm64'] },
        { title: 'New', variants: ['amd64'] },
      ],
      [{ title: 'Old', variants: ['rt'] }],
    ]);
  });

  test('joins releases of one CRC, and tells absence from a CRC that is not on record', () => {
    const days = ['2024-01-01', '2024-01-02', '2024-01-03', '2024-01-04'];
    const { rows } = timelineOf([product('P', days, { amd64: [5, 5, null, 0] })]);
    expect(rows.map(cellsOf)).toEqual(['A50 absent25 none25']);
  });

  test('spreads releases evenly where no day is on file, and says so', () => {
    const { rows } = timelineOf([product('P', [null, null], { amd64: [1, 2] })]);
    expect(rows.map(({ isDated }) => isDated)).toEqual([false]);
    expect(rows.map(cellsOf)).toEqual(['A50 B50']);
  });

  test('fills the axis with as many cells as it has columns, however many runs there are', () => {
    const days = Array.from({ length: 300 }, () => '2024-01-01');
    const { rows } = timelineOf([product('P', days, { amd64: days.map((_, i) => i + 1) })]);
    const [row] = rows;
    expect(row?.cells.reduce((sum, { columns }) => sum + columns, 0)).toBe(AXIS_COLUMNS);
    expect(row?.cells.every(({ columns }) => columns > 0)).toBe(true);
    expect(row?.cells.at(-1)?.is).toMatchObject({ letter: 'KN' });
  });

  test('labels months as far as there is room', () => {
    const days = Array.from(
      { length: 24 },
      (_, i) => `202${4 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-01`,
    );
    const { ticks } = timelineOf([product('P', days, { amd64: days.map(() => 1) })]);
    expect(ticks.map(({ label }) => label)).toEqual([
      '2024-01',
      '2024-05',
      '2024-09',
      '2025-01',
      '2025-05',
      '2025-09',
    ]);
    expect(ticks.reduce((sum, { columns }) => sum + columns, 0)).toBe(AXIS_COLUMNS);
  });
});
