import { describe, expect, test } from 'vitest';
import { moduleOf, type ModuleFixture, type SectionFixture } from '../../../tests/support/elf-writer.ts';
import type { ModuleObject } from '../../kernel/module.ts';
import { parseModule } from './module.ts';

const none = new Uint8Array(8);
const MODINFO = ['name=probe', 'license=GPL'];

function objectOf(fixture: ModuleFixture): ModuleObject {
  return parseModule(moduleOf(fixture), 'probe.ko').records.object;
}

function section(name: string, rest: Partial<SectionFixture> = {}): SectionFixture {
  return { name, data: none, ...rest };
}

describe('the faults of a file', () => {
  test.each<[string, ModuleFixture, ModuleObject['faults']]>([
    ['none', {}, []],
    ['a module that was never linked', { moduleSize: 0 }, ['no-this-module']],
    [
      'two structs module',
      { sections: [section('.gnu.linkonce.this_module', { flags: 2 })] },
      ['several-this-modules'],
    ],
    [
      'a struct module that takes no memory',
      { moduleSize: 0, sections: [section('.gnu.linkonce.this_module')] },
      ['this-module-not-loaded'],
    ],
    ['two .modinfo', { sections: [section('.modinfo')] }, ['several-modinfos']],
    ['a common symbol', { symbols: [{ name: 'x', section: 'COMMON' }] }, ['common-symbol']],
    ['what link-time optimisation leaves', { symbols: [{ name: '__gnu_lto_slim', section: 'COMMON' }] }, []],
    ['code that can be written', { sections: [section('.text.x', { flags: 7 })] }, ['writable-code']],
    ['no place for jumps on arm64', { machine: 183 }, ['no-plt-sections']],
    ['one on arm64', { machine: 183, sections: [section('.plt'), section('.init.plt')] }, []],
  ])('%s', (_, fixture, faults) => {
    expect(objectOf(fixture).faults).toEqual(faults);
  });

  test('a symbol in a section that is not there', () => {
    const bytes = moduleOf({ undefined: ['kfree'] });
    const view = new DataView(bytes.buffer);
    const table = Number(view.getBigUint64(0x28, true));
    const sections = view.getUint16(0x3c, true);
    for (let index = 1; index < sections; index += 1) {
      const at = table + 64 * index;
      if (view.getUint32(at + 4, true) !== 2) continue;
      const symbols = Number(view.getBigUint64(at + 0x18, true));
      view.setUint16(symbols + 24 + 6, sections + 3, true);
    }
    expect(parseModule(bytes, 'probe.ko').records.object.faults).toEqual(['bad-section-index']);
  });
});

describe('the vermagic', () => {
  test('is kept to the letter', () => {
    expect(objectOf({ modinfo: [...MODINFO, 'vermagic=1.0  SMP '] }).vermagic).toBe('1.0  SMP ');
  });

  test('that is empty is another thing than none', () => {
    expect(objectOf({ modinfo: [...MODINFO, 'vermagic='] }).vermagic).toBe('');
    expect(objectOf({ modinfo: MODINFO }).vermagic).toBeNull();
  });
});

describe('the tables of exports', () => {
  test('of a module that exports nothing are none', () => {
    expect(objectOf({}).exportTables).toBeNull();
  });

  test('may lack the CRCs, or those of GPL-only exports', () => {
    expect(objectOf({ sections: [section('__ksymtab')] }).exportTables).toEqual({
      crcs: false,
      flags: false,
    });
    const half = [section('__ksymtab'), section('__kcrctab'), section('__ksymtab_gpl')];
    expect(objectOf({ sections: half }).exportTables?.crcs).toBe(false);
  });

  test('have flags in kernels of 2026', () => {
    const tables = [section('__ksymtab'), section('__kcrctab'), section('__kflagstab')];
    expect(objectOf({ sections: tables }).exportTables).toEqual({ crcs: true, flags: true });
  });
});

test('type information is told by whether it brings its base along', () => {
  expect(objectOf({}).btf).toBe('none');
  expect(objectOf({ sections: [section('.BTF')] }).btf).toBe('split');
  expect(objectOf({ sections: [section('.BTF'), section('.BTF.base')] }).btf).toBe('distilled');
});

describe('a signature', () => {
  const MARKER = '~Module signature appended~\n';
  /** struct module_signature; the numbers are algo, hash, id_type, signer_len, key_id_len, three of padding. */
  const trailer = (message: string, head = [0, 0, 2, 0, 0, 0, 0, 0], length = message.length) =>
    `${message}${String.fromCharCode(...head, 0, 0, length >> 8, length & 0xff)}${MARKER}`;
  const DER = '\x30\x03abc';

  test.each<[string, string, ModuleObject['signature']]>([
    ['that is not there', '', 'none'],
    ['that is a PKCS#7 message, as far as can be told', trailer(DER), 'appended'],
    ['of another kind, which the kernel takes for none', trailer(DER, [0, 0, 1, 0, 0, 0, 0, 0]), 'appended'],
    ['that is longer than the file', trailer(DER, undefined, 60_000), 'damaged'],
    ['with numbers that have to be 0', trailer(DER, [0, 1, 2, 0, 0, 0, 0, 0]), 'damaged'],
    ['that is no DER', trailer('junk!'), 'damaged'],
    ['that was cut off', trailer('\x30\x05abc'), 'damaged'],
  ])('%s', (_, text, signature) => {
    expect(objectOf({ trailer: text }).signature).toBe(signature);
  });
});
