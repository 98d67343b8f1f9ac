/** Prototypes as they are written: equal lists of places once. */
import { getOrInsert } from '../../../src/base/maps.ts';
import { compareText } from '../../../src/base/text.ts';
import type { Prototypes } from '../../../src/records/rows/prototypes.ts';
import type { PrototypeHistory } from '../prototype-histories.ts';

type Span = Prototypes['spans'][number][number];

/** @param variants `variant`: index into HistoryTable.variants; `releases`: indices into its releases */
export function prototypeRows(
  variants: readonly {
    readonly variant: number;
    readonly releases: readonly number[];
    readonly prototypes: readonly PrototypeHistory[];
  }[],
): Prototypes {
  const found = new Map<string, { readonly texts: string[]; readonly spans: Span[] }>();
  for (const { variant, releases, prototypes } of variants) {
    for (const { symbol, runs, texts } of prototypes) {
      const own = getOrInsert(found, symbol, () => ({ texts: [], spans: [] }));
      for (const [from, to, index] of runs) {
        const text = texts[index] ?? '';
        const known = own.texts.indexOf(text);
        own.spans.push({
          ...{ variant, from: releases[from] ?? 0, to: releases[to] ?? 0 },
          text: known < 0 ? own.texts.push(text) - 1 : known,
        });
      }
    }
  }
  const places = new Map<string, number>();
  const spans: Span[][] = [];
  const symbols = [...found]
    .sort(([a], [b]) => compareText(a, b))
    .map(([symbol, own]): [string, [number, ...string[]]] => [
      symbol,
      [getOrInsert(places, JSON.stringify(own.spans), () => spans.push(own.spans) - 1), ...own.texts],
    ]);
  return { spans, symbols: Object.fromEntries(symbols) };
}
