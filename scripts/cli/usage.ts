import { commands } from './commands/index.ts';

/** The help text of one command, or of all: fits a screen of 80 columns. */
export async function usage(name?: string): Promise<string> {
  const command = name === undefined ? undefined : await commands.get(name)?.();
  if (command !== undefined) return `${command.help}\n`;
  const list = await Promise.all(
    [...commands].map(async ([key, load]) => `  ${key.padEnd(9)} ${(await load()).summary}`),
  );
  return [
    'Usage: kabi COMMAND [OPTION…]',
    '',
    ...list,
    '',
    '"kabi COMMAND --help" explains one. Results go to stdout, progress to stderr;',
    'every command takes --format json.',
    'Exit status: 0 no difference or clean, 1 differences or problems, 2 usage or I/O error.',
    '',
  ].join('\n');
}
