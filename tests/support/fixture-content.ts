/**
 * A content folder with a small example of everything that the site has to cope with. Written with the project's own
 * writers, so that it is what `kabi ingest` and a maintainer would leave.
 */
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { stringify } from 'yaml';
import { writeAtomically } from '../../scripts/engine/atomic-write.ts';
import { driverFile, driversFolder, productFile } from '../../scripts/corpus/layout.ts';
import { storeImports } from '../../scripts/corpus/store/store-imports.ts';
import { storeTypes } from '../../scripts/corpus/store/store-types.ts';
import { storeSnapshot } from '../../scripts/corpus/store/store.ts';
import { formatModversions } from '../../src/formats/drivers/modversions.ts';
import { moduleNameOf } from '../../src/kernel/module.ts';
import { compareText } from '../../src/base/text.ts';
import { parseVariantName } from '../../src/kernel/variant.ts';
import type { CrcGenerator, Export, ExportType } from '../../src/kernel/export.ts';
import { parseTypeTable } from '../../src/types/table/text.ts';

/** What text from outside may hold; it must appear on every page as what it is. */
export const HOSTILE_TITLE = `<script>alert(1)</script> & "Sons" 'n'`;

/** As long as the longest name in a real kernel. */
export const LONG_NAME = `__SCT__tp_func_${'very_'.repeat(28)}ab`;

/** A provider module with more changes than a release page lists. */
export const LARGE_MODULE = 'drivers/gpu/drm/drm';
const LARGE_SIZE = 230;

const PRODUCTS = {
  'acme-1': {
    title: 'Acme 1',
    vendor: 'Acme',
    order: 'debian',
    homepage: 'https://acme.example/1',
    summary: 'The first kernels of Acme.',
    about: 'Acme 1 is *one* line.\n\n<script>alert(2)</script>\n\n[leave](javascript:alert(3))\n',
    sources: [{ title: 'Acme’s handbook', url: 'https://acme.example/handbook', read: '2026-11-01' }],
    dates: [
      {
        kind: 'end-of-support',
        date: '2028-05',
        source: { title: 'Life cycle; of Acme, 1', url: 'https://acme.example/life', read: '2026-11-01' },
      },
      {
        kind: 'kabi-freeze',
        date: '2026-01-31',
        source: { title: 'Acme’s handbook', url: 'https://acme.example/handbook', read: '2026-11-01' },
      },
    ],
  },
  'acme-2': {
    title: 'Acme 2',
    vendor: 'Acme',
    order: 'debian',
    follows: 'acme-1',
    summary: 'The second kernels of Acme.',
  },
  'acme-3': {
    title: 'Acme 3',
    vendor: 'Acme',
    order: 'debian',
    follows: 'acme-2',
    summary: 'No kernel of this one is on file.',
  },
  'globex-10': {
    title: HOSTILE_TITLE,
    vendor: `Globex <b>Inc.</b>`,
    order: 'rpm',
    summary: `Kernels with <img src=x onerror=alert(1)> & more.`,
  },
  'globex-9': { title: 'Globex 9', vendor: 'Globex', order: 'rpm', summary: 'The kernels of Globex 9.' },
} as const;

/** Facts about one symbol in one snapshot; what is left out is as in BASE. */
interface Fact {
  /** The CRC is made of the name and this. */
  readonly version: number;
  readonly module: string;
  readonly type: ExportType;
  readonly namespace: string;
}

type Table = ReadonlyMap<string, Fact>;
type Edit = Readonly<Record<string, Partial<Fact> | null>>;

const FACT: Fact = { version: 1, module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '' };

const BASE: Edit = {
  __alloc_skb: {},
  _printk: {},
  sprint_OID: { module: 'lib/oid_registry', type: 'EXPORT_SYMBOL_GPL' },
  sprint_oid: { module: 'lib/oid_registry', type: 'EXPORT_SYMBOL_GPL' },
  [LONG_NAME]: { type: 'EXPORT_SYMBOL_GPL' },
  kmalloc_noprof: {},
  vfio_pin_pages: { module: 'drivers/vfio/vfio', type: 'EXPORT_SYMBOL_GPL' },
  usb_stor_suspend: { module: 'drivers/usb/storage/usb-storage', namespace: 'USB_STORAGE' },
  dma_buf_get: { type: 'EXPORT_SYMBOL_GPL' },
  relic: {},
  wanderer: {},
  ...Object.fromEntries(large((version) => ({ version }), 1)),
};

