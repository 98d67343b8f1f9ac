import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ELF_CLASSES,
  elfOf,
  moduleOf,
  VERMAGIC,
  versionsOf,
  type ModuleFixture,
} from '../../../tests/support/elf-writer.ts';
import type { ModuleFile } from '../../kernel/module.ts';
import { Fault, type Problem } from '../../base/problems.ts';
import { parseModule } from './module.ts';

const PATH = 'lib/modules/probe-it.ko';

/** The record of a module that has nothing wrong. */
function read(fixture: ModuleFixture): ModuleFile {
  const { records, problems } = parseModule(moduleOf(fixture), PATH);
  expect(problems).toEqual([]);
  return records;
}

/** As strip leaves it: the table of symbols is a section of another type. */
function readStripped(fixture: ModuleFixture): ModuleFile {
  const bytes = moduleOf(fixture);
  const view = new DataView(bytes.buffer);
  const table = Number(view.getBigUint64(0x28, true));
  for (let index = 1; index < view.getUint16(0x3c, true); index += 1) {
    const at = table + 64 * index;
    if (view.getUint32(at + 4, true) === 2) view.setUint32(at + 4, 1, true);
  }
  return parseModule(bytes, PATH).records;
}

function faultOf(bytes: Uint8Array): Problem {
  try {
    parseModule(bytes, PATH);
  } catch (error) {
    if (error instanceof Fault) return error.problem;
    throw error;
  }
  throw new Error('parseModule took the file');
}

const LONG = `_RNvMNtCs${'x'.repeat(90)}`;

