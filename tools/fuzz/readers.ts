/** Every reader of what anybody may have made, with inputs of our own and what must hold of what it reads. */
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { parseBtf } from '../../src/formats/btf/btf.ts';
import {
  assembleBtf,
  funcOf,
  INT,
  LONG,
  pointerTo,
  protoOf,
  recordOf,
  typedefOf,
} from '../../src/formats/btf/btf-fixtures.ts';
import { parseChangelog } from '../../src/formats/changelogs/parse.ts';
import { formatImports, parseImports, type InTreeModule } from '../../src/formats/drivers/imports.ts';
import { parseModule } from '../../src/formats/drivers/module.ts';
import { formatModversions, parseModversions } from '../../src/formats/drivers/modversions.ts';
import { parseRpmDependencies } from '../../src/formats/drivers/rpm-dependencies.ts';
import { parseWeakModules } from '../../src/formats/drivers/weak-modules.ts';
import { formatSymvers, parseSymvers } from '../../src/formats/exports/symvers.ts';
import { parseAllowedBreaks } from '../../src/formats/lists/allowed-breaks.ts';
import { parseSeverities } from '../../src/formats/lists/severities.ts';
import { parseSymbolList } from '../../src/formats/lists/symbol-list.ts';
import { parseSymtypes } from '../../src/formats/symtypes/symtypes.ts';
import { symtypesTable } from '../../src/types/read/symtypes-table.ts';
import { formatTypeTable, parseTypeTable } from '../../src/types/table/text.ts';
import { formatLedger, parseLedger } from '../../src/addresses/ledger.ts';
import { readPointer } from '../../src/addresses/data-files.ts';
import { formatPublications, parsePublications } from '../../src/addresses/publications.ts';
import { readQuery } from '../../src/search/search-query.ts';
import { readDriver } from '../../src/load/check/driver.ts';
import { readDocument } from '../../scripts/documents/read-document.ts';
import { formatManifest, parseManifest } from '../../scripts/publish/manifest.ts';
import { collect } from '../../scripts/sources/archives/archive.ts';
import { tarEntries } from '../../scripts/sources/archives/tar.ts';
import { decompress } from '../../scripts/sources/compression/compression.ts';
import { parseFileName } from '../../scripts/sources/kernel/build-names.ts';
import { tarOf } from '../../scripts/sources/fixtures.ts';
import { moduleOf } from '../../tests/support/elf-writer.ts';
import { wrongLoads } from './verdicts.ts';
import { mutateBinary, mutateText, type Mutate } from './mutate.ts';

