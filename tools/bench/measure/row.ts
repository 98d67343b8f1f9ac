/** One line of the report: a figure, what it is held against, and whether it passes. */
export interface Row {
  /** The benchmark, then what of it. */
  readonly name: string;
  readonly figure: number;
  readonly unit: string;
  /** How the figure came about: `median of 21, best 12.1`. */
  readonly note?: string;
  /** A floor or another program, measured in the same run and in the same unit. */
  readonly peer?: { readonly name: string; readonly figure: number };
  /** The most that the figure may be, or its ratio to the peer's. */
  readonly target?: { readonly of: 'figure' | 'ratio'; readonly atMost: number };
}

export type Verdict = 'met' | 'not met' | 'no target';

/** The row's figure in units of its peer's; undefined without a peer. */
export function ratio({ figure, peer }: Row): number | undefined {
  return peer === undefined ? undefined : figure / peer.figure;
}

export function verdict(row: Row): Verdict {
  if (row.target === undefined) return 'no target';
  const value = row.target.of === 'figure' ? row.figure : ratio(row);
  if (value === undefined) throw new TypeError(`${row.name}: a target for a ratio, but no peer`);
  return value <= row.target.atMost ? 'met' : 'not met';
}