function large(fact: (version: number) => Partial<Fact>, version: number): [string, Partial<Fact>][] {
  return Array.from({ length: LARGE_SIZE }, (_, i) => [
    `drm_fn_${String(i).padStart(3, '0')}`,
    { ...fact(version), module: LARGE_MODULE },
  ]);
}

function edited(table: Table, edit: Edit): Table {
  const result = new Map(table);
  for (const [symbol, fact] of Object.entries(edit)) {
    if (fact === null) result.delete(symbol);
    else result.set(symbol, { ...FACT, ...result.get(symbol), ...fact });
  }
  return result;
}

interface Snapshot {
  readonly name: string;
  readonly table: Table;
  readonly generator?: CrcGenerator;
  readonly built: string;
}

function snapshots(): Snapshot[] {
  const one = edited(new Map(), BASE);
  // A name that differs in case has another history than its namesake.
  const two = edited(one, { sprint_oid: { version: 2 }, wanderer: null, relic: null });
  const three = edited(two, {
    vfio_pin_pages: { module: 'drivers/vfio/vfio_iommu' },
    usb_stor_suspend: { namespace: 'USB_STORAGE_2' },
    dma_buf_get: { type: 'EXPORT_SYMBOL' },
    wanderer: {},
    newcomer: {},
  });
  const next = edited(three, {
    kmalloc_noprof: null,
    __alloc_skb: { version: 2 },
    chacha_init_arch: { module: 'arch/x86/crypto/chacha' },
  });
  const drm = edited(next, Object.fromEntries(large((version) => ({ version }), 2)));
  const globex = edited(new Map(), {
    __alloc_skb: { version: 9 },
    vfio_pin_pages: { version: 9, module: 'drivers/vfio/vfio' },
    globex_only: { version: 9, type: 'EXPORT_SYMBOL_GPL' },
  });
  return [
    { name: 'acme-1/1.0.0-1/amd64', table: one, built: '2026-01-10' },
    { name: 'acme-1/1.0.0-1/arm64', table: one, built: '2026-01-10' },
    // arm64 is not on file here.
    { name: 'acme-1/1.0.0-2/amd64', table: two, built: '2026-02-10' },
    { name: 'acme-1/1.0.0-3/amd64', table: three, built: '2026-03-10' },
    { name: 'acme-1/1.0.0-3/arm64', table: three, built: '2026-03-11' },
    // Nothing changed.
    { name: 'acme-1/1.0.0-10/amd64', table: three, built: '2026-04-10' },
    { name: 'acme-1/1.0.0-10/arm64', table: three, built: '2026-04-10' },
    { name: 'acme-2/2.0.0+acme2/amd64', table: next, built: '2026-05-10' },
    // Each architecture has its own provider of this one.
    {
      name: 'acme-2/2.0.0+acme2/arm64',
      table: edited(next, { chacha_init_arch: { module: 'arch/arm64/crypto/chacha' } }),
      built: '2026-05-10',
    },
    { name: 'acme-2/2.0.1~rc1+acme2/amd64', table: drm, built: '2026-06-10' },
    { name: 'acme-2/2.0.1~rc1+acme2/arm64', table: drm, built: '2026-06-10' },
    // Another program computed these CRCs.
    { name: 'acme-2/2.0.1+acme2/amd64', table: bumped(drm), generator: 'gendwarfksyms', built: '2026-07-10' },
    { name: 'acme-2/2.0.1+acme2/arm64', table: bumped(drm), generator: 'gendwarfksyms', built: '2026-07-10' },
    { name: 'globex-9/5.14.0-1.el9/x86_64', table: globex, built: '2026-01-20' },
    {
      name: 'globex-9/5.14.0-2.el9/x86_64',
      table: edited(globex, { __alloc_skb: { version: 10 } }),
      built: '2026-02-20',
    },
    // Built without modversions: every CRC is 0.
    { name: 'globex-9/5.14.0-3.el9/x86_64', table: globex, generator: 'none', built: '2026-03-20' },
    { name: 'globex-10/6.12.0-1.el10/x86_64', table: globex, built: '2026-04-20' },
  ];
}

function bumped(table: Table): Table {
  return new Map([...table].map(([symbol, fact]) => [symbol, { ...fact, version: fact.version + 100 }]));
}

