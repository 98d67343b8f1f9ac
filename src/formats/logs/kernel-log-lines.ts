/** The symbol that a line of a log, of a build or of a package manager is about, for who looks things up by it. */
import { undecorated } from './pasted-text.ts';
import type { Statement } from './statement.ts';
import { readStatements } from './statements.ts';

/** Characters of a query that are read: a message is not longer. */
const LONGEST = 4000;

/** Of several messages, that of the first which names one. */
export function refusedSymbol(text: string): string | undefined {
  return messagesOf(text).find(({ symbols }) => symbols.length > 0)?.symbols[0];
}

/** The messages at the beginning of what somebody pastes. */
export function messagesOf(text: string): readonly Statement[] {
  return readStatements(undecorated(text.slice(0, LONGEST)).lines).statements;
}
