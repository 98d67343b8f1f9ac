/** What became of the exports of one source tree in another (src/formats/ends/source-ends.ts says what is told). */
import { compareText } from '../../src/base/text.ts';
import type { SourceEnd } from '../../src/formats/ends/source-ends.ts';
import type { FunctionText, SourceTree } from './source-tree.ts';

/** Bodies of fewer words are alike by chance. */
const FEWEST_WORDS = 14;
/** In percent: below it, a function was rewritten, and whether another took its place is for people to tell. */
const SAME_ENOUGH = 75;
/** A better one must be this much better than the next: of two that are alike neither is known to be it. */
const LEAD = 8;
const MOST_CALLED = 2;

/** @param missing names that the older kernel exports as it was built, and the newer one does not */
export function findEnds(older: SourceTree, newer: SourceTree, missing: readonly string[]): SourceEnd[] {
  const gone = [...older.exports.keys()].filter((name) => !newer.exports.has(name));
  const wanted = new Set([...gone, ...[...newer.exports.keys()].filter((name) => !older.exports.has(name))]);
  older.define(wanted);
  newer.define(wanted);
  const added = new Added(older, newer);
  const ends = gone.map((symbol) => endOf(symbol, older, newer, added));
  const left = missing.flatMap((symbol): SourceEnd[] => {
    const place = newer.exports.get(symbol);
    return place === undefined ? [] : [{ symbol, state: 'exported', place, successors: [], sameBody: null }];
  });
  return [...ends, ...left].sort((a, b) => compareText(a.symbol, b.symbol));
}

function endOf(symbol: string, older: SourceTree, newer: SourceTree, added: Added): SourceEnd {
  const definitions = newer.functions.get(symbol) ?? [];
  const header = definitions.find(({ file, isInline }) => isInline && file.includes('include/'));
  if (header !== undefined) return inHeader('inline', symbol, header, newer);
  const macro = newer.macros.get(symbol)?.find(({ body }) => body.replace(/^\([^)]*\)/, '').trim() !== '');
  if (macro !== undefined) return inHeader('macro', symbol, macro, newer);
  const from = older.exports.get(symbol) ?? '';
  const successor = added.sameBody(symbol, from);
  const found = {
    symbol,
    successors: successor === undefined ? [] : [successor.name],
    sameBody: successor?.percent ?? null,
  };
  const own = definitions.filter(({ file }) => file.endsWith('.c'));
  const open = own.find(({ isStatic }) => !isStatic)?.file ?? newer.data.get(symbol);
  if (open !== undefined)
    return { ...found, state: 'unexported', place: open, successors: [], sameBody: null };
  const near =
    own.find(({ file }) => file === from) ?? own.find(({ file }) => folderOf(file) === folderOf(from));
  if (near !== undefined) return { ...found, state: 'static', place: near.file };
  return { ...found, state: 'absent', place: from };
}

function inHeader(
  state: 'inline' | 'macro',
  symbol: string,
  { file, body }: { readonly file: string; readonly body: string },
  newer: SourceTree,
): SourceEnd {
  const called = [...new Set(body.match(/\b[A-Za-z_]\w*(?=\s*\()/g) ?? [])].filter(
    (name) => name !== symbol && newer.exports.has(name),
  );
  const successors = called.length > MOST_CALLED ? [] : called;
  return { symbol, state, place: file, successors, sameBody: null };
}

/** What the newer tree exports and the older does not. */
class Added {
  readonly #older: SourceTree;
  readonly #byFolder = new Map<
    string,
    { readonly name: string; readonly file: string; readonly words: Words }[]
  >();

  constructor(older: SourceTree, newer: SourceTree) {
    this.#older = older;
    for (const [name, file] of newer.exports) {
      if (older.exports.has(name)) continue;
      const text = definitionOf(newer, name, file);
      if (text === undefined) continue;
      const key = folderOf(text.file);
      const known = this.#byFolder.get(key) ?? [];
      known.push({ name, file: text.file, words: wordsOf(text) });
      this.#byFolder.set(key, known);
    }
  }

  sameBody(symbol: string, file: string): { readonly name: string; readonly percent: number } | undefined {
    const old = definitionOf(this.#older, symbol, file);
    if (old === undefined) return undefined;
    const words = wordsOf(old);
    if (words.size < FEWEST_WORDS) return undefined;
    const [best, next] = (this.#byFolder.get(folderOf(old.file)) ?? [])
      .map((each) => ({ name: each.name, percent: alike(words, each.words) }))
      .sort((a, b) => b.percent - a.percent);
    if (best === undefined || best.percent < SAME_ENOUGH) return undefined;
    return best.percent - (next?.percent ?? 0) >= LEAD ? best : undefined;
  }
}

function definitionOf(tree: SourceTree, name: string, file: string): FunctionText | undefined {
  const all = tree.functions.get(name)?.filter(({ isStatic }) => !isStatic) ?? [];
  return all.find((each) => each.file === file) ?? all.find((each) => folderOf(each.file) === folderOf(file));
}

interface Words {
  readonly counts: ReadonlyMap<string, number>;
  readonly size: number;
}

/** Pairs of neighbouring words, so that order counts; the function's own name is none of them. */
function wordsOf({ name, body }: FunctionText): Words {
  const words = (body.match(/\w+|[^\s\w]/g) ?? []).filter((word) => word !== name);
  const counts = new Map<string, number>();
  for (let i = 1; i < words.length; i += 1) {
    const pair = `${words[i - 1] ?? ''} ${words[i] ?? ''}`;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return { counts, size: words.length };
}

/** Dice's coefficient, in percent. */
function alike(a: Words, b: Words): number {
  let common = 0;
  for (const [pair, count] of a.counts) common += Math.min(count, b.counts.get(pair) ?? 0);
  return Math.floor((200 * common) / Math.max(1, a.size - 1 + b.size - 1));
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/'));
}