export function fixtureCrc(symbol: string, version = FACT.version): number {
  return crc32(`${symbol} ${version}`);
}

function exportsOf(table: Table, generator: CrcGenerator): Export[] {
  return [...table]
    .map(([symbol, { version, module, type, namespace }]) => ({
      symbol,
      crc: generator === 'none' ? 0 : fixtureCrc(symbol, version),
      module,
      type,
      namespace,
    }))
    .sort((a, b) => compareText(a.symbol, b.symbol));
}

const PAGES = {
  about: ['How this is made', 'Every figure comes from a build artefact. A reproducible zebra counts them.'],
  urls: ['Links that last', 'Addresses are permanent: see [how this is made](../about/).'],
} as const;

/** What the modules of the one driver import, by the release that they were built for, with the version of the CRC. */
const DRIVER_BUILDS: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>> = {
  'acme-1/1.0.0-1/amd64': {
    'gizmo-core': { _printk: 1, __alloc_skb: 1, relic: 1 },
    gizmo: { _printk: 1, gizmo_ready: 1, vfio_pin_pages: 1 },
  },
  'acme-2/2.0.0+acme2/amd64': {
    'gizmo-core': { _printk: 1, __alloc_skb: 2, drm_fn_000: 1 },
    gizmo: { _printk: 1, gizmo_ready: 1, vfio_pin_pages: 1 },
  },
};

function driverContent(content: string): void {
  const builds = [];
  for (const [name, modules] of Object.entries(DRIVER_BUILDS)) {
    const [product = '', release = '', arch = ''] = name.split('/');
    for (const [module, versions] of Object.entries(modules)) {
      const imports = `gizmo/${release}-${arch}/${module}.modversions`;
      const table = Object.entries(versions).map(([symbol, version]) => ({
        symbol,
        crc: fixtureCrc(symbol, version),
      }));
      writeAtomically(path.join(driversFolder(content), imports), formatModversions(table));
      builds.push({
        ...{ module, product, release, arch, imports, license: 'GPL', sha256: 'cd'.repeat(32) },
        vermagic: `${release}-${arch} SMP mod_unload modversions `,
        exports: module === 'gizmo-core' ? ['gizmo_ready'] : [],
      });
    }
  }
  const driver = {
    title: 'Gizmo <b>Pro</b>',
    vendor: 'Gizmo & Sons',
    homepage: 'https://gizmo.example/',
    summary: 'Drives gizmos.',
    source: { package: 'gizmo-dkms', version: '1.0-1' },
    builds,
  };
  writeAtomically(driverFile(content, 'gizmo'), stringify(driver));
}

/** A proposal with a misprint, and a thread in Chinese without a translation; both hold what must not take effect. */
const DOCUMENTS = {
  'discussions/acme-0001.md': `---
kind: proposal
number: ACME-0001
title: { en: 'What may change <b>in Acme</b>', zh: Acme 的变更策略 }
summary: 'One option, \`_printk\` and <i>more</i>.'
created: 2026-01-02
options:
  - { name: The only one, change: Things change., aim: Progress., policy: acme/option }
decision: [It was adopted.]
interfaces:
  - title: vfio
    symbols:
      - { symbol: vfio_pin_page, claim: unchanged }
      - { symbol: relic, claim: removed }
      - { symbol: kmalloc_noprof, claim: removed }
      - { symbol: __alloc_skb, claim: removed }
      - { symbol: sprint_OID, claim: other, reason: nobody knows }
modules:
  - { title: amd64, modules: [{ module: vfio, symbols: [vfio_pin_pages] }, { module: nowhere, symbols: [relic] }] }
impact: [{ team: Driver makers, points: [They rebuild.] }]
compare: [acme-1, acme-2]
symbols: [vfio_pin_pages]
misprints: { vfio_pin_page: vfio_pin_pages }
sources: [{ title: Acme’s handbook, url: 'https://acme.example/handbook', read: 2026-11-01 }]
---

A heliotrope explains \`_printk\` and \`relic\`, see [the symbols](/symbols/).

<script>alert(4)</script>

[leave](javascript:alert(5))

| A   | B                        |
| --- | ------------------------ |
| 1   | <img src=x onerror=a(6)> |
`,
  'discussions/acme-thread.md': `---
kind: thread
language: zh
title: 关于白名单的讨论
summary: 讨论白名单里的符号是否应当保持不变。
subject: 'Re: <b>list</b>'
participants: [A. Author]
messages:
  - { from: A. Author, date: 2026-02-03T04:05:06Z, id: 'one@acme.example', says: 白名单不变。 }
symbols: [_printk]
sources: [{ title: thread.mbox, file: thread.mbox, sha256: '${'ef'.repeat(32)}' }]
---

${'> 白名单里的符号不应变化。'.repeat(40)}

同意。
`,
  'notes/acme-notes.md': `---
kind: note
title: Notes of Acme
summary: What Acme 1 brought.
published: 2026-03-04
kernels: [{ line: Acme, version: '1', upstream: '6.1' }]
subsystems: [vfio]
symbols: [vfio_pin_pages, no_such_symbol_anywhere]
misprints: { no_such_symbol_anywhere: vfio_pin_pages }
sources: [{ title: Somebody’s word, read: 2026-11-01 }]
---

## What is new

A marigold.
`,
  'notes/acme-notes.zh.md': '## 新内容\n\n金盏花。\n',
} as const;
/**
 * What the modules in the tree import, of some releases: their CRCs are those that the release exports. Two names differ
 * only in case.
 */
