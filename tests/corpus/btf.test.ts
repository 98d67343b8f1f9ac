/**
 * BTF of whole kernels, against what the tools of the kernel say of it: `KABI_PACKAGES=folder npx vitest run tests/corpus`
 * with linux-image-6.1.0-53-amd64_*.deb and -54- in it, and bpftool and pahole installed.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPackage } from '../../scripts/sources/packages/open-package.ts';
import { openExports } from '../../scripts/sources/open.ts';
import { diffExports } from '../../src/history/diff.ts';
import { parseBtf } from '../../src/formats/btf/btf.ts';
import type { Btf } from '../../src/formats/btf/btf-types.ts';
import type { Export } from '../../src/kernel/export.ts';
import { attribute } from '../../src/types/cause/attribution.ts';
import { BtfTableBuilder } from '../../src/types/read/btf-table.ts';
import { parseDefinition } from '../../src/types/table/definition-text.ts';
import type { Member, RecordBody } from '../../src/types/table/definition.ts';
import { formatTypeTable } from '../../src/types/table/text.ts';
import type { TypeTable } from '../../src/types/table/table.ts';
import { corpusIsHere, debianSymvers } from './samples.ts';

const folder = process.env['KABI_PACKAGES'];
const RELEASES = ['6.1.0-53', '6.1.0-54'] as const;
const images = RELEASES.map((release) =>
  folder === undefined
    ? undefined
    : readdirSync(folder).find((name) => name.startsWith(`linux-image-${release}-amd64_`)),
);
const canRun = corpusIsHere && images.every((image) => image !== undefined);
const where = canRun ? '' : ' (skipped: no packages in KABI_PACKAGES)';

interface Kernel {
  readonly bytes: Uint8Array;
  readonly vmlinux: Btf;
  readonly exports: readonly Export[];
  readonly table: TypeTable;
}

const scratch = mkdtempSync(path.join(tmpdir(), 'kabi-btf-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function openKernel(index: number): Promise<Kernel> {
  const { kernel, moduleTypes, problems } = await openPackage(path.join(folder ?? '', images[index] ?? ''));
  expect(problems).toEqual([]);
  const bytes = kernel?.btf ?? new Uint8Array();
  const { exports } = await openExports(debianSymvers(RELEASES[index] ?? '', 'amd64'));
  const vmlinux = parseBtf(bytes, 'vmlinux');
  const builder = new BtfTableBuilder(vmlinux, exports, 'vmlinux');
  for (const { module, name, btf } of moduleTypes) {
    if (builder.wants(module)) builder.addModule(module, parseBtf(btf, name, vmlinux), name);
  }
  return { bytes, vmlinux, exports, table: builder.finish() };
}

function runOnBtf(bytes: Uint8Array, command: string, ...before: readonly string[]): string {
  const file = path.join(scratch, 'vmlinux.btf');
  writeFileSync(file, bytes);
  return execFileSync(command, [...before, file], { encoding: 'utf8', maxBuffer: 1 << 28 });
}

describe.skipIf(!canRun)(`BTF of Debian 6.1.0-53 and -54${where}`, () => {
  const kernels: Kernel[] = [];
  beforeAll(async () => {
    for (const index of RELEASES.keys()) kernels.push(await openKernel(index));
  });

  function kernel(index: number): Kernel {
    const found = kernels[index];
    if (found === undefined) throw new Error('no kernel');
    return found;
  }

  test('has as many types of each kind as bpftool counts', () => {
    const { bytes, vmlinux } = kernel(0);
    const expected = new Map<string, number>();
    for (const [, kind = ''] of runOnBtf(bytes, 'bpftool', 'btf', 'dump', 'file').matchAll(
      /^\[\d+\] (\w+)/gm,
    )) {
      expected.set(kind, (expected.get(kind) ?? 0) + 1);
    }
    const counted = new Map<string, number>();
    for (let id = 1; id < vmlinux.end; id += 1) {
      counted.set(vmlinux.kind(id), (counted.get(vmlinux.kind(id)) ?? 0) + 1);
    }
    expect(counted).toEqual(expected);
    console.log(`${vmlinux.end - 1} types`);
  });

  test('200 structs have the size and offsets that pahole prints', () => {
    const { bytes, vmlinux, table } = kernel(0);
    // Of several types of one name pahole prints the first, be it a typedef or another struct.
    const uses = new Map<string, number>();
    for (let id = 1; id < vmlinux.end; id += 1) {
      const isNamed = vmlinux.kind(id) === 'TYPEDEF' || vmlinux.kind(id) === 'STRUCT';
      if (isNamed) uses.set(vmlinux.name(id), (uses.get(vmlinux.name(id)) ?? 0) + 1);
    }
    const all = [...table.types.values()].flatMap(([own]) => {
      const definition = own?.scopes.length === 0 ? parseDefinition(own.text) : undefined;
      return definition?.kind === 'struct' && uses.get(definition.name) === 1 ? [definition] : [];
    });
    const sample = all.filter((_, index) => index % Math.floor(all.length / 200) === 0).slice(0, 200);
    expect(sample).toHaveLength(200);
    const names = sample.map(({ name }) => name);
    const printed = runOnBtf(bytes, 'pahole', '-F', 'btf', '-C', names.join(','));
    const expected = new Map(
      printed
        .split(/^(?=struct \w+ \{)/m)
        .map((block) => [/^struct (\w+) \{/.exec(block)?.[1] ?? '', paholePlaces(block)]),
    );
    for (const definition of sample) {
      const places = [...placesIn(definition, 0), `size ${definition.size ?? 0}`];
      expect([definition.name, ...places]).toEqual([
        definition.name,
        ...(expected.get(definition.name) ?? []),
      ]);
    }
  });

  test('explains 7,293 of the 7,529 changed CRCs', () => {
    const [before, after] = [kernel(0), kernel(1)];
    const sides = [before, after].map(({ exports }) => ({
      crcGenerator: 'genksyms' as const,
      coverage: 'all' as const,
      exports,
    }));
    const [a, b] = sides;
    if (a === undefined || b === undefined) throw new Error('no kernel');
    const changed = diffExports(a, b)
      .changes.filter(({ kinds }) => kinds.includes('crc-changed'))
      .map(({ symbol }) => symbol);
    expect(changed).toHaveLength(7529);
    const { causes, explanations, unexplained } = attribute(before.table, after.table, changed);
    expect(explanations.size).toBe(7293);
    expect(Map.groupBy(unexplained, ({ reason }) => reason).get('no-type-information')).toHaveLength(235);
    // void o2hb_fill_node_map(unsigned long *, unsigned) is the same type as with "unsigned int", not the same text.
    expect(unexplained.filter(({ reason }) => reason === 'no-difference-found')).toEqual([
      { symbol: 'o2hb_fill_node_map', reason: 'no-difference-found' },
    ]);
    expect(explanations.get('register_netdev')?.path).toEqual(['register_netdev', 'struct net_device']);
    expect(causes.slice(0, 2).map(({ name, class: of }) => [name, of])).toEqual([
      ['net_device', 'layout-kept'],
      ['dst_entry', 'layout-kept'],
    ]);
    console.log(
      `${causes.length} causes, ${(formatTypeTable(after.table).length / 1e6).toFixed(1)} MB of text`,
    );
  });
});

/** `offset` or `offset:bit` of each member in the order of the lines, parts behind what is in them; the size last. */
function paholePlaces(block: string): string[] {
  const places = [...block.matchAll(/\/\*\s*(\d+)(?::\s*(\d+))?\s+\d+\s*\*\/$/gm)].map(
    ([, bytes, bit]) => `${Number(bytes) * 8 + Number(bit ?? 0)}`,
  );
  return [...places, `size ${/^\t\/\* size: (\d+),/m.exec(block)?.[1] ?? ''}`];
}

function placesIn(body: RecordBody, start: number): string[] {
  return body.members.flatMap((member) => placesOf(member, start));
}

function placesOf(member: Member, start: number): string[] {
  const offset = start + (member.offset ?? 0);
  const inner = member.bodies.flatMap((body) => (body.kind === 'enum' ? [] : placesIn(body, offset)));
  return [...inner, `${offset}`];
}
