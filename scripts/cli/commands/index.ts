import type { Command } from './command.ts';

/** Every command by the name that it is called with, in the order of `kabi --help`; each loaded when it is wanted. */
export const commands: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['ingest', async () => (await import('./ingest.ts')).ingest],
  ['import', async () => (await import('./import.ts')).importDocument],
  ['build', async () => (await import('./build.ts')).build],
  ['compare', async () => (await import('./compare.ts')).compare],
  ['check', async () => (await import('./check.ts')).check],
  ['lint', async () => (await import('./lint.ts')).lint],
  ['notes', async () => (await import('./notes.ts')).notes],
]);