const IN_TREE: Readonly<Record<string, readonly string[]>> = {
  'drivers/vfio/vfio': ['_printk', 'kmalloc_noprof'],
  'drivers/gpu/drm/acme/acme_drm': ['_printk', '__alloc_skb', 'drm_fn_000', 'drm_fn_001', 'dma_buf_get'],
  'net/netfilter/xt_DSCP': ['_printk', '__alloc_skb'],
  'net/netfilter/xt_dscp': ['_printk'],
};
const WITH_MODULES = [
  'acme-1/1.0.0-10/amd64',
  'acme-1/1.0.0-10/arm64',
  'acme-2/2.0.0+acme2/amd64',
  'acme-2/2.0.0+acme2/arm64',
  'acme-2/2.0.1~rc1+acme2/amd64',
];

async function putModulesOnFile(content: string, { name, table }: Snapshot) {
  const [product = '', release = '', variant = ''] = name.split('/');
  const modules = Object.entries(IN_TREE).map(([module, symbols]) => ({
    path: module,
    name: moduleNameOf(module),
    vermagic: `${release}-${variant} SMP mod_unload modversions`,
    license: 'GPL',
    importNamespaces: [],
    modversions: 'basic' as const,
    depends: [],
    aliasCount: 0,
    imports: symbols
      .filter((symbol) => table.has(symbol))
      .map((symbol) => ({ symbol, crc: fixtureCrc(symbol, table.get(symbol)?.version) })),
  }));
  const packageName = `linux-image-${release}-${variant}`;
  const opened = {
    file: `${packageName}.deb`,
    sha256: 'ef'.repeat(32),
    package: { name: packageName, version: `${release}.1` },
    modules,
    loader: {},
    moduleTypes: [],
    problems: [],
  };
  const id = { product, release, ...parseVariantName(variant) };
  await storeImports(content, id, opened, { replace: false, source: name });
}

