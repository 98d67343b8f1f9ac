/** Questions that people really asked, with right answers: ../shared/field, of which nothing is published. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { kernelsOnFile } from '../../scripts/cli/kernels.ts';
import { readKernelBuild } from '../../scripts/corpus/read.ts';
import { checkDriver, openEach, type Check, type KernelToCheck } from '../../src/load/check/check.ts';
import { readDriver } from '../../src/load/check/driver.ts';
import type { DiagnosisCause } from '../../src/load/diagnosis/finding.ts';
import { diagnosisText } from '../../src/lang/en/diagnosis-sentences.ts';
import { findNamed, parseTypeNames, releaseIn } from '../../src/search/find.ts';
import { readMessage } from '../../src/search/messages.ts';
import { createNameIndex } from '../../src/search/search.ts';
import type { KernelBuild } from '../../src/load/verdict.ts';

const FIELD = path.resolve(import.meta.dirname, '../../../shared/field');
const isHere = existsSync(FIELD);
const where = isHere ? '' : ' (skipped: there is no field in ../shared)';
const CONTENT = path.resolve(import.meta.dirname, '../../content');

/** What the first finding of each text must be, and words that the answer or its reasons must have. */
const EXPECTED: readonly (readonly [file: string, cause: DiagnosisCause, words: RegExp])[] = [
  ['01-r8152-proxmox/dmesg.txt', 'kernel-changed', /All 20 symbols are exported by the kernel itself/],
  ['02-nvidia-fs-gpl/new.txt', 'gpl-and-proprietary', /Nothing is missing/],
  ['02-nvidia-fs-gpl/old-H.txt', 'gpl-and-proprietary', /nvidia_p2p_dma_unmap_pages/],
  ['05-evdi-journal-es/journal.txt', 'provider-changed', /Rebuild it for the running kernel/],
  ['06-evdi-retpoline/log.txt', 'vermagic', /retpoline/],
  ['06-evdi-retpoline/modinfo.txt', 'described', /4\.4\.0-116-generic/],
  ['08-ksmbd-mlnx-ofed/dmesg.txt', 'provider-changed', /OFED/],
  ['10-nv-symvers-16digits/log.txt', 'other-module-changed', /NVIDIA/],
  ['10-nv-symvers-16digits/nv.symvers', 'exports-listed', /6 exports of nvidia/],
  ['10-nv-symvers-16digits/nm-crc.txt', 'exports-listed', /2 exports of nvidia/],
  ['11-kernelsu-gki/dmesg.txt', 'trimmed', /KMI/],
  ['12-android-protected-callerid/crc.txt', 'provider-changed', /mac80211/],
  ['12-android-protected-callerid/eacces.txt', 'protected-symbol', /unsigned/],
  ['12-android-protected-callerid/protected.txt', 'protected-export', /signed/],
  ['14-vermagic-fedora-debug/log.txt', 'vermagic', /debug[^]*i386/],
  ['17-namespace-modpost/kernel.txt', 'namespace', /DMA_BUF is a namespace since Linux 5\.16/],
  ['17-namespace-modpost/modpost.txt', 'namespace', /MODULE_IMPORT_NS\("DMA_BUF"\)/],
  ['17-namespace-modpost/kernel-54.txt', 'namespace', /USB_STORAGE/],
  ['19-modpost-undefined-dkms/make.log', 'undefined-symbols', /5\.7[^]*filp_open: Exported in/],
  ['19-modpost-undefined-dkms/old.txt', 'undefined-symbols', /follow_page_mask/],
  ['21-dnf-german/dnf.txt', 'package-needs-symbols', /0x5d330546/],
  ['23-weak-modules-el7/weak.txt', 'weak-modules', /getrawmonotonic/],
  ['23-weak-modules-el7/weak-el8.txt', 'weak-modules', /inode_init_once/],
  ['25-openwrt-vermagic/opkg.txt', 'openwrt-hash', /OpenWrt/],
  ['27-struct-module-size/dmesg.txt', 'struct-module', /another configuration/],
  ['29-signature/dmesg.txt', 'signature', /not for its kABI/],
  ['31-debian-v4l2loopback-log/dmesg.txt', 'kernel-changed', /from 6\.1\.0-53 to 6\.1\.0-54/],
  ['40-text-forms/modinfo.txt', 'described', /6\.1\.0-53-amd64/],
  ['40-text-forms/readelf-modinfo.txt', 'described', /6\.1\.0-53-amd64/],
  ['40-text-forms/strings.txt', 'described', /6\.1\.0-53-amd64/],
  ['40-text-forms/lsmod.txt', 'described', /loaded/],
  ['40-text-forms/proc-modules.txt', 'described', /loaded/],
  ['40-text-forms/modprobe-D.txt', 'described', /symbol versions/],
  ['40-text-forms/kallsyms.txt', 'exports-listed', /ib_core/],
  ['40-text-forms/proc-version.txt', 'kernel-named', /6\.1\.0-54-amd64/],
  ['40-text-forms/nm-D.txt', 'described', /symbol versions/],
];

