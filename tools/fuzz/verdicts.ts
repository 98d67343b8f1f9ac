/**
 * The rules of the kernel, read a second time and as plainly as they are in kernel/module/main.c and version.c, against the
 * verdict of this program: a module that is said to load has every symbol that it refers to, with the CRC that it names.
 */
import { readDriver } from '../../src/load/check/driver.ts';
import { judgeTogether } from '../../src/load/judge.ts';
import type { KernelBuild } from '../../src/load/verdict.ts';

const CRCS: Readonly<Record<string, number>> = { module_layout: 1, kfree: 2, skb_put: 3, maybe: 4 };

const KERNEL: KernelBuild = {
  ...{ release: '6.1.0-54', arch: 'amd64', flavour: 'default', modversions: true },
  vermagic: '6.1.0-54-amd64 SMP preempt mod_unload modversions',
  exports: new Map(
    Object.entries(CRCS).map(([symbol, crc]) => [
      symbol,
      { symbol, crc, module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '' },
    ]),
  ),
};

/** What is wrong with a `loads`; undefined if it is right, or not said. */
export function wrongLoads(input: Uint8Array): string | undefined {
  const { modules, providers } = readDriver(input, 'x.ko');
  const findings = judgeTogether(
    modules.map(({ module }) => module),
    KERNEL,
    providers,
  );
  return findings.some(({ verdict }) => verdict === 'loads') ? refusalOf(input) : undefined;
}

interface Section {
  readonly name: string;
  readonly type: number;
  readonly flags: bigint;
  readonly bytes: Uint8Array;
  readonly link: number;
}

/** Why a kernel of these exports would refuse the module: an undefined symbol that it lacks, or has with another CRC. */
function refusalOf(input: Uint8Array): string | undefined {
  const sections = sectionsOf(input);
  const symbols = sections.filter(({ type }) => type === 2);
  if (symbols.length !== 1) return 'it has not one symbol table';
  const [table] = symbols;
  const names = sections[table?.link ?? -1]?.bytes ?? new Uint8Array();
  const versions = sections.find(({ name, flags }) => name === '__versions' && (flags & 2n) !== 0n)?.bytes;
  const extended = sections.some(({ name, bytes }) => name === '__version_ext_crcs' && bytes.length > 0);
  const view = viewOf(table?.bytes ?? new Uint8Array());
  for (let at = 24; at + 24 <= view.byteLength; at += 24) {
    const isWeak = view.getUint8(at + 4) >> 4 === 2;
    const name = textAt(names, view.getUint32(at, true));
    if (view.getUint16(at + 6, true) !== 0 || name === '' || name === '_GLOBAL_OFFSET_TABLE_') continue;
    const crc = Object.hasOwn(CRCS, name) ? CRCS[name] : undefined;
    if (crc === undefined) {
      if (isWeak) continue;
      return `it refers to ${name}, which is not exported`;
    }
    const wanted = versions === undefined || extended ? undefined : crcIn(versions, name);
    if (wanted !== undefined && wanted !== BigInt(crc)) return `it names another CRC of ${name}`;
  }
  return undefined;
}

function crcIn(versions: Uint8Array, wanted: string): bigint | undefined {
  const view = viewOf(versions);
  for (let at = 0; at + 64 <= versions.length; at += 64) {
    if (textAt(versions.subarray(at + 8, at + 64), 0) === wanted) return view.getBigUint64(at, true);
  }
  return undefined;
}

/** Of a 64-bit file of this byte order, which the inputs are; another one is not said to load here. */
function sectionsOf(input: Uint8Array): Section[] {
  const view = viewOf(input);
  const [offset, count, namesAt] = [
    Number(view.getBigUint64(40, true)),
    view.getUint16(60, true),
    view.getUint16(62, true),
  ];
  const raw = Array.from({ length: count }, (_, index) => {
    const at = offset + index * 64;
    const [start, size] = [
      Number(view.getBigUint64(at + 24, true)),
      Number(view.getBigUint64(at + 32, true)),
    ];
    return {
      name: view.getUint32(at, true),
      type: view.getUint32(at + 4, true),
      flags: view.getBigUint64(at + 8, true),
      bytes: view.getUint32(at + 4, true) === 8 ? new Uint8Array() : input.subarray(start, start + size),
      link: view.getUint32(at + 40, true),
    };
  });
  const names = raw[namesAt]?.bytes ?? new Uint8Array();
  return raw.map((each) => ({ ...each, name: textAt(names, each.name) }));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function textAt(bytes: Uint8Array, at: number): string {
  const end = bytes.indexOf(0, at);
  return String.fromCharCode(...bytes.subarray(at, end < 0 ? bytes.length : end));
}
