import { commands } from './index.ts';

/** What `kabi --help` prints: every command in a line. */
export function usage(): string {
  return [
    'Usage: kabi COMMAND [OPTION…]',
    '',
    ...[...commands].map(([name, { summary }]) => `  ${name.padEnd(9)} ${summary}`),
    '',
    '"kabi COMMAND --help" explains one. Results go to stdout, progress to stderr;',
    'every command takes --format json. "kabi --version" says which version this is.',
    'Exit status: 0 no difference or clean, 1 differences or problems, 2 usage or I/O error.',
    '',
  ].join('\n');
}
