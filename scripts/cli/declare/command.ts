/** What a subcommand of `kabi` is: declared once, it is parsed, helped and typed by its declaration. */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { UsageError, type ExitStatus } from '../../engine/exit.ts';
import { readArguments, type Given } from './arguments.ts';
import { helpText } from './help.ts';
import { choose, type Option } from './options.ts';

/** What every command prints, unless it names its own formats. */
const FORMATS = ['text', 'json'] as const;

export interface Declaration<
  Names extends readonly string[],
  Options extends Readonly<Record<string, Option<unknown>>>,
  Format extends string,
> {
  readonly name: string;
  readonly operands: Names;
  /** What it does, in lines of at most 80 columns. */
  readonly about: string;
  readonly options: Options;
  /** The first one is what it prints unless told. */
  readonly formats?: readonly [Format, ...Format[]];
  readonly examples: readonly string[];
  /** What its exit status says. */
  readonly exit: { readonly 0: string; readonly 1: string; readonly 2?: string };
  run(operands: Given<Names>, options: Values<Options> & { readonly format: Format }): Promise<ExitStatus>;
}

export type Values<Options extends Readonly<Record<string, Option<unknown>>>> = {
  readonly [Name in keyof Options]: Options[Name] extends Option<infer T> ? T : never;
};

/** A declared command, as the program calls it. */
export interface Command {
  readonly name: string;
  /** What `kabi <command> --help` prints. */
  readonly help: string;
  /** @throws {UsageError} of arguments that it does not take */
  run(args: readonly string[]): Promise<ExitStatus>;
}

export function defineCommand<
  const Names extends readonly string[],
  Options extends Readonly<Record<string, Option<unknown>>>,
  Format extends string = (typeof FORMATS)[number],
>(declaration: Declaration<Names, Options, Format>): Command {
  const { name, operands, options } = declaration;
  const formats: readonly string[] = declaration.formats ?? FORMATS;
  const help = helpText({ ...declaration, formats });
  return {
    name,
    help,
    async run(args) {
      const { given, positionals } = parse(args, options);
      if (given('help').length > 0) {
        process.stdout.write(`${help}\n`);
        return 0;
      }
      const operandsGiven = readArguments(operands, positionals);
      const read = Object.entries(options).map(
        ([option, { read }]) => [option, read(given(option), `--${option}`)] as const,
      );
      const format = choose('--format', formats, given('format').at(-1) ?? formats[0] ?? '');
      // The compiler cannot follow types through entries.
      const typed = Object.fromEntries([...read, ['format', format]]) as Values<Options> & {
        readonly format: Format;
      };
      return await declaration.run(operandsGiven, typed);
    },
  };
}

function parse(args: readonly string[], options: Readonly<Record<string, Option<unknown>>>) {
  const known: ParseArgsOptionsConfig = {
    format: { type: 'string', multiple: true },
    help: { type: 'boolean', short: 'h', multiple: true },
  };
  for (const [name, { value }] of Object.entries(options)) {
    known[name] = { type: value === undefined ? 'boolean' : 'string', multiple: true };
  }
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: known, allowPositionals: true });
    const given = (name: string) => [values[name] ?? []].flat().map(String);
    return { given, positionals };
  } catch (error) {
    // parseArgs says in a sentence which option there is not, or which lacks its value.
    throw error instanceof TypeError ? new UsageError(error.message, { cause: error }) : error;
  }
}
