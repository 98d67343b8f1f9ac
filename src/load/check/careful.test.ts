/** What is lost on the way can only make a verdict more careful: to `unknown`, never to `loads`. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatImports, parseImports, type InTreeModule } from '../../formats/drivers/imports.ts';
import { formatModversions } from '../../formats/drivers/modversions.ts';
import { formatSymvers } from '../../formats/exports/symvers.ts';
import { formatCrc, type Export } from '../../kernel/export.ts';
import { unknownModule, type Import } from '../../kernel/module.ts';
import { moduleOf } from '../../../tests/support/elf-writer.ts';
import { judgeTogether } from '../judge.ts';
import type { KernelBuild } from '../verdict.ts';
import { checkDriver, openEach } from './check.ts';
import { readDriver, type OpenedDriver } from './driver.ts';
import { Fault } from '../../base/problems.ts';

const CRCS: Readonly<Record<string, number>> = {
  module_layout: 0x5dd83415,
  __fentry__: 0xbdfb6dbb,
  kfree: 0x037a0cba,
  vfio_pin_pages: 0xdeadbeef,
  _printk: 0x92997ed8,
};
/** One whose CRC is another in this kernel: whoever loses it may take the module for one that loads. */
const CHANGED = 'vfio_pin_pages';

function exported(symbol: string, crc: number): Export {
  return { symbol, crc, module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '' };
}

function kernelWith(crcs: Readonly<Record<string, number>>): KernelBuild {
  return {
    release: '6.1.0-54',
    ...{ arch: 'amd64', flavour: 'default', modversions: true, vermagic: null },
    exports: new Map(Object.entries(crcs).map(([symbol, crc]) => [symbol, exported(symbol, crc)])),
  };
}

const KERNEL = kernelWith({ ...CRCS, [CHANGED]: 1 });
const IMPORTS: readonly Import[] = Object.entries(CRCS).map(([symbol, crc]) => ({ symbol, crc }));
const encoder = new TextEncoder();

const textsOf = (imports: readonly Import[]): Readonly<Record<string, string>> => ({
  'modprobe --dump-modversions': formatModversions(imports),
  'rpm -q --requires': imports
    .map(({ symbol, crc }) => `kernel(${symbol}) = ${formatCrc(crc ?? 0)}\n`)
    .join(''),
  'modinfo and modversions': `vermagic:       6.1.0-53-amd64 SMP mod_unload modversions\nlicense:        GPL\n${formatModversions(imports)}`,
});

function verdicts(opened: OpenedDriver): string[] {
  const modules = opened.modules.map(({ module }) => module);
  return judgeTogether(modules, KERNEL, opened.providers).map(({ verdict }) => verdict);
}

/** Null if it refuses the input. */
function read(text: string): OpenedDriver | null {
  try {
    return readDriver(encoder.encode(text), 'pasted');
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

/** One character is replaced, put in or taken out, anywhere but at the end of a line: whole lines that go are not seen to. */
const damage = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('replace', 'insert', 'delete'),
  with: fc.constantFrom('0', '9', 'f', 'g', 'x', ' ', '\t', '#', '-', '(', 'é', '\0', '\u{1b}', '\r', '.'),
});

function damaged(
  text: string,
  { at, kind, with: other }: { at: number; kind: string; with: string },
): string {
  const place = at % text.length;
  if (kind === 'insert') return text.slice(0, place) + other + text.slice(place);
  return text.slice(0, place) + (kind === 'replace' ? other : '') + text.slice(place + 1);
}

const isChanged = ({ symbol }: Import) => symbol === CHANGED;

/** The symbol that changed stands first, between others, and last. */
const ORDERS = [
  [...IMPORTS.filter(isChanged), ...IMPORTS.filter((each) => !isChanged(each))],
  IMPORTS,
  [...IMPORTS.filter((each) => !isChanged(each)), ...IMPORTS.filter(isChanged)],
];

describe.each(
  ORDERS.flatMap((imports, order) =>
    Object.entries(textsOf(imports)).map(([name, text]) => [name, order, text] as const),
  ),
)('of %s, in order %i', (_name, _order, text) => {
  test('the symbol that changed is found', () => {
    expect(verdicts(readDriver(encoder.encode(text), 'x'))).toEqual(['rebuild']);
  });

  test('a character that is damaged never makes a module one that loads', () => {
    fc.assert(
      fc.property(damage, (change) => {
        const opened = read(damaged(text, change));
        expect(opened === null ? [] : verdicts(opened)).not.toContain('loads');
      }),
      { numRuns: 2000 },
    );
  });
});

