/** What was read of a text, and what was not. */
import { count, counted, listed } from '../../base/text.ts';
import type { Table } from '../../formats/drivers/pasted-tables.ts';
import type { Speaker } from '../../formats/logs/statement.ts';
import type { Facts } from '../../load/facts.ts';

const SPEAKERS: Readonly<Record<Speaker, readonly [one: string, many: string]>> = {
  loader: ['message of the kernel', 'messages of the kernel'],
  tool: ['message of insmod, modprobe or their kin', 'messages of insmod, modprobe or their kin'],
  build: ['message of a build', 'messages of a build'],
  package: ['message of a package manager', 'messages of a package manager'],
  'abi-check': ['message of a kABI check', 'messages of a kABI check'],
};

const TABLES: Readonly<Record<Table, string>> = {
  modinfo: 'modinfo',
  modversions: 'symbol versions',
  symvers: 'Module.symvers',
  'rpm-dependencies': 'dependencies of a package',
  nm: 'nm',
  objdump: 'objdump',
  readelf: 'readelf',
  'versions-dump': 'a dump of __versions',
  kallsyms: 'kallsyms',
  lsmod: 'loaded modules',
  'modprobe-list': 'modprobe -D',
  'no-symbols': 'nm, which found no symbols (modules have no dynamic ones: nm -u without -D)',
};

/** `Read: 6 messages of the kernel, 66 lines of symbol versions; the kernel 6.1.0-54-amd64.` */
export function readSentence({ said, tables, kernels }: Facts): string {
  const messages = [...said].map(([speaker, n]) => counted(n, ...SPEAKERS[speaker]));
  const lists = [...tables].map(([table, n]) => `${counted(n, 'line', 'lines')} of ${TABLES[table]}`);
  const names = [...new Set(kernels.map(({ uname }) => uname))];
  const kernel =
    names.length === 0
      ? []
      : [`the ${names.length === 1 ? 'kernel' : 'kernels'} ${listed(names.slice(0, 4))}`];
  const parts = [...messages, ...lists, ...kernel];
  return parts.length === 0 ? 'Nothing was read.' : `Read: ${parts.join(', ')}.`;
}

/** Undefined if every line was understood. */
export function unreadSentence({ unread, lines, cutNames, binaryCharacters }: Facts): string | undefined {
  const parts = [
    ...(unread.lines === 0
      ? []
      : [
          `Not understood: ${count(unread.lines)} of ${counted(lines, 'line', 'lines')}, such as ${unread.examples
            .slice(0, 2)
            .map(({ text, number }) => `line ${number} "${shortened(text)}"`)
            .join(' and ')}.`,
        ]),
    ...(cutNames === 0
      ? []
      : [
          `${counted(cutNames, 'name was', 'names were')} cut short by the tool and not used: readelf -sW shows them whole.`,
        ]),
    ...(binaryCharacters === 0 ? [] : ['Some bytes of it are no text, and were passed over.']),
  ];
  return parts.length === 0 ? undefined : parts.join(' ');
}

const LONGEST_QUOTE = 70;

function shortened(text: string): string {
  const clean = text.trim();
  return clean.length > LONGEST_QUOTE ? `${clean.slice(0, LONGEST_QUOTE)}…` : clean;
}