/** A struct with as many members as make its difference a long one. */
const LARGE_STRUCT = (size: number, type: string) => [
  `struct drm_device { // size ${size}`,
  ...Array.from({ length: 20 }, (_, i) => `\t${type} field_${i}; // ${(i * size) / 20}`),
  '};',
];
/**
 * What exports of two neighbours reach. `struct sk_buff` grows, `drm_fn_001` loses a parameter, `struct acme_ops` uses
 * reserve and `struct acme_quiet` moves while no CRC shows it, two names differ in case. Of `drm_fn_002` and the rest
 * nothing is known.
 */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  'acme-2/2.0.0+acme2': [
    'struct Acme_ops;',
    ...['struct acme_ops { // size 24', '\tvoid (*run)(struct sk_buff *); // 0'],
    ...['\tlong unsigned int kabi_reserved1; // 8', '\tlong unsigned int kabi_reserved2; // 16', '};'],
    ...['struct acme_quiet { // size 8', '\tint a; // 0', '\tint b; // 4', '};'],
    ...LARGE_STRUCT(80, 'int'),
    ...['struct sk_buff { // size 8', '\tvoid *head; // 0', '};'],
    'typedef struct sk_buff skb_t;',
    'extern int _printk(const char *, struct acme_quiet *);',
    'extern void dma_buf_get(struct acme_ops *, struct Acme_ops *);',
    'extern void drm_fn_000(struct drm_device *, skb_t *);',
    'extern void drm_fn_001(struct sk_buff *, int);',
    'extern void vfio_pin_pages(int);',
  ],
  'acme-2/2.0.1~rc1+acme2': [
    'struct Acme_ops;',
    ...['struct acme_ops { // size 24', '\tvoid (*run)(struct sk_buff *); // 0', '\tunion { // size 8'],
    ...['\t\tint (*stop)(void); // 0', '\t\tlong unsigned int kabi_reserved1; // 0', '\t}; // 8'],
    ...['\tlong unsigned int kabi_reserved2; // 16', '};'],
    ...['struct acme_quiet { // size 16', '\tint a; // 0', '\tlong int c; // 8', '};'],
    ...LARGE_STRUCT(160, 'long int'),
    ...['struct sk_buff { // size 16', '\tvoid *head; // 0', "\tint '<b>'; // 8", '};'],
    'typedef struct sk_buff skb_t;',
    'extern int _printk(const char *, struct acme_quiet *);',
    'extern void dma_buf_get(struct acme_ops *, struct Acme_ops *);',
    'extern void drm_fn_000(struct drm_device *, skb_t *);',
    'extern void drm_fn_001(struct sk_buff *);',
    'extern void vfio_pin_pages(int);',
  ],
};

async function putTypesOnFile(content: string): Promise<void> {
  for (const [name, lines] of Object.entries(TYPES)) {
    const [product = '', release = ''] = name.split('/');
    const text = `// type-table 1 source=btf pointer=8\n${lines.join('\n')}\n`;
    const { records: table, problems } = parseTypeTable(text, name);
    if (problems.length > 0) throw new Error(`the types of ${name} are none: ${JSON.stringify(problems)}`);
    const from = [{ file: `linux-image-${release}-amd64.deb`, sha256: 'ef'.repeat(32) }];
    const id = { product, release, ...parseVariantName('amd64') };
    await storeTypes(content, id, { table, from }, { replace: false, source: name });
  }
}

/** A vendor with a list and rules, a later promise to keep everything, and an option; texts that must not take effect. */
const POLICIES = {
  'policies/acme/vendor.yaml': `title: { en: 'Acme <b>Inc.</b>', zh: 阿克梅 }
summary: { en: 'Keeps some <i>symbols</i>.' }
about: { en: "A narwhal, and <script>alert(7)</script>.\\n" }
terms:
  - { term: { en: golden list }, list: true, means: { en: What stays. }, source: handbook }
history:
  - { date: '2026-05', policy: keep-all, text: { en: All is kept. }, source: handbook }
sources:
  handbook: { title: Acme’s handbook, url: 'https://acme.example/handbook', read: 2026-11-01 }
`,
  'policies/acme/keep-listed.yaml': policyText({
    title: 'Acme 1 keeps a list',
    effective: 'effective: { source: handbook }',
    covers: '[{ line: Acme 1, product: acme-1 }]',
    within: 'keeps: kabi, protects: list, rebuild: listed-only',
    more: `list:
  text: { en: In a golden book. }
  source: handbook
  counts: [{ of: '1', arch: amd64, symbols: 3, source: handbook }]
  files:
    - { file: lists/acme-1.txt, product: acme-1, variants: [amd64, arm64], source: handbook }
rules:
  - { file: lists/severities, source: handbook }
measurements:
  - { transition: within-minor, from: Acme 0.1, to: Acme 0.2, arch: amd64, listed: [9, 8], added: 0, removed: 1, crcChanged: 0, source: handbook }
`,
  }),
  'policies/acme/keep-all.yaml': policyText({
    title: 'Acme since May 2026',
    effective: "effective: { from: '2026-05', source: handbook }\npredecessor: keep-listed",
    covers: '[{ line: Acme 2, product: acme-2 }]',
    within: 'keeps: kabi, protects: all, rebuild: not-needed',
    more: '',
  }),
  'policies/acme/option.yaml': policyText({
    title: 'An option',
    effective: '',
    covers: '[{ line: Acme 2 }]',
    within: 'keeps: nothing, rebuild: needed',
    more: '',
  }).replace('status: adopted', 'status: proposed\ndiscussion: acme-thread'),
  'policies/acme/lists/acme-1.txt':
    '[acme_goldenlist]\n\tsprint_oid\n\trelic\n# required by gizmo.ko\n\t__alloc_skb\n',
  'policies/acme/lists/severities': '# rules\nrelic PASS # bug 7\n',
  'interface-policies/acme-if.yaml': `title: { en: 'An <b>interface</b>' }
between: { en: this and that }
date: 2026-01-02
rule: { en: It stays. }
positions: [{ title: { en: One }, text: { en: Two. } }]
outcome: { en: Three. }
discussion: acme-thread
sources: [{ title: A mail, url: 'https://acme.example/mail', read: 2026-11-01 }]
`,
  'driver-support/gizmo.yaml': `driver: Gizmo
vendor: Gizmo & Sons
summary: { en: Supports little. }
systems: [{ system: Acme, releases: [Acme 1, Acme 2], andMore: true }]
sources: [{ title: A page, url: 'https://gizmo.example/', read: 2026-11-01 }]
`,
} as const;

