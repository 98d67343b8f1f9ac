import { build } from './build.ts';
import { check } from './check.ts';
import { compare } from './compare.ts';
import { importDocument } from './import.ts';
import { ingest } from './ingest.ts';
import { lint } from './lint.ts';
import { notes } from './notes.ts';
import type { Command } from './command.ts';

/** Every command by the name that it is called with, in the order of `kabi --help`. */
export const commands: Readonly<Partial<Record<string, Command>>> = {
  ingest,
  import: importDocument,
  build,
  compare,
  check,
  lint,
  notes,
};