export interface Reader {
  readonly name: string;
  readonly seeds: readonly Uint8Array[];
  readonly mutate: Mutate;
  /** Reads an input. A Fault is an answer; what it throws else, and what it returns as text, is a failure. */
  read(input: Uint8Array): unknown;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

function textReader(name: string, seeds: readonly string[], read: (text: string) => unknown): Reader {
  return { name, seeds: seeds.map(bytesOf), mutate: mutateText, read: (input) => read(textOf(input)) };
}

/** What was read, written and read again is the same; a difference is told. */
function twice<T>(
  read: (text: string) => T,
  write: (value: T) => string,
): (text: string) => string | undefined {
  return (text) => {
    const written = write(read(text));
    return write(read(written)) === written ? undefined : 'it reads otherwise what it wrote';
  };
}

const IMPORTS = [
  { symbol: 'module_layout', crc: 0x5dd83415 },
  { symbol: 'kfree', crc: 0x037a0cba },
  { symbol: '__fentry__', crc: 0xbdfb6dbb },
];
const MODULE: InTreeModule = {
  ...{ path: 'net/llc/llc', name: 'llc', vermagic: '6.1.0 SMP', license: 'GPL', importNamespaces: ['NS'] },
  ...{ modversions: 'basic', imports: IMPORTS, depends: ['llc2'], aliasCount: 3 },
};
const SYMVERS = [
  '0x5dd83415\tkfree\tvmlinux\tEXPORT_SYMBOL\t',
  '0x12345678\tvfio_pin_pages\tdrivers/vfio/vfio\tEXPORT_SYMBOL_GPL\tVFIO',
  '0x00000000\tb\tnet/a\tEXPORT_SYMBOL_GPL\t',
  '',
].join('\n');
const LOG = [
  '[   15.1] wl: disagrees about version of symbol skb_put',
  "wl: version magic '6.1.0-53-amd64 SMP' should be '6.1.0-54-amd64 SMP'",
  'filename:       /lib/modules/6.1.0-54-amd64/updates/dkms/wl.ko',
  'vermagic:       6.1.0-53-amd64 SMP preempt mod_unload modversions ',
  '                 U kfree',
  'kernel(kfree) = 0x037a0cba',
  'Linux version 6.1.0-54-amd64 (a) #1 SMP',
  'ERROR: modpost: "filp_open" [wl.ko] undefined!',
].join('\n');
const SYMTYPES = [
  'E#c0 1',
  'E#c1 E#c0 + 1',
  'e#mode enum mode { E#c0 , E#c1 , }',
  's#dev_ops struct dev_ops { int ( * open ) ( s#file * ) ; e#mode m ; u8 r [ 4 ] ; }',
  't#u8 typedef unsigned char u8',
  'dev_open int dev_open ( s#dev_ops * , t#u8 )',
  '',
].join('\n');
const MARKDOWN =
  '# Title\n\nSee www.example.org/a，and git@host:x/y.git or <b>x</b>.\n\n| a | b |\n| - | - |\n| `kfree` | 1 |\n\n- one\n  - two\n\n[x]: /y\n';
const MAIL = [
  'From a@b Mon Jan  1 00:00:00 2024',
  'From: A <a@example.org>',
  'Date: Mon, 1 Jan 2024 00:00:00 +0000',
  'Subject: =?utf-8?q?kABI?=',
  'Message-ID: <1@example.org>',
  'Content-Type: text/plain; charset=utf-8',
  '',
  '> quoted',
  'kfree is gone.',
  '',
].join('\n');

const BTF = assembleBtf([
  ...[INT, LONG, pointerTo(1), typedefOf('u8', 1)],
  ...[recordOf('STRUCT', 'page', 8, ['flags', 2, 0]), protoOf(1, 3), funcOf('kfree', 6)],
]).bytes;

export async function readers(): Promise<readonly Reader[]> {
  const crcOf = () => undefined;
  const table = formatTypeTable(symtypesTable(parseSymtypes(SYMTYPES, 'x', '').records, 'x').records);
  const tar = await tarOf({ 'boot/config': 'CONFIG_MODVERSIONS=y\n', 'lib/Module.symvers': SYMVERS });
  const modules = [
    moduleOf({ versions: { module_layout: 1, kfree: 2, skb_put: 3 }, weak: ['maybe'] }),
    moduleOf({
      extended: { module_layout: 1, kfree: 2 },
      exports: [{ symbol: 'own', crc: 7, namespace: 'NS' }],
    }),
  ];
  return [
    { name: 'ELF module', seeds: modules, mutate: mutateBinary, read: (input) => parseModule(input, 'x.ko') },
    { name: 'verdict of a module', seeds: modules, mutate: mutateBinary, read: wrongLoads },
    { name: 'BTF', seeds: [BTF], mutate: mutateBinary, read: (input) => parseBtf(input, 'x') },
    textReader(
      'Module.symvers',
      [SYMVERS],
      twice((text) => parseSymvers(text, 'x').records, formatSymvers),
    ),
    textReader(
      'modversions',
      [formatModversions(IMPORTS)],
      twice((text) => parseModversions(text, 'x').records, formatModversions),
    ),
    textReader('rpm dependencies', ['kernel(kfree) = 0x037a0cba\nksym(default:a) = 5dd83415\n'], (text) =>
      parseRpmDependencies(text, 'x'),
    ),
    textReader(
      'weak-modules',
      [
        'Module foo.ko from kernel 5.14.0-503.el9.x86_64 is not compatible with kernel 5.14.0-570.el9.x86_64 in symbols: bar kfree\n',
      ],
      (text) => parseWeakModules(text, 'x'),
    ),
    textReader('text about a driver', [LOG, formatModversions(IMPORTS), SYMVERS], (text) =>
      readDriver(bytesOf(text), 'x'),
    ),
    textReader(
      'stored imports',
      [formatImports([MODULE, { ...MODULE, path: 'net/b' }], crcOf)],
      twice(
        (text) => parseImports(text, 'x', crcOf).records,
        (each) => formatImports(each, crcOf),
      ),
    ),
    textReader('symbol list', ['[abi_symbol_list]\n  kfree\n# x\n  skb_put\n'], (text) =>
      parseSymbolList(text, 'x'),
    ),
    textReader('severities', ['# x\nmlx* PASS\nMODULE drivers/* FAIL\nNAMESPACE NS PASS\n'], (text) =>
      parseSeverities(text, 'x'),
    ),
    textReader(
      'allowed breaks',
      ["# x\nfunction symbol 'int f()' changed\n  CRC changed from 0x1 to 0x2\n"],
      (text) => parseAllowedBreaks(text, 'x'),
    ),
    textReader('symtypes', [SYMTYPES], (text) => symtypesTable(parseSymtypes(text, 'x', '').records, 'x')),
    textReader(
      'type table',
      [table],
      twice((text) => parseTypeTable(text, 'x').records, formatTypeTable),
    ),
    textReader(
      'changelog',
      [
        'linux (6.1.1-1) unstable; urgency=medium\n\n  * New upstream\n    - net: fix a\n\n -- A <a@b>  Mon, 01 Jan 2024 00:00:00 +0000\n',
      ],
      (text) => parseChangelog(text, 'x'),
    ),
    textReader(
      'document',
      [MARKDOWN, `---\ntitle: x\n---\n${MARKDOWN}`, 'Title\n=====\n\n* a\n\n::\n\n  code\n'],
      (text) => readDocument(bytesOf(text), 'x.md'),
    ),
    textReader('mail', [MAIL], (text) => readDocument(bytesOf(text), 'x.mbox')),
    textReader('ledger', ['about/\ns\n kfree/ json txt\n  importers/\n'], (text) => {
      const written = formatLedger(parseLedger(text, 'x').keys());
      return formatLedger(parseLedger(written, 'x').keys()) === written ? undefined : 'not read back';
    }),
    textReader('publications', [`1 2 ${'a'.repeat(64)}\n2 3 ${'b'.repeat(64)}\n`], (text) => {
      const all = parsePublications(text);
      return all === undefined || formatPublications(all) === text ? undefined : 'not read back';
    }),
    textReader(
      'manifest of a site',
      [`${'a'.repeat(64)}  index.html\n${'b'.repeat(64)}  s/x/index.html\n`],
      (text) => {
        const all = parseManifest(text);
        return all === undefined || parseManifest(formatManifest(all))?.size === all.size
          ? undefined
          : 'not read back';
      },
    ),
    textReader(
      'pointer to data',
      ['{"schema":"kabi-reports/browser-data/1","check":"check/0123456789abcdef/x"}'],
      (text) => void readPointer(text),
    ),
    textReader(
      'search query',
      ['0x5dd8', 'vfio_pin_pages@6.1', 'wl: Unknown symbol kfree (err -22)'],
      readQuery,
    ),
    textReader(
      'file name',
      ['linux-image-6.1.0-54-amd64_6.1.1-1_amd64.deb', 'kernel-core-5.14.0-1.el9.x86_64.rpm'],
      parseFileName,
    ),
    { name: 'tar', seeds: [tar], mutate: mutateBinary, read: (input) => everyEntry(input) },
    {
      name: 'gzip and zstd',
      seeds: [gzipSync(SYMVERS), zstdCompressSync(SYMVERS)],
      mutate: mutateBinary,
      read: async (input) => (await collect(decompress(once(input), 'x', 64_000_000))).length,
    },
  ];
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** @returns how many bytes there are in all */
async function everyEntry(input: Uint8Array): Promise<number> {
  let size = 0;
  for await (const { body } of tarEntries(once(input), 'x')) size += (await collect(body)).length;
  return size;
}
