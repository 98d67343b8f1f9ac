/** What a document names. */
import { compareText } from '../base/text.ts';
import { editDistance, nearest } from '../base/nearest.ts';
import type { DocumentRecord } from './record.ts';
import type { Language } from '../base/language.ts';
import { wording } from '../base/wording.ts';

/** Every symbol that a record names, sorted. */
export function namedSymbols(record: DocumentRecord): string[] {
  const names = new Set(record.symbols);
  if (record.kind === 'proposal') {
    for (const { symbols } of record.interfaces) for (const { symbol } of symbols) names.add(symbol);
    for (const { modules } of record.modules)
      for (const { symbols } of modules) for (const symbol of symbols) names.add(symbol);
  }
  return [...names].sort(compareText);
}

/** What a reader of a misspelt name may have meant: exported names that differ in a third of their letters at most. */
export function meantNames(name: string, exported: readonly string[]): string[] {
  const most = Math.ceil(name.length / 3);
  const near = exported.filter((each) => Math.abs(each.length - name.length) <= most);
  return nearest(name, near).filter((each) => editDistance(name, each) <= most);
}

/** Under which name it is called in short: its number, or the title. */
export function shortName(record: DocumentRecord, language: Language = 'en'): string {
  if (record.kind === 'proposal' && record.number !== undefined) return record.number;
  return wording(record.title, language, record.language).text;
}

/** The day that a document is of, for lists: the newest that it states. */
export function documentDay(record: DocumentRecord): string | null {
  switch (record.kind) {
    case 'thread': {
      const days = record.messages.flatMap(({ date }) => date?.slice(0, 10) ?? []);
      return days.sort(compareText).at(-1) ?? null;
    }
    case 'proposal':
      return record.revised ?? record.created ?? null;
    case 'note':
      return record.published;
  }
}
