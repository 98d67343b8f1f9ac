import { describe, expect, test } from 'vitest';
import { Fault } from '../../base/problems.ts';
import type { Export } from '../../kernel/export.ts';
import { unknownModule, type KernelModule } from '../../kernel/module.ts';
import { checkDriver, NO_DRIVER, openEach, type KernelToCheck } from './check.ts';
import { readDriver, type OpenedDriver } from './driver.ts';
import type { OpenedModule } from './opened-module.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function kernel(release: string, arch: string, isNamed = false): KernelToCheck & { reads: number } {
  const exports = ['a', 'module_layout'].map((symbol): Export => ({
    symbol,
    crc: 1,
    module: 'vmlinux',
    type: 'EXPORT_SYMBOL',
    namespace: '',
  }));
  return {
    reads: 0,
    id: { product: 'p', release, arch, flavour: 'default' },
    isNamed,
    read() {
      this.reads += 1;
      return {
        ...this.id,
        modversions: true,
        vermagic: null,
        exports: new Map(exports.map((each) => [each.symbol, each])),
      };
    },
  };
}

function opened(file: string, facts: Partial<KernelModule>): OpenedModule {
  return { file, notes: [], module: unknownModule({ imports: [{ symbol: 'a', crc: 1 }], ...facts }) };
}

const withModules = (...modules: readonly OpenedModule[]): OpenedDriver => ({ ...NO_DRIVER, modules });

describe('the check', () => {
  test('judges each module on the kernels of its architecture, in their order', async () => {
    const kernels = [kernel('1', 'amd64'), kernel('2', 'arm64'), kernel('3', 'amd64')];
    const driver = withModules(opened('x.ko', { arch: 'x86_64' }), opened('y.ko', { arch: 'aarch64' }));
    const { modules, problems } = await checkDriver(driver, kernels);
    expect(modules.map(({ file, releases }) => [file, ...releases.map(({ id }) => id.release)])).toEqual([
      ['x.ko', '1', '3'],
      ['y.ko', '2'],
    ]);
    expect(problems).toEqual([]);
  });

  test('gives each of two equal modules its own verdicts', async () => {
    const same = opened('x.ko', { arch: 'x86_64' });
    const { modules } = await checkDriver(withModules(same, same), [kernel('1', 'amd64')]);
    expect(modules.map(({ releases }) => releases.length)).toEqual([1, 1]);
  });

  test('reads no kernel that concerns no module, but one that somebody named', async () => {
    const [other, named] = [kernel('1', 'arm64'), kernel('2', 'arm64', true)];
    const { modules } = await checkDriver(withModules(opened('x.ko', { arch: 'x86_64' })), [other, named]);
    expect([other.reads, named.reads]).toEqual([0, 1]);
    expect(modules[0]?.releases.map(({ finding }) => finding.reasons)).toEqual([
      ['the module is for x86_64'],
    ]);
  });

  test('says of which module no kernel is on file', async () => {
    const { problems } = await checkDriver(withModules(opened('x.ko', { arch: 's390x' })), [
      kernel('1', 'amd64'),
    ]);
    expect(problems).toEqual([{ kind: 'no-kernel-to-check', path: 'x.ko', detail: 's390x' }]);
  });

  test('says that there is nothing to check where only providers were given', async () => {
    const providers = [{ name: 'x', license: null, exports: [] }];
    const { problems } = await checkDriver({ ...NO_DRIVER, providers }, [kernel('1', 'amd64')]);
    expect(problems.map(({ kind }) => kind)).toEqual(['nothing-to-check']);
  });
});

describe('inputs', () => {
  test('at fault do not keep the others from being opened', async () => {
    const driver = await openEach(['a', 'bad', 'b'], (name) => {
      if (name === 'bad') throw new Fault({ kind: 'corrupt-input', path: name });
      return Promise.resolve(withModules(opened(name, {})));
    });
    expect(driver.modules.map(({ file }) => file)).toEqual(['a', 'b']);
    expect(driver.problems).toEqual([{ kind: 'corrupt-input', path: 'bad' }]);
  });

  test('that fail for a bug are no fault of the data', async () => {
    const bug = () => Promise.reject(new TypeError('a bug'));
    await expect(openEach(['a'], bug)).rejects.toThrow('a bug');
  });

  test.each([
    ['a package', '!<arch>\ndebian-binary', 'a package: unpack the modules you mean'],
    ['an rpm', '\u{ED}\u{AB}\u{EE}\u{DB}\x03', 'a package: unpack the modules you mean'],
    ['a picture', '\u{89}PNG\r\n', 'a PNG image'],
    ['anything with a NUL byte', 'hello\0', 'of no kind known here'],
  ])('that are %s are said to be one', (_, text, detail) => {
    const file = Uint8Array.from(text, (character) => character.charCodeAt(0));
    expect(() => readDriver(file, 'x')).toThrow(
      new Fault({ kind: 'not-a-module', path: 'x', detail }).message,
    );
  });

  test('that are a text about a driver are read as one, whatever mark it begins with', () => {
    const { modules } = readDriver(bytes('\u{FEFF}0x00000001\tmodule_layout\n0x00000002\tb\n'), 'x');
    expect(modules[0]?.module.imports).toEqual([
      { symbol: 'module_layout', crc: 1 },
      { symbol: 'b', crc: 2 },
    ]);
  });
});