describe.each(ELF_CLASSES)('a module for $arch', (elfClass) => {
  const fixture: ModuleFixture = {
    ...elfClass,
    versions: { module_layout: 0x5ea4b6d1, kfree: 0x037a0cba },
    undefined: ['kfree'],
    weak: ['maybe'],
    exports: [
      { symbol: 'probe_plain', crc: 0x12345678, namespace: '' },
      { symbol: 'probe_gpl', crc: 0x9abcdef0, isGplOnly: true, namespace: 'PROBE' },
      { symbol: 'probe_old', crc: 0xfedcba98, isAbsolute: true },
      { symbol: 'probe_bare' },
    ],
  };

  test('is read whole', () => {
    expect(read(fixture)).toEqual({
      name: 'probe',
      arch: elfClass.arch,
      vermagic: VERMAGIC,
      license: 'GPL',
      importNamespaces: [],
      modversions: 'basic',
      imports: [
        { symbol: 'module_layout', crc: 0x5ea4b6d1 },
        { symbol: 'kfree', crc: 0x037a0cba },
        { symbol: 'maybe', crc: null, weak: true },
      ],
      exports: [
        { symbol: 'probe_bare', crc: 0, type: 'EXPORT_SYMBOL', namespace: '' },
        { symbol: 'probe_gpl', crc: 0x9abcdef0, type: 'EXPORT_SYMBOL_GPL', namespace: 'PROBE' },
        { symbol: 'probe_old', crc: 0xfedcba98, type: 'EXPORT_SYMBOL', namespace: '' },
        { symbol: 'probe_plain', crc: 0x12345678, type: 'EXPORT_SYMBOL', namespace: '' },
      ],
      depends: [],
      version: '',
      aliasCount: 0,
      object: {
        faults: [],
        vermagic: `${VERMAGIC} `,
        moduleSize: 896,
        signature: 'none',
        btf: 'none',
        exportTables: { crcs: true, flags: false },
        isLivepatch: false,
      },
    } satisfies ModuleFile);
  });

  test('with extended versions is judged by those', () => {
    const module = read({
      ...fixture,
      undefined: ['kfree', LONG],
      extended: { module_layout: 0x5ea4b6d1, kfree: 0x037a0cba, [LONG]: 7 },
    });
    expect(module.modversions).toBe('both');
    expect(module.imports.slice(0, 3)).toEqual([
      { symbol: 'module_layout', crc: 0x5ea4b6d1 },
      { symbol: 'kfree', crc: 0x037a0cba },
      { symbol: LONG, crc: 7 },
    ]);
  });

  test('that was tampered with never crashes the reader', () => {
    const bytes = moduleOf({ ...fixture, extended: { module_layout: 1, [LONG]: 7 } });
    const mutation = fc.record({ at: fc.nat(bytes.length - 1), value: fc.nat(255) });
    fc.assert(
      fc.property(
        fc.array(mutation, { minLength: 1, maxLength: 12 }),
        fc.nat(bytes.length),
        (mutations, cut) => {
          const damaged = bytes.slice(0, cut % 3 === 0 ? cut : bytes.length);
          for (const { at, value } of mutations) if (at < damaged.length) damaged[at] = value;
          try {
            parseModule(damaged, PATH);
          } catch (error) {
            if (!(error instanceof Fault)) throw error;
          }
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('.modinfo', () => {
  test('has its keys in any order, repeated, with runs of NULs and values that hold "="', () => {
    const module = read({
      modinfo: [
        '',
        'alias=pci:v00008086d*',
        'depends=virtio_ring,virtio',
        'import_ns=IOMMUFD',
        'license=Dual BSD/GPL',
        '',
        'alias=of:N*T*Cfoo=bar',
        'parm=debug:a=b',
        'import_ns=DMA_BUF',
        'license=GPL',
        'version=1.2=3',
        'nonsense',
      ],
    });
    expect(module).toMatchObject({
      license: 'Dual BSD/GPL',
      depends: ['virtio_ring', 'virtio'],
      importNamespaces: ['IOMMUFD', 'DMA_BUF'],
      version: '1.2=3',
      aliasCount: 2,
    });
  });

  test('without a name: the name is that of the file, as before 4.16', () => {
    expect(read({ modinfo: ['license=GPL'] }).name).toBe('probe_it');
    expect(parseModule(moduleOf({ modinfo: [] }), 'a/snd-hda.ko.xz').records.name).toBe('snd_hda');
  });

  test('without a licence: the kernel calls it unspecified', () => {
    expect(read({ modinfo: ['name=probe'] })).toMatchObject({ license: 'unspecified', vermagic: '' });
  });
});

describe('imports', () => {
  test('of a module without versions are its undefined symbols', () => {
    const module = read({ undefined: ['printk', 'kfree'], weak: ['maybe'] });
    expect(module.modversions).toBe('none');
    expect(module.imports).toEqual([
      { symbol: 'kfree', crc: null },
      { symbol: 'maybe', crc: null, weak: true },
      { symbol: 'printk', crc: null },
    ]);
  });

  test('leave out what no kernel exports and none looks for', () => {
    expect(read({ undefined: ['_GLOBAL_OFFSET_TABLE_', '.TOC.'] }).imports).toEqual([]);
  });

  test('of old ppc64 lose the dot of the function descriptor', () => {
    const module = read({ versions: { '.printk': 1, '.TOC.': 2 }, undefined: ['.printk', 'printk'] });
    expect(module.imports).toEqual([{ symbol: 'printk', crc: 1 }]);
  });

  test('that have two records count with the first, as for the kernel', () => {
    const records = [1, 2].map((crc) => versionsOf({ kfree: crc }, { bits: 64, isLittleEndian: true }));
    const data = new Uint8Array(Buffer.concat(records));
    const module = read({ sections: [{ name: '__versions', data }], undefined: ['kfree'] });
    expect(module.imports).toEqual([{ symbol: 'kfree', crc: 1 }]);
  });

  test('are what is referred to: the kernel never looks up other records', () => {
    const module = read({ versions: { module_layout: 1, kfree: 2, jiffies: 3 }, undefined: ['kfree'] });
    expect(module.imports).toEqual([
      { symbol: 'module_layout', crc: 1 },
      { symbol: 'kfree', crc: 2 },
    ]);
  });

  test('of a file that was stripped are what its records say', () => {
    const { object, imports } = readStripped({ versions: { module_layout: 1, kfree: 2 } });
    expect(object.faults).toEqual(['no-symbols']);
    expect(imports.map(({ symbol }) => symbol)).toEqual(['module_layout', 'kfree']);
  });

  test('end with the last whole record, as for check_version()', () => {
    const whole = versionsOf({ kfree: 1 }, { bits: 64, isLittleEndian: true });
    const data = new Uint8Array([...whole, 1, 2, 3]);
    const module = read({ sections: [{ name: '__versions', data }], undefined: ['kfree'] });
    expect(module.imports).toEqual([{ symbol: 'kfree', crc: 1 }]);
  });

  test('with a record of more than 32 bits keep it: no CRC is equal to it', () => {
    const data = versionsOf({ kfree: 1 }, { bits: 64, isLittleEndian: true });
    data[5] = 1;
    const module = read({ sections: [{ name: '__versions', data }], undefined: ['kfree'] });
    expect(module.imports).toEqual([{ symbol: 'kfree', crc: 2 ** 40 + 1 }]);
  });

  test('with extended records that are all missing count by the basic ones', () => {
    const module = read({ versions: { kfree: 1 }, extended: {} });
    expect(module).toMatchObject({ modversions: 'basic', imports: [{ symbol: 'kfree', crc: 1 }] });
  });

  test('of a module with extended records alone are those', () => {
    const module = read({ extended: { [LONG]: 7 } });
    expect(module).toMatchObject({ modversions: 'extended', imports: [{ symbol: LONG, crc: 7 }] });
  });

  test('whose two tables disagree are those of the extended one, and it is said', () => {
    const bytes = moduleOf({ versions: { kfree: 1, printk: 2 }, extended: { kfree: 3, printk: 2 } });
    const { records, problems } = parseModule(bytes, PATH);
    expect(records.imports).toEqual([
      { symbol: 'kfree', crc: 3 },
      { symbol: 'printk', crc: 2 },
    ]);
    expect(problems).toEqual([{ kind: 'module-versions-disagree', path: PATH, source: 'kfree' }]);
  });
});

test('the exports of kernels with one table for all are told apart by their flags', () => {
  const flags = Uint8Array.of(0, 1);
  const module = read({
    sections: [
      { name: '__ksymtab', data: new Uint8Array(8) },
      { name: '__kflagstab', data: flags },
    ],
    symbols: [
      { name: '__ksymtab_a', section: '__ksymtab' },
      { name: '__ksymtab_b', section: '__ksymtab' },
      { name: '__flags_a', section: '__kflagstab', value: 0n },
      { name: '__flags_b', section: '__kflagstab', value: 1n },
    ],
  });
  expect(module.exports.map(({ symbol, type }) => [symbol, type])).toEqual([
    ['a', 'EXPORT_SYMBOL'],
    ['b', 'EXPORT_SYMBOL_GPL'],
  ]);
});

test('a signature behind the module does not matter', () => {
  const trailer = 'PKCS#7 and so on~Module signature appended~\n';
  const signed = read({ versions: { kfree: 1 }, trailer });
  const plain = read({ versions: { kfree: 1 } });
  expect({ ...signed, object: null }).toEqual({ ...plain, object: null });
});

test.each([
  ['an object file', moduleOf({ modinfo: undefined }), 'an object file'],
  ['a kernel image', moduleOf({ type: 2 }), 'a program, library or kernel image'],
])('%s is no module', (_, bytes, detail) => {
  expect(faultOf(bytes)).toEqual({ kind: 'not-a-module', path: PATH, detail });
});

test('a machine that is not known is called by its number', () => {
  expect(read({ machine: 999 }).arch).toBe('e_machine 999');
});

describe('a damaged module is refused with the reason', () => {
  const whole = moduleOf({ versions: { kfree: 1 }, undefined: ['kfree'] });
  const X86 = { bits: 64, isLittleEndian: true, machine: 62, type: 1 } as const;

  function patched(at: number, value: bigint): Uint8Array {
    const bytes = whole.slice();
    new DataView(bytes.buffer).setBigUint64(at, value, true);
    return bytes;
  }

  test.each([
    ['no ELF file', new TextEncoder().encode('hello'), 'it does not start with the ELF magic number'],
    ['nothing but magic', whole.slice(0, 4), 'neither its word size nor its byte order can be told'],
    ['half a header', whole.slice(0, 40), 'it ends within its header'],
    [
      'a file that was cut off',
      whole.slice(0, -1),
      'its section table lies outside the file: it may be cut off',
    ],
    [
      'a table at the end of the number range',
      patched(0x28, 0xffff_ffff_ffff_ffffn),
      'its section table lies outside the file: it may be cut off',
    ],
    ['no sections', patched(0x38, 0x0005_0000_0040_0000n), 'it has no sections'],
    [
      'a name in the versions without an end',
      moduleOf({ sections: [{ name: '__versions', data: new Uint8Array(64).fill(65, 8) }] }),
      'a name in __versions has no end',
    ],
    [
      'more extended CRCs than names',
      moduleOf({
        sections: [
          { name: '__version_ext_crcs', data: new Uint8Array(8) },
          { name: '__version_ext_names', data: new TextEncoder().encode('kfree\0\0') },
        ],
      }),
      '2 records in __version_ext_crcs, 1 in __version_ext_names',
    ],
    [
      'one extended section of two',
      moduleOf({ sections: [{ name: '__version_ext_crcs', data: new Uint8Array(8) }] }),
      'it has one of __version_ext_crcs and __version_ext_names, not both',
    ],
    [
      'extended names without an end',
      moduleOf({
        sections: [
          { name: '__version_ext_crcs', data: new Uint8Array(4) },
          { name: '__version_ext_names', data: new TextEncoder().encode('kfree') },
        ],
      }),
      'a name in __version_ext_names has no end',
    ],
    [
      'a CRC outside its section',
      moduleOf({
        sections: [{ name: '__kcrctab', data: new Uint8Array(4) }],
        symbols: [{ name: '__crc_a', section: '__kcrctab', value: 2n }],
      }),
      'the symbol __crc_a points outside its section',
    ],
    [
      'a symbol table that is cut off',
      elfOf(X86, [{ name: '.modinfo', data: new Uint8Array(20), type: 2, link: 1 }], []),
      'its symbol table is cut off',
    ],
  ])('%s', (_, bytes, detail) => {
    expect(faultOf(bytes)).toEqual({ kind: 'malformed-elf', path: PATH, detail });
  });

  test('names that share their bytes a million times over cost no more than the file', () => {
    const strings = new TextEncoder().encode(`${'_'.repeat(4000)}\0`);
    const symtab = new Uint8Array(24 * 100_000);
    const view = new DataView(symtab.buffer);
    for (let index = 1; index < 100_000; index += 1) view.setUint32(index * 24, index % 3000, true);
    const bytes = elfOf(
      X86,
      [
        { name: '.modinfo', data: new Uint8Array() },
        { name: 'symbols', data: symtab, type: 2, link: 3 },
        { name: 'strings', data: strings },
      ],
      [],
    );
    expect(faultOf(bytes).detail).toBe('its names are longer than the file');
  });
});