test('a CRC with a digit too many, and no room before its symbol, is an import that was lost', () => {
  const lines = formatModversions(IMPORTS).replace('0xdeadbeef\t', '0xdeadbeef9');
  const opened = readDriver(encoder.encode(lines), 'garbled');
  expect(opened.modules.map(({ module }) => [module.imports.length, module.isPartial])).toEqual([[4, true]]);
  expect(verdicts(opened)).toEqual(['unknown']);
});

test('what stands around a pasted list is no import', () => {
  const list = formatModversions(IMPORTS.filter(({ symbol }) => symbol !== CHANGED));
  const pasted = `$ modprobe --dump-modversions gizmo.ko\n# of the last build\n${list}`;
  expect(verdicts(readDriver(encoder.encode(pasted), 'x'))).not.toContain('rebuild');
  const [opened] = readDriver(encoder.encode(pasted), 'x').modules;
  expect(opened?.module.isPartial).toBeUndefined();
});

describe('the stored imports of a kernel', () => {
  const module: InTreeModule = {
    ...{ path: 'drivers/vfio/vfio', name: 'vfio', vermagic: '6.1.0-53-amd64 SMP', license: 'GPL v2' },
    ...{ importNamespaces: [], modversions: 'basic', imports: IMPORTS, depends: [], aliasCount: 0 },
  };
  const text = formatImports([module], () => undefined);
  const judged = (stored: string) =>
    parseImports(stored, 'imports.txt', () => undefined).records.map(
      (each) => judgeTogether([unknownModule({ ...each, exports: [] })], KERNEL)[0]?.verdict,
    );

  test('whole, show the symbol that changed', () => {
    expect(judged(text)).toEqual(['rebuild']);
  });

  test('damaged in a character, never make a module one that loads', () => {
    fc.assert(
      fc.property(damage, (change) => {
        let found: readonly (string | undefined)[] = [];
        try {
          found = judged(damaged(text, change));
        } catch (error) {
          if (!(error instanceof Fault)) throw error;
        }
        expect(found).not.toContain('loads');
      }),
      { numRuns: 2000 },
    );
  });

  test.each(['\trevoked=yes', '\tmodversions=quantum'])(
    'with a fact that is not known (%s), leave it open',
    (fact) => {
      const same = { ...kernelWith(CRCS), vermagic: '6.1.0-53-amd64 SMP' };
      const stored = text.replace('\tlicense=', `${fact}\tlicense=`);
      const [found] = parseImports(stored, 'imports.txt', () => undefined).records;
      expect.assert(found !== undefined);
      expect(judgeTogether([unknownModule({ ...found, exports: [] })], same)[0]?.verdict).toBe('unknown');
    },
  );
});

describe('what other modules offer', () => {
  const needs = encoder.encode(
    formatModversions([...IMPORTS.slice(0, 3), { symbol: 'mei_register', crc: 7 }]),
  );
  const offers = formatSymvers([{ ...exported('mei_register', 7), module: 'extra/mei' }]);
  const kernel = kernelWith(CRCS);
  const check = async (...inputs: readonly Uint8Array[]) => {
    const driver = await openEach(inputs, (bytes) => Promise.resolve(readDriver(bytes, 'input')));
    const id = { product: 'p', release: '1', arch: 'amd64', flavour: 'default' };
    const { modules } = await checkDriver(driver, [{ id, asked: 'yes', read: () => kernel }]);
    return modules.map(({ releases }) => releases[0]?.finding.verdict);
  };

  test('is missing where nobody offers it', async () => {
    expect(await check(needs)).toEqual(['missing']);
  });

  test('is unknown where the list that may have offered it has a line that cannot be read', async () => {
    const cut = `0x0000000g\tmei_register\textra/mei\tEXPORT_SYMBOL\t\n${offers.replace('mei_register', 'mei_other')}`;
    expect(await check(needs, encoder.encode(cut))).toEqual(['unknown']);
  });

  test('is unknown where another input cannot be read at all', async () => {
    expect(await check(needs, Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0))).toEqual(['unknown']);
  });
});

test('a table of versions that the kernel does not load is none, as find_sec() has it', () => {
  const data = new Uint8Array(64);
  data.set([1, 0, 0, 0, 0, 0, 0, 0, ...encoder.encode('kfree')]);
  const seen = (flags: number) =>
    readDriver(
      moduleOf({ sections: [{ name: '__versions', data, flags }], undefined: ['kfree'] }),
      'x.ko',
    ).modules.map(({ module }) => [module.modversions, module.imports]);
  expect(seen(2)).toEqual([['basic', [{ symbol: 'kfree', crc: 1 }]]]);
  expect(seen(0)).toEqual([['none', [{ symbol: 'kfree', crc: null }]]]);
});
