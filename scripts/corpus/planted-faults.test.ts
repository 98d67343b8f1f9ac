/** Faults that people make in content, planted one at a time: lint names the rule of each, and finds nothing before. */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHECKS } from '../../src/lint/checks.ts';
import { exceptKnown } from '../../src/lint/exceptions.ts';
import { PROBLEMS, type Level, type ProblemKind } from '../../src/base/problems.ts';
import { temporaryFolder, writeContent } from '../../tests/support/content.ts';
import { writeAtomically } from '../engine/atomic-write.ts';
import { contentErrors, kernelFacts, lintInput, readExceptions } from './lint-input.ts';
import { readContent } from './read-content.ts';

const TODAY = '2026-11-29';

const EXPORTS = `0x11111111\tvfio_pin_pages\tdrivers/vfio/vfio\tEXPORT_SYMBOL\t
0x22222222\tkmalloc_array\tvmlinux\tEXPORT_SYMBOL\t
0x33333333\tvfio_add_group_dev\tdrivers/vfio/vfio\tEXPORT_SYMBOL\t
`;

const VENDOR = `title: { en: Acme }
homepage: https://acme.example/
summary: { en: It makes kernels for everybody., zh: 为所有人制作内核。 }
terms:
  - term: { en: golden list, zh: 黄金清单 }
    list: true
    means: { en: The symbols that stay., zh: 保持不变的符号。 }
    source: doc
history:
  - { date: '2025-01', policy: one, text: { en: The list begins here., zh: 清单自此开始。 }, source: doc }
sources: { doc: { title: Doc, url: 'https://acme.example/doc', read: 2026-11-20 } }
`;

const ONE = `title: { en: Acme 1 }
status: adopted
summary: { en: It keeps a golden list., zh: 保持一份黄金清单。 }
covers: [{ line: Acme 1, product: acme-1 }]
effective: { from: '2025-01', source: doc }
predecessor: zero
promise:
  within-minor: { keeps: kabi, protects: list, rebuild: listed-only, text: { en: The golden list is kept., zh: 保持清单。 }, source: doc }
  between-minors: { keeps: unknown, rebuild: unknown, text: { en: Not found as of 2026-11-20., zh: 截至 2026-11-20 未找到。 }, source: doc }
  between-majors: { keeps: nothing, rebuild: needed, text: { en: Nothing at all is kept., zh: 不作保证。 }, source: doc }
  across-rebuilds: { keeps: not-applicable, rebuild: unknown, text: { en: There is none of this., zh: 不适用。 }, source: doc }
decides: { waiver: unknown, text: { en: Not found as of 2026-11-20., zh: 截至 2026-11-20 未找到。 }, source: doc }
list:
  text: { en: 'In a golden book. See [symbols](/s/vfio_pin_pages/) and [Acme](/policy/acme/).', zh: 见黄金手册。 }
  source: doc
  counts: [{ of: Acme 1.3, arch: x86_64, symbols: 2, source: doc }]
  files:
    - { file: lists/names, product: acme-1, variants: [amd64], source: doc }
    - { file: lists/reference, product: acme-1, variants: [amd64], source: doc }
rules: [{ file: lists/severities, source: doc }]
measurements:
  - { transition: within-minor, from: Acme 1.2, to: Acme 1.3, arch: x86_64, listed: [3, 2], added: 0, removed: 1, crcChanged: 1, source: doc }
sources: { doc: { title: Doc, url: 'https://acme.example/doc', read: 2026-11-20 } }
`;

const ZERO = `title: { en: Acme before }
status: adopted
summary: { en: It kept nothing at all., zh: 不作任何保证。 }
covers: [{ line: Acme 1, product: acme-1 }]
effective: { until: '2025-01', source: doc }
promise:
  within-minor: { keeps: nothing, rebuild: needed, text: { en: Nothing at all is kept., zh: 不作保证。 }, source: doc }
  between-minors: { keeps: nothing, rebuild: needed, text: { en: Nothing at all is kept., zh: 不作保证。 }, source: doc }
  between-majors: { keeps: nothing, rebuild: needed, text: { en: Nothing at all is kept., zh: 不作保证。 }, source: doc }
  across-rebuilds: { keeps: not-applicable, rebuild: unknown, text: { en: There is none of this., zh: 不适用。 }, source: doc }
decides: { waiver: none-needed, text: { en: Nobody has to., zh: 无需审批。 }, source: doc }
sources: { doc: { title: Doc, url: 'https://acme.example/doc', read: 2026-11-20 } }
`;