interface PolicyParts {
  readonly title: string;
  readonly effective: string;
  readonly covers: string;
  readonly within: string;
  readonly more: string;
}

function policyText({ title, effective, covers, within, more }: PolicyParts): string {
  return `title: { en: ${title} }
status: adopted
summary: { en: 'A promise, <i>in short</i>.' }
covers: ${covers}
${effective}
promise:
  within-minor: { ${within}, text: { en: What is kept. }, source: handbook }
  between-minors: { keeps: unknown, rebuild: unknown, text: { en: Not found as of 2026-11-01. }, source: handbook, verified: false }
  between-majors: { keeps: nothing, rebuild: needed, text: { en: Nothing. }, source: handbook }
  across-rebuilds: { keeps: not-applicable, rebuild: unknown, text: { en: None. }, source: handbook }
decides: { waiver: possible, text: { en: A committee. }, source: handbook }
${more}sources:
  handbook: { title: Acme’s handbook, url: 'https://acme.example/handbook', read: 2026-11-01 }
`;
}

/** Writes the whole example below `content`. */
export async function fixtureContent(content: string): Promise<void> {
  for (const [name, product] of Object.entries(PRODUCTS)) {
    writeAtomically(productFile(content, name), stringify(product));
  }
  for (const [name, [title, text]] of Object.entries(PAGES)) {
    const page = `---\ntitle: ${title}\ndescription: ${title}, in short.\n---\n\n${text}\n`;
    writeAtomically(path.join(content, 'pages', `${name}.md`), page);
  }
  for (const snapshot of snapshots()) {
    await putOnFile(content, snapshot);
    if (WITH_MODULES.includes(snapshot.name)) await putModulesOnFile(content, snapshot);
  }
  await putTypesOnFile(content);
  driverContent(content);
  for (const [name, text] of Object.entries({ ...DOCUMENTS, ...POLICIES })) {
    writeAtomically(path.join(content, name), text);
  }
}

/** One release more, on both architectures: the newest of Acme 2, in which only `_printk` changed. */
export async function addRelease(content: string): Promise<void> {
  const newest = snapshots().findLast(({ name }) => name.startsWith('acme-2/'));
  if (newest === undefined) throw new Error('the fixture has no release of acme-2');
  const table = edited(newest.table, { _printk: { version: 777 } });
  for (const variant of ['amd64', 'arm64']) {
    await putOnFile(content, {
      ...newest,
      name: `acme-2/2.0.2+acme2/${variant}`,
      table,
      built: '2026-08-10',
    });
  }
}

async function putOnFile(content: string, { name, table, generator = 'genksyms', built }: Snapshot) {
  const [product = '', release = '', variant = ''] = name.split('/');
  const build = {
    file: `linux-headers-${release}-${variant}.deb`,
    sha256: 'ab'.repeat(32),
    package: { name: `linux-headers-${release}-${variant}`, version: `${release}.1` },
    built,
    compiler: 'gcc-12 (Acme 12.2.0) 12.2.0',
    modversions: generator !== 'none',
    crcGenerator: generator,
    btf: true,
    coverage: 'all' as const,
    exports: exportsOf(table, generator),
    problems: [],
  };
  const id = { product, release, ...parseVariantName(variant) };
  await storeSnapshot(content, id, build, { replace: false, source: name });
}
