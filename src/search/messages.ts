/**
 * Messages of a kernel, a build or a package manager in what somebody pastes into the search box. Their readers are several
 * times as large as all other scripts of a page, so that the box loads this only for what can be a message: more than a word.
 */
import { messagesOf, refusedSymbol } from '../formats/logs/kernel-log-lines.ts';
import { readQuery, type SearchQuery } from './search-query.ts';

/** As readQuery(), of a message its symbol. */
export function readMessage(text: string): SearchQuery {
  return readQuery(text, refusedSymbol);
}

/** How many messages a text has, and how many symbols they name. */
export function messagesIn(text: string): { readonly count: number; readonly symbols: number } {
  const messages = messagesOf(text);
  return { count: messages.length, symbols: new Set(messages.flatMap(({ symbols }) => symbols)).size };
}