const PROPOSAL = `---
kind: proposal
title: { en: A proposal to change things, zh: 一项变更提案 }
summary: { en: It changes one interface., zh: 变更一个接口。 }
created: 2026-01-02
options:
  - { name: One, change: Nothing stays., policy: acme/zero }
interfaces:
  - title: Interfaces
    symbols:
      - { symbol: vfio_pin_pages, claim: arguments }
      - { symbol: io_add_group_dev, claim: removed }
modules:
  - title: Modules
    modules: [{ module: vfio, symbols: [vfio_pin_pages] }]
misprints: { io_add_group_dev: vfio_add_group_dev }
compare: [acme-1]
sources: [{ title: A mail, url: 'https://acme.example/mail', read: 2026-11-20 }]
---

It is about \`vfio_pin_pages()\` and the [list](/policy/acme/).
`;

const THREAD = `---
kind: thread
title: { en: A thread about the list, zh: 关于清单的讨论 }
summary: { en: Somebody asks and is answered., zh: 有人提问并得到答复。 }
subject: A list
participants: [A, B]
messages:
  - { from: A, date: '2026-02-01T10:00:00Z', says: { en: She asks for the list., zh: 询问清单。 } }
  - { from: B, date: '2026-02-02T10:00:00Z', says: { en: He gives her the list., zh: 提供清单。 } }
sources: [{ title: A mail, url: 'https://acme.example/mail', read: 2026-11-20 }]
---

A body in English, long enough that a translation is more than a stub of it.
`;

const FILES: Readonly<Record<string, string>> = {
  'policies/acme/vendor.yaml': VENDOR,
  'policies/acme/one.yaml': ONE,
  'policies/acme/zero.yaml': ZERO,
  'policies/acme/lists/names': '[acme_x86_64_goldenlist]\n\tkmalloc_array\n\tvfio_pin_pages\n',
  'policies/acme/lists/reference':
    '0x22222222\tkmalloc_array\tvmlinux\tEXPORT_SYMBOL\t\n0x11111111\tvfio_pin_pages\tdrivers/vfio/vfio\tEXPORT_SYMBOL\t\n',
  'policies/acme/lists/severities': 'drivers/vfio/* PASS\nvmlinux FAIL\n',
  'discussions/p.md': PROPOSAL,
  'discussions/p.zh.md': '\n本提案涉及 `vfio_pin_pages()` 与清单，并说明其影响。\n',
  'discussions/t.md': THREAD,
  'discussions/t.zh.md': '\n中文正文，篇幅足够，并非占位的短句。\n',
  'pages/about.md': '---\ntitle: About\n---\n\nSee [the proposal](/discussions/p/).\n',
};

async function contentWith(file?: string, change?: (text: string) => string): Promise<string> {
  const content = path.join(await temporaryFolder(), 'content');
  await writeContent(content, { 'acme-1/1.0.0-1/amd64': EXPORTS });
  const files = file === undefined || file in FILES ? FILES : { ...FILES, [file]: '' };
  for (const [name, text] of Object.entries(files)) {
    const changed = name === file && change !== undefined ? change(text) : text;
    if (changed !== 'DELETED') writeAtomically(path.join(content, name), changed);
  }
  return content;
}

async function kindsIn(content: string): Promise<ProblemKind[]> {
  const read = await readContent(content);
  const input = lintInput(content, read, TODAY, await kernelFacts(content, read));
  const found = [...read.problems, ...CHECKS.flatMap((check) => check(input))];
  const { exceptions, problems } = await readExceptions(content);
  const left = exceptKnown([...found, ...problems], exceptions, 'lint-exceptions.yaml').problems;
  return [...new Set(left.map(({ kind }) => kind))];
}

/** What is known of a source's misprint is no fault. */
const ALWAYS: ProblemKind[] = ['known-misprint'];

