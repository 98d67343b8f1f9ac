import { expect, test } from 'vitest';
import { typeJsonSchema } from '../../records/json/page-json.ts';
import type { TypeRow } from '../../records/rows/types.ts';
import { createUrls } from '../../addresses/urls.ts';
import { plainText } from '../../media/plain-text.ts';
import { typeFacts } from './type-facts.ts';
import { plainType } from './plain-type.ts';

const SMALL = 'struct dev { // size 8\n\tstruct ops *ops; // 0\n};\n';
const LARGE = 'struct dev { // size 16\n\tstruct ops *ops; // 0\n\tint irq; // 8\n};\n';
const DEV: TypeRow = {
  name: 'struct dev',
  texts: [SMALL, LARGE],
  variants: [
    {
      ...{ variant: 0, releases: [0, 1] },
      runs: [
        [0, 0, 0],
        [1, 1, 1],
      ],
    },
  ],
  changes: [
    {
      ...{ product: 'p', before: '1.0', after: '1.1', variants: ['amd64'], class: 'layout-changed' },
      ...{ detail: 'grew from 8 to 16 bytes', hidden: false, symbols: 2165, modules: 12 },
      origins: [
        {
          ...{ title: 'net: add irq to dev', upstream: '1.1.2', version: '1.1.2-1', cves: [] },
          ...{ degree: 'likely', reason: 'type', word: 'dev' },
        },
      ],
      ...{ beforeText: SMALL, afterText: LARGE },
    },
  ],
  usedBy: { types: ['struct holder'], exports: ['get_dev'] },
  otherScopes: ['drivers/a', 'drivers/b'],
  reserve: { left: ['kabi_reserved2'], used: ['kabi_reserved1'] },
};
const CONTEXT = {
  table: {
    products: [
      {
        ...{ name: 'p', title: 'P', releases: ['1.0', '1.1'] },
        ...{ built: ['2026-01-01', '2026-02-01'], follows: null },
      },
    ],
    variants: [
      {
        ...{ product: 0, name: 'amd64', releases: [0, 1] },
        ...{ generators: ['genksyms', 'genksyms'] as 'genksyms'[], vermagics: [null, null] },
      },
    ],
    attributes: [],
  },
  importers: { drivers: { gizmo: 'Gizmo' }, symbols: { get_dev: ['gizmo'] } },
  inTree: {
    kernels: [{ product: 'p', title: 'P', release: '1.1' }],
    modules: ['a', 'b'],
    symbols: { get_dev: ['0 1'] },
  },
  mentions: {
    ...{ documents: { 'discussions/thread': 'A thread' }, symbols: {}, config: {} },
    types: { 'struct dev': ['discussions/thread'] },
  },
  urls: createUrls('/x/'),
  origin: 'https://host.example',
};
const plainPageOf = (...rows: readonly TypeRow[]) =>
  plainType(
    rows.map((row) => typeFacts(row, CONTEXT)),
    CONTEXT,
  );

test('the text has the definition as pahole prints it, the history, and the reach', () => {
  expect(plainText(plainPageOf(DEV).text)).toBe(`struct dev
==========

Changed in 1.1; last, grew from 8 to 16 bytes.

On file from 2 kernels whose exports reach it. 1 change of it was a
cause of changed CRCs.

Definition
----------

As P 1.1 on amd64 has it:

struct dev {
    struct ops *ops;                                   /*     0 */
    int irq;                                           /*     8 */

    /* size: 16 */
};

Reserve: kabi_reserved1 used; kabi_reserved2 left.

2 modules see another definition of the name: drivers/a and drivers/b.

History
-------

P, amd64:

1.0  definition 1 of 2
1.1  definition 2 of 2

P 1.1 [1], compared with 1.0 on amd64: grew from 8 to 16 bytes; reached
by 2,165 changed exports, 12 in-tree modules import one of them.

Probably changed by "net: add irq to dev" (Linux 1.1.2).

-struct dev { // size 8
+struct dev { // size 16
     struct ops *ops; // 0
+    int irq; // 8
 };

Reach
-----

1 type names it: struct holder

1 export names it in its declaration: get_dev

One of these exports is imported by 2 modules of P 1.1 and Gizmo.

Discussed in A thread.

This page [2], data 2026-02-01.

[1] <https://host.example/x/r/p/1.1/>
[2] <https://host.example/x/t/struct/dev/>
`);
});

test('the JSON has every definition, and each run points to its own', () => {
  const json = typeJsonSchema.parse(plainPageOf(DEV).json);
  const [type] = json.types;
  expect(type?.definitions).toEqual([SMALL, LARGE]);
  expect(type?.products[0]?.variants[0]?.runs).toEqual([
    { from: '1.0', to: '1.0', definition: 0 },
    { from: '1.1', to: '1.1', definition: 1 },
  ]);
  expect(type?.changes[0]).toMatchObject({ after: '1.1', exports: 2165, definitions: [SMALL, LARGE] });
  expect(type?.importedBy).toEqual({
    drivers: ['gizmo'],
    inTree: [{ product: 'p', release: '1.1', modules: 2 }],
  });
});

test('types whose names differ in case only are told one after the other, under the address of the first', () => {
  const json = typeJsonSchema.parse(plainPageOf(DEV, { ...DEV, name: 'struct Dev' }).json);
  expect(json.types.map(({ type }) => type)).toEqual(['struct Dev', 'struct dev']);
  expect(json.url).toBe('https://host.example/x/t/struct/Dev/');
});

test('of what names it, the first are listed and all counted', () => {
  const exports = Array.from({ length: 1200 }, (_, i) => `use_${String(i).padStart(4, '0')}`);
  const text = plainText(plainPageOf({ ...DEV, usedBy: { types: [], exports } }).text);
  expect(text).toContain('1,200 exports name it in their declarations: use_0000,');
  expect(text).toContain('use_0059, …');
  expect(text).not.toContain('use_0060');
});
