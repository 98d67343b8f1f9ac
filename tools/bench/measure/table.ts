/** Rows as an aligned text table. */
import { ratio, verdict, type Row } from './row.ts';

const HEADER = ['benchmark', 'figure', 'unit', 'target', 'verdict', 'against', 'ratio', 'how'];
const RIGHT_ALIGNED = new Set(['figure', 'ratio']);

export function formatTable(rows: readonly Row[]): string {
  const lines = [HEADER, ...rows.map(cells)];
  const widths = HEADER.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((text, column) => {
          const width = widths[column] ?? 0;
          return RIGHT_ALIGNED.has(HEADER[column] ?? '') ? text.padStart(width) : text.padEnd(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** Three significant digits, but no integer digit lost: `0.123`, `12.3`, `37,211`. */
export function formatFigure(value: number): string {
  const integerDigits = Math.max(1, Math.floor(Math.log10(Math.max(Math.abs(value), 1e-9))) + 1);
  const maximumFractionDigits = Math.abs(value) < 1 ? 3 : Math.max(0, 3 - integerDigits);
  return value.toLocaleString('en-US', { maximumFractionDigits });
}

function cells(row: Row): string[] {
  const { name, figure, unit, peer, note = '' } = row;
  const times = ratio(row);
  return [
    name,
    formatFigure(figure),
    unit,
    target(row),
    verdict(row),
    peer === undefined ? '' : `${peer.name} ${formatFigure(peer.figure)} ${unit}`,
    times === undefined ? '' : `${formatFigure(times)}×`,
    note,
  ];
}

function target({ unit, peer, target: wanted }: Row): string {
  if (wanted === undefined) return '';
  const most = formatFigure(wanted.atMost);
  return wanted.of === 'figure' ? `≤ ${most} ${unit}` : `≤ ${most} × ${peer?.name ?? ''}`;
}