type Plant = readonly [
  fault: string,
  file: string,
  from: string | RegExp,
  to: string,
  rule: ProblemKind,
  level: Level,
];

const one = 'policies/acme/one.yaml';
const vendor = 'policies/acme/vendor.yaml';
const proposal = 'discussions/p.md';

const PLANTS: readonly Plant[] = [
  [
    'a symbol misspelt in prose',
    proposal,
    '`vfio_pin_pages()`',
    '`vfio_pin_page()`',
    'misspelt-in-prose',
    'warning',
  ],
  [
    'a symbol misspelt in a record',
    proposal,
    'symbols: [vfio_pin_pages]',
    'symbols: [vfio_pin_pagez]',
    'unknown-symbol',
    'warning',
  ],
  [
    'a symbol that never was on a list',
    'policies/acme/lists/names',
    '\tkmalloc_array',
    '\tkmalloc_never',
    'unknown-symbol',
    'warning',
  ],
  [
    'an undefined source',
    one,
    'decides: { waiver: unknown, text: { en: Not found as of 2026-11-20., zh: 截至 2026-11-20 未找到。 }, source: doc',
    'decides: { waiver: unknown, text: { en: Not found as of 2026-11-20., zh: 截至 2026-11-20 未找到。 }, source: book',
    'invalid-file',
    'error',
  ],
  [
    'an unused source',
    one,
    'sources: {',
    "sources: { book: { title: Book, url: 'https://acme.example/book', read: 2026-11-20 },",
    'unused-source',
    'warning',
  ],
  ['an invalid date', one, 'read: 2026-11-20', 'read: 2026-13-40', 'invalid-file', 'error'],
  ['a source read in 2015', vendor, 'read: 2026-11-20', 'read: 2015-01-02', 'stale-source', 'warning'],
  ['a source read in 2031', vendor, 'read: 2026-11-20', 'read: 2031-01-01', 'future-date', 'error'],
  [
    'an address without a scheme',
    one,
    'https://acme.example/doc',
    'acme.example/doc',
    'invalid-file',
    'error',
  ],
  [
    'an address with one slash',
    one,
    'https://acme.example/doc',
    'htt:/acme.example/doc',
    'invalid-file',
    'error',
  ],
  [
    'an address with a blank',
    one,
    'https://acme.example/doc',
    'https://acme.example/the doc',
    'unreachable-address',
    'error',
  ],
  [
    'an address on this machine',
    one,
    'https://acme.example/doc',
    'http://localhost/doc',
    'unreachable-address',
    'error',
  ],
  ['one address with two titles', one, 'title: Doc', 'title: Document', 'sources-disagree', 'warning'],
  [
    'one address read on two days',
    one,
    "doc', read: 2026-11-20",
    "doc', read: 2026-11-19",
    'sources-disagree',
    'warning',
  ],
  ['a gap in validity', one, "from: '2025-01'", "from: '2025-06'", 'validity-gap', 'error'],
  ['an overlap in validity', one, "from: '2025-01'", "from: '2024-06'", 'invalid-file', 'error'],
  [
    'an end before the beginning',
    one,
    "from: '2025-01'",
    "from: '2025-01', until: '2024-01'",
    'invalid-file',
    'error',
  ],
  [
    'nothing kept, and no rebuild needed',
    one,
    'keeps: nothing, rebuild: needed',
    'keeps: nothing, rebuild: not-needed',
    'contradicting-cells',
    'error',
  ],
  [
    'more kept between minors than within one',
    'policies/acme/zero.yaml',
    'between-minors: { keeps: nothing',
    'between-minors: { keeps: kabi, protects: all',
    'contradicting-cells',
    'error',
  ],
  [
    'more kept between majors than between minors',
    'policies/acme/zero.yaml',
    'between-majors: { keeps: nothing',
    'between-majors: { keeps: kabi, protects: all',
    'contradicting-cells',
    'error',
  ],
  [
    'a kept list that is not described',
    one,
    /list:\n(?: {2}.*\n)+rules/,
    'rules',
    'list-not-described',
    'error',
  ],
  [
    'kept symbols that are not said',
    one,
    'keeps: kabi, protects: list',
    'keeps: kabi',
    'invalid-file',
    'error',
  ],
  ['a sum that does not add up', one, 'listed: [3, 2]', 'listed: [3, 3]', 'figures-disagree', 'error'],
  ['more CRCs changed than there are', one, 'crcChanged: 1', 'crcChanged: 9999', 'figures-disagree', 'error'],
  [
    'one step measured twice, with other results',
    one,
    'measurements:\n',
    'measurements:\n  - { transition: within-minor, from: Acme 1.2, to: Acme 1.3, arch: x86_64, listed: [3, 2], added: 0, removed: 1, crcChanged: 0, source: doc }\n',
    'figures-disagree',
    'error',
  ],
  [
    'a count that no measurement has',
    one,
    'symbols: 2, source',
    'symbols: 999, source',
    'figures-disagree',
    'error',
  ],
  ['history of 2032', vendor, "date: '2025-01'", "date: '2032-05'", 'future-date', 'error'],
  [
    'a term explained twice',
    vendor,
    'terms:\n',
    'terms:\n  - { term: { en: Golden list, zh: 清单 }, means: { en: It is the same list., zh: 同一清单。 }, source: doc }\n',
    'duplicate-term',
    'error',
  ],
  [
    'a product to compare with that is not there',
    proposal,
    'compare: [acme-1]',
    'compare: [debian-99]',
    'unresolved-reference',
    'error',
  ],
  ['no Chinese', vendor, ', zh: 为所有人制作内核。', '', 'missing-translation', 'warning'],
  [
    'English in place of Chinese',
    vendor,
    'zh: 为所有人制作内核。',
    'zh: It makes kernels for everybody.',
    'wrong-language',
    'warning',
  ],
  [
    'Chinese in place of English',
    vendor,
    'en: It makes kernels for everybody.',
    'en: 为所有人制作内核。',
    'wrong-language',
    'warning',
  ],
  [
    'an unknown promise of which the text tells',
    one,
    'text: { en: Not found as of 2026-11-20., zh: 截至 2026-11-20 未找到。 }',
    'text: { en: All is kept for ten years., zh: 十年不变。 }',
    'contradicted-text',
    'error',
  ],
  [
    'a promise whose text says that nothing was found',
    one,
    'en: The golden list is kept.',
    'en: Not found as of 2026-11-20.',
    'contradicted-text',
    'error',
  ],
  [
    'not found as of 2019',
    one,
    'en: Not found as of 2026-11-20.',
    'en: Not found as of 2019.',
    'stale-source',
    'warning',
  ],
  [
    'a link to a symbol that is not there',
    one,
    '/s/vfio_pin_pages/',
    '/s/vfio_pin_pagez/',
    'dead-link',
    'error',
  ],
  [
    'a link to a vendor that is not there',
    proposal,
    '/policy/acme/',
    '/policy/nobody/',
    'dead-link',
    'error',
  ],
  [
    'a link to a discussion that is not there',
    'pages/about.md',
    '/discussions/p/',
    '/discussions/q/',
    'dead-link',
    'error',
  ],
  ['an unknown module', proposal, 'module: vfio,', 'module: vfio_never,', 'unknown-module', 'warning'],
  [
    'one symbol with two claims',
    proposal,
    '{ symbol: io_add_group_dev',
    '{ symbol: vfio_pin_pages',
    'claimed-twice',
    'error',
  ],
  ['no Chinese body', 'discussions/p.zh.md', /[^]*/, 'DELETED', 'missing-translation', 'warning'],
  ['a stub of a Chinese body', 'discussions/t.zh.md', /[^]*/, '待译', 'missing-translation', 'warning'],
  [
    'a misprint that does not occur',
    proposal,
    'misprints: { ',
    'misprints: { vfio_ad: vfio_add_group_dev, ',
    'unused-misprint',
    'warning',
  ],
  ['a mail before an older one', 'discussions/t.md', '2026-02-01T', '2026-02-03T', 'out-of-order', 'warning'],
  [
    'a CRC that no release has',
    'policies/acme/lists/reference',
    '0x22222222',
    '0x99999999',
    'unknown-crc',
    'warning',
  ],
  ['an empty list', 'policies/acme/lists/names', /[^]*/, '[acme_x86_64_goldenlist]\n', 'empty-list', 'note'],
  [
    'a predecessor that is not there',
    one,
    'predecessor: zero',
    'predecessor: none',
    'unresolved-reference',
    'error',
  ],
  [
    'a discussion that is not there',
    one,
    'predecessor: zero',
    'predecessor: zero\ndiscussion: none',
    'unresolved-reference',
    'error',
  ],
  [
    'an option whose policy is not there',
    proposal,
    'policy: acme/zero',
    'policy: acme/none',
    'unresolved-reference',
    'error',
  ],
  [
    'history whose policy is not there',
    vendor,
    'policy: one',
    'policy: none',
    'unresolved-reference',
    'error',
  ],
  [
    'a list that disagrees with its reference',
    'policies/acme/lists/names',
    '\tkmalloc_array\n',
    '',
    'lists-disagree',
    'warning',
  ],
  [
    'a line twice',
    'policies/acme/lists/names',
    '\tkmalloc_array\n',
    '\tkmalloc_array\n\tkmalloc_array\n',
    'repeated-line',
    'warning',
  ],
  [
    'a wrong hash',
    one,
    '{ file: lists/names,',
    `{ file: lists/names, sha256: ${'a'.repeat(64)},`,
    'manifest-mismatch',
    'error',
  ],
  [
    'a rule that matches nothing',
    'policies/acme/lists/severities',
    'vmlinux FAIL',
    'vmlinux FAIL\nnever_* PASS',
    'unused-rule',
    'warning',
  ],
  [
    'a rule that comes too late',
    'policies/acme/lists/severities',
    'vmlinux FAIL',
    'vmlinux FAIL\nkmalloc_array PASS',
    'unused-rule',
    'warning',
  ],
  [
    'a line that is no rule',
    'policies/acme/lists/severities',
    'vmlinux FAIL',
    'vmlinux FAIL\nvmlinux MAYBE',
    'malformed-rule',
    'warning',
  ],
];

