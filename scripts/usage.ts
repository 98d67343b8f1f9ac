import { commands } from './commands/index.ts';

/** The help text of one command, or of all: fits a screen of 80 columns. */
export function usage(name?: string): string {
  const command = name === undefined ? undefined : commands[name];
  if (command !== undefined) return `${command.help}\n`;
  const list = Object.entries(commands).map(([key, each]) => `  ${key.padEnd(9)} ${each?.summary ?? ''}`);
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
