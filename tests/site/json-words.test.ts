/** Every JSON that the site publishes and that a command prints speaks of variants in one way. */
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { describe, expect, inject, test } from 'vitest';
import { writeAtomically } from '../../scripts/engine/atomic-write.ts';
import { apiProductsSchema } from '../../src/records/json/api.ts';
import type { REPORT_SCHEMAS } from '../../src/records/json/report-schemas.ts';
import { temporaryFolder } from '../support/content.ts';
import { misnamed } from '../support/json-words.ts';
import { runKabi } from '../support/kabi.ts';
import { siteFiles } from '../support/site-files.ts';

const { folder, content } = inject('pathSite');

/** What only the scripts of the pages load: no schema describes it, and it changes with them. */
const OWN_SCRIPTS = /^(?:check|compare|pagefind|search)\//;

const read = (file: string): unknown => JSON.parse(readFileSync(path.join(folder, file), 'utf8'));

const { products } = apiProductsSchema.parse(read('api/v1/products.json'));
const names = new Set(products.flatMap(({ variants }) => variants));

test('the example has variants to speak of', () => {
  expect([...names].sort()).toEqual(['amd64', 'arm64', 'x86_64']);
});

test('no file of the site names a variant otherwise than as { arch, flavour }', () => {
  const files = siteFiles(folder).filter((file) => file.endsWith('.json') && !OWN_SCRIPTS.test(file));
  expect(files.length).toBeGreaterThan(300);
  const found = files
    .filter((file) => !file.startsWith('api/v1/schemas/') && file !== 'api/v1/openapi.json')
    .flatMap((file) => misnamed(read(file), names).map((each) => `${file}${each}`));
  expect(found.slice(0, 20)).toEqual([]);
});

test('no line of the packed file does', () => {
  const text = zstdDecompressSync(readFileSync(path.join(folder, 'api/v1/corpus.ndjson.zst'))).toString();
  const lines = text.trimEnd().split('\n');
  expect(lines.flatMap((line) => misnamed(JSON.parse(line), names)).slice(0, 20)).toEqual([]);
});

const LIST = `lists:
  - id: acme
    of: Acme 1
    policies: [acme/one]
    origin: https://github.com/acme/kernel
    commit: ${'c'.repeat(40)}
    files: [{ arch: x86_64, file: list, path: kabi/list }]
`;
const [BEFORE, AFTER] = ['acme-1/1.0.0-1/amd64', 'acme-1/1.0.0-3/amd64'];

/** Every command that prints JSON, with what makes it print as much as the example has. */
const COMMANDS: Readonly<Record<keyof typeof REPORT_SCHEMAS, readonly string[]>> = {
  ingest: ['Module.symvers', '--product', 'acme-1', '--release', '1.0.0-11', '--arch', 'amd64'],
  compare: [BEFORE, AFTER],
  gate: [BEFORE, AFTER, '--list', 'lists/list'],
  keep: ['acme-2/2.0.0+acme2/amd64', 'acme-2/2.0.1~rc1+acme2/amd64'],
  check: ['gizmo.modversions'],
  import: ['page.md', '--as', 'discussion'],
  build: ['--only', 'collections'],
  lint: [],
  explain: ['wanderer'],
  fsck: [],
  notes: ['acme-1', '1.0.0-3'],
  measure: ['--lists', 'lists'],
};

describe('with --format json', () => {
  test.each(Object.entries(COMMANDS))('kabi %s does not either', async (command, args) => {
    const place = await temporaryFolder();
    cpSync(content, path.join(place, 'content'), { recursive: true });
    writeAtomically(path.join(place, 'content/measured/lists.yaml'), LIST);
    writeAtomically(path.join(place, 'lists/list'), '[acme_x86_64_stablelist]\n\t_printk\n');
    writeAtomically(path.join(place, 'Module.symvers'), '0x11111111\t_printk\tvmlinux\tEXPORT_SYMBOL\t\n');
    writeAtomically(path.join(place, 'gizmo.modversions'), '0x11111111\t_printk\n');
    writeAtomically(path.join(place, 'page.md'), '# A thought\n\nOn `_printk`.\n');
    const { stdout, stderr } = await runKabi(place, command, ...args, '--format', 'json');
    expect(stdout, stderr).not.toBe('');
    expect(misnamed(JSON.parse(stdout), names)).toEqual([]);
  });
});

describe('what holds them', () => {
  test.each([
    ['a name', { variants: ['amd64'] }],
    ['a name under another key', { newest: 'amd64' }],
    ['a key', { changes: { amd64: 1 } }],
    ['half of one', { variant: { arch: 'amd64' } }],
    ['another word', { build: 'amd64' }],
    ['another word for an object', { builds: [{ arch: 'amd64', flavour: 'default' }] }],
    ['a word that is gone', { lane: 1 }],
  ])('finds %s', (_, value) => {
    expect(misnamed(value, names)).toHaveLength(1);
  });

  test('lets a variant, an architecture and a build of a driver stand', () => {
    const variant = { arch: 'amd64', flavour: 'default' };
    expect(misnamed({ variant, arch: 'amd64', builds: [{ for: {}, variant }] }, names)).toEqual([]);
  });
});
