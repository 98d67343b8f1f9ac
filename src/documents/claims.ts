/** A proposal's claims about interfaces, each with what the kernels on file show. */
import type { ProposalRecord } from './record.ts';
import type { NamedSymbol } from './named-symbol.ts';
import { bearsOut } from './standing.ts';

/**
 * @param named the symbol as the document names it. A misprint is judged as the symbol that is meant, where the document
 * names that one, too.
 */
export function judgeClaims(record: ProposalRecord, named: readonly NamedSymbol[]) {
  const bySymbol = new Map(named.map((each) => [each.symbol, each]));
  return record.interfaces.map((group) => ({
    title: group.title,
    claims: group.symbols.map(({ symbol, claim, reason }) => {
      const own = bySymbol.get(symbol);
      const judged = bySymbol.get(record.misprints[symbol] ?? symbol) ?? own;
      const isBorneOut = judged === undefined ? null : bearsOut(claim, judged.found);
      return { symbol, claim, reason, named: own, judged, isBorneOut };
    }),
  }));
}

/** How many claims the kernels on file bear out, and how many not. */
export function claimCounts(groups: ReturnType<typeof judgeClaims>) {
  const all = groups.flatMap(({ claims }) => claims);
  const number = (value: boolean | null) => all.filter(({ isBorneOut }) => isBorneOut === value).length;
  return { all: all.length, yes: number(true), no: number(false), unknown: number(null) };
}
