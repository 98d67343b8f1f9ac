import type { Command } from '../declare/command.ts';

export interface CommandEntry {
  /** One line for `kabi --help`, which lists all commands and loads none. */
  readonly summary: string;
  load(): Promise<Command>;
}

/** Every command by the name that it is called with, in the order of `kabi --help`; each loaded when it is wanted. */
export const commands: ReadonlyMap<string, CommandEntry> = new Map([
  [
    'ingest',
    {
      summary: 'read what a kernel build exports into content/',
      load: async () => (await import('./ingest.ts')).ingest,
    },
  ],
  [
    'import',
    {
      summary: 'make a Markdown entry of a mail thread, a proposal or notes',
      load: async () => (await import('./import.ts')).importDocument,
    },
  ],
  [
    'build',
    {
      summary: 'turn content/ into the site',
      load: async () => {
        (await import('../../engine/site-packages.ts')).needsSitePackages('build');
        return (await import('./build.ts')).buildCommand;
      },
    },
  ],
  [
    'compare',
    {
      summary: 'say what changed between two builds or releases',
      load: async () => (await import('./compare.ts')).compare,
    },
  ],
  [
    'gate',
    {
      summary: 'say whether a kernel keeps what was promised, for its CI',
      load: async () => (await import('./gate.ts')).gate,
    },
  ],
  [
    'check',
    {
      summary: 'say which releases would load a module',
      load: async () => (await import('./check.ts')).check,
    },
  ],
  [
    'explain',
    {
      summary: 'say what became of a symbol or a type',
      load: async () => (await import('./explain.ts')).explainCommand,
    },
  ],
  [
    'lint',
    { summary: 'check what people wrote in content/', load: async () => (await import('./lint.ts')).lint },
  ],
  [
    'fsck',
    {
      summary: 'compare content or a site with its hashes',
      load: async () => (await import('./fsck.ts')).fsck,
    },
  ],
  [
    'measure',
    {
      summary: 'judge every update under lists that cannot be kept here',
      load: async () => {
        return (await import('./measure.ts')).measure;
      },
    },
  ],
  [
    'keep',
    {
      summary: 'say what would have kept the kABI: the smallest set of guards',
      load: async () => (await import('./keep.ts')).keep,
    },
  ],
  [
    'notes',
    {
      summary: 'write release notes about the kernel ABI',
      load: async () => (await import('./notes.ts')).notes,
    },
  ],
  [
    'init',
    {
      summary: 'begin a site of your own',
      load: async () => (await import('./init.ts')).init,
    },
  ],
]);
