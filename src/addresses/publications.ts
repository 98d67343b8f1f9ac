/**
 * What proves the ledger of published addresses: a line for each publication, with its number, how many addresses there were
 * then, and a running hash over all lines and over the ledger of the last,
 *
 *     1 276 3b5d5c37…
 *     2 3538 9f1e2a7b…
 *
 * A ledger that was damaged, shortened or lost does not fit the last line, and is told apart from one that is new.
 */
import { sha256 } from '../base/sha256.ts';

export interface Publication {
  readonly number: number;
  readonly addresses: number;
  /** Over the hash of the publication before, the number of addresses, and the text of the ledger. */
  readonly hash: string;
}

const FIRST: Publication = { number: 0, addresses: 0, hash: '' };
const LINE = /^(\d{1,9}) (\d{1,9}) ([0-9a-f]{64})$/;

export function nextPublication(
  before: Publication | undefined,
  addresses: number,
  ledger: string,
): Publication {
  const { number, hash } = before ?? FIRST;
  const text = `${hash}\n${number + 1} ${addresses}\n${ledger}`;
  return { number: number + 1, addresses, hash: sha256(new TextEncoder().encode(text)) };
}

export function formatPublications(all: readonly Publication[]): string {
  return all.map(({ number, addresses, hash }) => `${number} ${addresses} ${hash}\n`).join('');
}

/** Undefined for a text that is not whole: numbers follow each other from 1, and addresses never become fewer. */
export function parsePublications(text: string): Publication[] | undefined {
  if (text === '' || !text.endsWith('\n')) return undefined;
  const all: Publication[] = [];
  for (const line of text.slice(0, -1).split('\n')) {
    const [, number, addresses, hash = ''] = LINE.exec(line) ?? [];
    const last = all.at(-1) ?? FIRST;
    if (Number(number) !== last.number + 1 || Number(addresses) < last.addresses) return undefined;
    all.push({ number: Number(number), addresses: Number(addresses), hash });
  }
  return all;
}

/** Whether a ledger is the one of the last publication. */
export function provesLedger(all: readonly Publication[], addresses: number, ledger: string): boolean {
  const last = all.at(-1);
  if (last === undefined) return false;
  const { hash } = nextPublication(all.at(-2), addresses, ledger);
  return last.addresses === addresses && last.hash === hash;
}
