#!/usr/bin/env node
/** Arguments -> command -> exit status, nothing else. */
import { commands } from './cli/commands/index.ts';
import { usage } from './cli/commands/usage.ts';
import { version } from './cli/version.ts';
import { EXIT, InputError, isSystemError, UsageError, type ExitStatus } from './engine/exit.ts';
import { tooOldNode } from './engine/node-version.ts';
import { unforeseenMessage } from './engine/unforeseen.ts';
import { Fault } from '../src/base/problems.ts';

const [name = '', ...args] = process.argv.slice(2);

// Who reads the beginning only, as head(1) does, has had enough; the exit status still says what was found.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') fail(error);
});
process.on('uncaughtException', fail);
process.exitCode = await main();

async function main(): Promise<ExitStatus> {
  const tooOld = tooOldNode(process.versions.node);
  if (tooOld !== undefined) {
    process.stderr.write(`${tooOld}\n`);
    return EXIT.failure;
  }
  const isHelp = ['--help', '-h', 'help', ''].includes(name);
  if (name === '--version' || name === '-V') return say(`${version()}\n`);
  if (isHelp && args[0] === undefined) return say(usage(), name === '' ? EXIT.failure : EXIT.clean);
  const wanted = isHelp ? args[0] : name;
  const entry = commands.get(wanted ?? '');
  if (entry === undefined) {
    process.stderr.write(`kabi: there is no command "${wanted ?? ''}"\n\n${usage()}`);
    return EXIT.failure;
  }
  try {
    const command = await entry.load();
    return await command.run(isHelp ? ['--help'] : args);
  } catch (error) {
    return told(error);
  }
}

function say(text: string, status: ExitStatus = EXIT.clean): ExitStatus {
  process.stdout.write(text);
  return status;
}

/** No error ends with 1, which says that differences were found. */
function told(error: unknown): ExitStatus {
  if (error instanceof UsageError) {
    process.stderr.write(`kabi ${name}: ${error.message}\nTry "kabi ${name} --help".\n`);
  } else if (error instanceof InputError) {
    process.stderr.write(`${error.message}\n`);
  } else if (error instanceof Fault || isSystemError(error)) {
    process.stderr.write(`kabi ${name}: ${error.message}\n`);
  } else {
    process.stderr.write(unforeseenMessage(error, [name, ...args]));
  }
  return EXIT.failure;
}

function fail(error: unknown): never {
  process.exit(told(error));
}