/** Lists of what a module imports: how many are read, and whether their CRCs are. */
const LISTS: readonly (readonly [file: string, imports: number, hasCrcs: boolean])[] = [
  ['40-text-forms/dump-modversions.txt', 66, true],
  ['40-text-forms/objdump-versions.txt', 66, true],
  ['40-text-forms/nm-u.txt', 65, false],
  ['40-text-forms/nm-uA.txt', 65, false],
  ['40-text-forms/nm-posix.txt', 65, false],
  ['40-text-forms/nm-full.txt', 65, false],
  ['40-text-forms/objdump-t.txt', 65, false],
  ['40-text-forms/readelf-sW.txt', 65, false],
];

describe.skipIf(!isHere)(`questions from the field${where}`, () => {
  let kernels: KernelToCheck[] = [];

  beforeAll(async () => {
    const { kernels: onFile, lines } = await kernelsOnFile(CONTENT);
    const titles = new Map(lines.map(({ product }) => [product.name, product.title]));
    const builds: [KernelToCheck['id'], KernelBuild][] = [];
    for (const { id, record } of onFile)
      builds.push([id, await readKernelBuild(CONTENT, id, record, undefined)]);
    kernels = builds.map(([id, build]) => ({ id, title: titles.get(id.product) ?? '', read: () => build }));
  });

  async function checked(file: string): Promise<Check> {
    const driver = await openEach([file], (name) =>
      Promise.resolve(readDriver(readFileSync(path.join(FIELD, name)), name)),
    );
    return checkDriver(driver, kernels);
  }

  test.each(EXPECTED)('%s', async (file, cause, words) => {
    const { diagnoses, modules } = await checked(file);
    const finding = diagnoses[0]?.findings[0];
    expect(finding?.cause).toBe(cause);
    if (finding === undefined) return;
    const { answer, because } = diagnosisText(finding);
    expect([answer, ...because].join('\n')).toMatch(words);
    // What a text reports as refused is never judged as unknown.
    for (const { refusal, releases } of modules)
      if (refusal !== undefined)
        expect(releases.map(({ finding: { verdict } }) => verdict)).not.toContain('unknown');
  });

  test.each(LISTS)('%s', async (file, imports, hasCrcs) => {
    const { modules } = await checked(file);
    expect(modules.map(({ module }) => module.imports.length)).toEqual([imports]);
    expect(modules[0]?.module.imports.some(({ crc }) => crc !== null)).toBe(hasCrcs);
  });

  test('readelf without -W cuts names: what is left is not taken for all', async () => {
    const { modules, diagnoses } = await checked('40-text-forms/readelf-s.txt');
    expect(modules[0]?.module.isPartial).toBe(true);
    expect(diagnoses[0]?.facts.cutNames).toBeGreaterThan(0);
  });

  test('the verdict of the kernel that logged is a refusal', async () => {
    const { modules } = await checked('31-debian-v4l2loopback-log/dmesg.txt');
    expect(modules[0]?.releases.map(({ id, finding }) => [id.release, finding.verdict])).toEqual([
      ['6.1.0-54', 'rebuild'],
    ]);
  });

  /** Case 46: what visitors type, each with what must come first; nothing for what only pages of prose answer. */
  test.each([
    ['0xbce1a965\tmodule_layout', 'module_layout'],
    ['module_layout = 0xf230cadf', 'module_layout'],
    ['ksym(default:filp_open) = 24845021', 'filp_open'],
    ['kernel(__register_chrdev) = 0x009cd05d', '__register_chrdev'],
    ['rcu_read_unlock_strict', 'rcu_read_unlock_strict'],
    ['netif_napi_add_weight', 'netif_napi_add_weight'],
    ['ib_mr_pool_destroy@6.1.0-54', 'ib_mr_pool_destroy'],
  ])('the search box leads %s to %s', async (text, expected) => {
    const names = new Set<string>();
    for (const kernel of kernels)
      for (const symbol of (await kernel.read()).exports.keys()) names.add(symbol);
    const index = {
      symbols: createNameIndex([...names].sort().join('\n')),
      types: parseTypeNames(''),
      places: [],
    };
    const query = readMessage(text);
    const name = query.kind === 'crc' ? (query.name ?? '') : query.name;
    expect(findNamed({ kind: 'name', name }, index, 10)[0]?.name).toBe(expected);
  });

  test.each(['6.1.0-54', 'uname -r 6.1.0-54-amd64', '6.1.0-54-amd64'])(
    'the search box reads a release in %s',
    (text) => {
      expect(releaseIn(text)).toBe('6.1.0-54');
    },
  );

  /** Case 44: Rust is found by its readable path. */
  test('the search box finds kernel::pci in the Rust symbols of 7.2', async () => {
    const sid = kernels.find(({ id }) => id.product === 'debian-sid');
    const exports = sid === undefined ? [] : [...(await sid.read()).exports.keys()];
    const index = { symbols: createNameIndex(exports.join('\n')), types: parseTypeNames(''), places: [] };
    const found = findNamed({ kind: 'name', name: 'kernel::pci' }, index, 10);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ readable }) => readable?.replace(/[<>]/g, '').includes('kernel::pci'))).toBe(true);
  });

  test('no input hurts', async () => {
    for (const name of readdirSync(path.join(FIELD, 'hostile'))) {
      if (name.endsWith('.deb')) continue;
      await expect(checked(`hostile/${name}`)).resolves.toBeDefined();
    }
  });
});
