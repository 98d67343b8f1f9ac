/**
 * Not only Debian: the files of other makers become snapshots and a site, by the commands that a maintainer would give.
 * The comparisons that the build makes on its own are checked against the golden figures.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHANGE_KINDS } from '../../src/kernel/change.ts';
import { runKabi, type Outcome } from '../support/kabi.ts';
import { corpusIsHere, findSample, readTable, whereCorpus, type Row } from './samples.ts';

interface Maker {
  readonly product: string;
  readonly yaml: string;
  /** Whether its files hold the symbols of a list, or of vmlinux without its modules. */
  readonly isPart: boolean;
  /** Reads release and architecture from a path of the corpus; undefined if the file is no snapshot of this product. */
  readonly snapshotOf: (file: string) => { readonly release: string; readonly arch: string } | undefined;
}

const yaml = (title: string, vendor: string, order: string) =>
  `title: ${title}\nvendor: ${vendor}\norder: ${order}\nsummary: Reference files of ${vendor}.\n`;

const place = (pattern: RegExp, arch?: string) => (file: string) => {
  const groups = pattern.exec(file)?.groups;
  const release = groups?.['release'];
  const found = arch ?? groups?.['arch'];
  return release === undefined || found === undefined ? undefined : { release, arch: found };
};

const MAKERS: readonly Maker[] = [
  {
    product: 'openeuler',
    yaml: yaml('openEuler', 'openEuler', 'openeuler'),
    isPart: true,
    snapshotOf: place(/^openeuler\/(?<release>[^/]*LTS(?:-SP\d)?)\/Module\.kabi_(?<arch>aarch64|x86_64)$/),
  },
  {
    product: 'rhel-8',
    yaml: yaml('RHEL 8', 'Red Hat', 'rpm'),
    isPart: true,
    snapshotOf: place(/^rhel\/(?<release>8\.\d-[\d.]+)\/Module\.kabi_(?<arch>x86_64|aarch64|s390x)$/),
  },
  {
    product: 'sles-15',
    yaml: yaml('SLES 15', 'SUSE', 'openeuler'),
    isPart: false,
    snapshotOf: place(/^suse\/(?<release>SLE15(?:-SP1)?)\/(?<arch>x86_64|arm64|s390x)\/symvers-default$/),
  },
  {
    product: 'xcp-ng',
    yaml: yaml('XCP-ng', 'XCP-ng', 'rpm'),
    isPart: false,
    snapshotOf: place(/^xcp-ng\/(?<release>\d[^/]*)\/Module\.kabi$/, 'x86_64'),
  },
  {
    product: 'android13-5.15',
    yaml: yaml('Android 13, Linux 5.15', 'Google', 'upstream'),
    isPart: true,
    snapshotOf: place(/^android-gki\/android13-5\.15\/(?<release>[^/]+)\/vmlinux\.symvers$/, 'aarch64'),
  },
];

/** Of the kinds of change, the column of DIFFS.tsv. */
const GOLDEN_COLUMNS = {
  removed: 'removed',
  'crc-changed': 'crc_changed',
  'type-changed': 'export_type_changed',
  'namespace-changed': 'namespace_changed',
  'module-moved': 'module_moved',
  added: 'added',
} as const satisfies Record<(typeof CHANGE_KINDS)[number], string>;

