import type { ParseArgsOptionsConfig } from 'node:util';
import type { ExitStatus } from '../../engine/exit.ts';

export type OptionValues = Readonly<
  Record<string, string | boolean | readonly (string | boolean)[] | undefined>
>;

/** One subcommand of `kabi`. */
export interface Command {
  /** One line for `kabi --help`. */
  readonly summary: string;
  /** What `kabi <command> --help` prints: usage, options, examples; a screen of 80 columns at most. */
  readonly help: string;
  /** In the form of node:util parseArgs. */
  readonly options: ParseArgsOptionsConfig;
  run(positionals: readonly string[], values: OptionValues): Promise<ExitStatus>;
}