test('content without a fault has none', async () => {
  expect(await kindsIn(await contentWith())).toEqual(ALWAYS);
});

test.each(PLANTS)('%s is found', async (_, file, from, to, rule, level) => {
  const before = FILES[file] ?? '';
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  const found = await kindsIn(await contentWith(file, () => after));
  expect(found).toContain(rule);
  expect(PROBLEMS[rule].level).toBe(level);
});

test('a broken policy is one fault, and not another one of whoever refers to it', async () => {
  const content = await contentWith(one, (text) => text.replace('status: adopted', 'status: maybe'));
  expect(await kindsIn(content)).toEqual(expect.arrayContaining(['invalid-file']));
  expect(await kindsIn(content)).not.toContain('unresolved-reference');
});

describe('known exceptions', () => {
  const known = (about: string) =>
    `- { rule: unknown-module, file: discussions/p.md, about: ${about}, why: It is so. }\n`;
  const planted = PROPOSAL.replace('module: vfio,', 'module: vfio_never,');

  test('are not reported', async () => {
    const content = await contentWith('lint-exceptions.yaml', () => known('vfio_never'));
    writeAtomically(path.join(content, proposal), planted);
    expect(await kindsIn(content)).toEqual(ALWAYS);
  });

  test('must still occur', async () => {
    const content = await contentWith('lint-exceptions.yaml', () => known('vfio_never'));
    expect(await kindsIn(content)).toContain('exception-gone');
  });
});

test('a build is stopped by errors alone, and needs no kernel to know them', async () => {
  const errorsOf = async (file: string, from: string, to: string) => {
    const content = await contentWith(file, (text) => text.replace(from, to));
    const errors = await contentErrors(content, await readContent(content), TODAY);
    return [...new Set(errors.map(({ kind }) => kind))];
  };
  expect(await errorsOf(one, 'listed: [3, 2]', 'listed: [3, 3]')).toEqual(['figures-disagree']);
  expect(await errorsOf(vendor, "date: '2025-01'", "date: '2032-05'")).toEqual(['future-date']);
  expect(await errorsOf(vendor, ', zh: 为所有人制作内核。', '')).toEqual([]);
});