describe.skipIf(!corpusIsHere)(`the files of other makers make a site${whereCorpus}`, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kabi-makers-'));
  const content = path.join(folder, 'content');
  const site = path.join(folder, 'site');
  const outcomes = new Map<string, Outcome>();

  beforeAll(async () => {
    for (const maker of MAKERS) {
      const source = path.join(folder, maker.product);
      writeProduct(content, maker);
      writeSource(source, maker);
      outcomes.set(
        maker.product,
        await runKabi(folder, 'ingest', source, '--product', maker.product, '--content', content),
      );
    }
    outcomes.set('build', await runKabi(folder, 'build', '--content', content, '--out', site));
  });

  afterAll(() => {
    for (const each of [folder, `${folder}.previous`]) rmSync(each, { recursive: true, force: true });
  });

  test.each(MAKERS.map((maker) => maker.product))('kabi ingest reads the files of %s', (product) => {
    const { status, stderr } = outcomes.get(product) ?? { status: -1, stderr: '' };
    // Status 1: some files repeat lines, which is said and counted once.
    expect([0, 1], stderr).toContain(status);
  });

  test('kabi build makes a site of them', () => {
    expect(outcomes.get('build')).toMatchObject({ status: 0 });
    for (const { product } of MAKERS)
      expect(existsSync(path.join(site, 'r', product, 'index.html'))).toBe(true);
  });

  test('each comparison of neighbours counts what the golden row counts', () => {
    const golden = new Map(
      readTable('DIFFS.tsv').map((row) => [`${row['old'] ?? ''} ${row['new'] ?? ''}`, row]),
    );
    const checked = [...golden.values()].flatMap((row) => {
      const ours = ourSummary(path.join(content, 'generated'), row);
      if (ours === undefined) return [];
      expect(ours, `${row['old'] ?? ''} -> ${row['new'] ?? ''}`).toEqual(goldenSummary(row));
      return [row];
    });
    console.log(`DIFFS.tsv: ${checked.length} rows are comparisons on the site`);
    expect(checked.length).toBeGreaterThan(15);
  });

  test('a release that changed nothing says so', () => {
    const page = readFileSync(path.join(site, 'r/openeuler/22.03-LTS-SP4/index.html'), 'utf8');
    expect(page).toContain(
      'What is on file of 22.03-LTS-SP4 has the same symbols with the same CRCs as 22.03-LTS-SP3',
    );
  });

  test('nothing is said to be absent of which only a list is on file', () => {
    const page = (symbol: string) => readFileSync(path.join(site, 's', symbol, 'index.txt'), 'utf8');
    // 4.18.0-305.7.1 has it on the list, 8.2 and 8.3 do not.
    const gained = page('blkdev_get')
      .split('\n')
      .filter((line) => line.includes('8.'));
    expect(gained.join('\n')).toContain('not listed');
    expect(gained.join('\n')).not.toContain('not exported');
  });
});

function writeProduct(content: string, { product, yaml }: Maker): void {
  const folder = path.join(content, 'products', product);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'product.yaml'), yaml);
}

/** A folder as a maintainer would lay it out: `<release>/<arch>/Module.symvers` and a manifest. */
function writeSource(folder: string, maker: Maker): void {
  const lines = new Set<string>();
  for (const { path: file = '' } of readTable('COUNTS-symvers.tsv')) {
    const snapshot = maker.snapshotOf(file);
    const sample = findSample(file);
    if (snapshot === undefined || sample === undefined) continue;
    const target = path.join(folder, snapshot.release, snapshot.arch);
    mkdirSync(target, { recursive: true });
    cpSync(sample, path.join(target, sample.endsWith('.xz') ? 'Module.symvers.xz' : 'Module.symvers'));
    lines.add(`${snapshot.release}\t${snapshot.arch}\t${maker.isPart ? 'part' : 'all'}`);
  }
  writeFileSync(path.join(folder, 'MANIFEST.tsv'), ['release\tarch\tcoverage', ...lines, ''].join('\n'));
}

/** Undefined where the two files of the row are not neighbours on the site. */
function ourSummary(generated: string, row: Row): Record<string, number> | undefined {
  for (const { product, snapshotOf } of MAKERS) {
    const before = snapshotOf(row['old'] ?? '');
    const after = snapshotOf(row['new'] ?? '');
    if (before === undefined || after?.arch !== before.arch) continue;
    const file = path.join(generated, 'rows/compares', product, `${before.release}..${after.release}.json`);
    if (!existsSync(file)) continue;
    const rows = JSON.parse(readFileSync(file, 'utf8')) as {
      variants: { arch: string }[];
      modules: { counts: Record<string, number>[] }[];
    };
    const variant = rows.variants.findIndex(({ arch }) => arch === after.arch);
    if (variant < 0) continue;
    return Object.fromEntries(
      CHANGE_KINDS.map((kind) => [
        kind,
        rows.modules.reduce((sum, { counts }) => sum + (counts[variant]?.[kind] ?? 0), 0),
      ]),
    );
  }
  return undefined;
}

function goldenSummary(row: Row): Record<string, number> {
  return Object.fromEntries(CHANGE_KINDS.map((kind) => [kind, Number(row[GOLDEN_COLUMNS[kind]])]));
}
