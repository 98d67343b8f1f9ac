#!/usr/bin/env node
/** Arguments -> command -> exit status, nothing else. */
import { parseArgs } from 'node:util';
import { commands } from './cli/commands/index.ts';
import { EXIT, isSystemError, UsageError } from './engine/exit.ts';
import { Fault } from '../src/base/problems.ts';
import { usage } from './cli/usage.ts';

// Who reads the beginning only, as head(1) does, has had enough: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const [name, ...args] = process.argv.slice(2);
process.exitCode = await main(name, args);

async function main(name: string | undefined, args: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(await usage(args[0]));
    return name === undefined ? EXIT.failure : EXIT.clean;
  }
  const command = await commands.get(name)?.();
  if (command === undefined) {
    process.stderr.write(`kabi: there is no command "${name}"\n\n${await usage()}`);
    return EXIT.failure;
  }
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { ...command.options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    if (values.help === true) {
      process.stdout.write(await usage(name));
      return EXIT.clean;
    }
    return await command.run(positionals, values);
  } catch (error) {
    if (error instanceof UsageError || isParseArgsError(error)) {
      process.stderr.write(`kabi ${name}: ${error.message}\nTry "kabi ${name} --help".\n`);
      return EXIT.failure;
    }
    if (error instanceof Fault || isSystemError(error)) {
      process.stderr.write(`kabi ${name}: ${error.message}\n`);
      return EXIT.failure;
    }
    throw error;
  }
}

function isParseArgsError(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
