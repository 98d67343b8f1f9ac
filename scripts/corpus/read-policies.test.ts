import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { problemTitle } from '../../src/base/problems.ts';
import { productLine } from '../../tests/support/product-lines.ts';
import { temporaryFolder } from '../sources/fixtures.ts';
import { policiesFolder } from './layout.ts';
import { readPolicies } from './read-policies.ts';

const LINES = [productLine('gizmo-1')];

const VENDOR = 'title: { en: Gizmo }\nsummary: { en: Makes gizmos. }\n';
const POLICY = `title: { en: Gizmo 1 }
status: adopted
summary: { en: Keeps little. }
covers:
  - line: Gizmo 1
    product: gizmo-1
effective: { source: doc }
promise:
  within-minor:
    keeps: kabi
    protects: list
    rebuild: listed-only
    text: { en: Kept., zh: 保持。 }
    source: doc
  between-minors: { keeps: nothing, rebuild: needed, text: { en: Not kept. }, source: doc }
  between-majors: { keeps: unknown, rebuild: unknown, text: { en: Not found. }, source: doc }
  across-rebuilds: { keeps: not-applicable, rebuild: unknown, text: { en: None. }, source: doc }
decides: { waiver: possible, text: { en: A committee. }, source: doc }
list:
  text: { en: In a package. }
  source: doc
  files:
    - { file: lists/one.txt, product: gizmo-1, variants: [amd64], source: doc }
rules:
  - { file: lists/severities, source: doc }
sources:
  doc: { title: Doc, url: 'https://example.org/', read: 2026-11-20 }
`;

let content = '';
beforeEach(() => {
  content = temporaryFolder();
  write('gizmo/vendor.yaml', VENDOR);
  write('gizmo/lists/one.txt', '[gizmo_whitelist]\n\tkfree\n');
  write('gizmo/lists/severities', 'kmalloc PASS\n');
});

function write(name: string, text: string | Buffer): void {
  const file = path.join(policiesFolder(content), name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Places and titles of what is wrong with a policy of this text. */
async function faults(text: string): Promise<string[]> {
  write('gizmo/one.yaml', text);
  const { problems } = await readPolicies(content, LINES);
  return problems.map((each) => `${path.basename(each.path)}:${each.line ?? 0} ${problemTitle(each)}`);
}

/** The policy with one part of it replaced. */
const with_ = (part: string, other: string) => {
  expect(POLICY).toContain(part);
  return POLICY.replace(part, other);
};

test('a policy is read with its list and its rules', async () => {
  expect(await faults(POLICY)).toEqual([]);
  const { vendors } = await readPolicies(content, LINES);
  const [policy] = vendors[0]?.policies ?? [];
  expect(policy?.listFiles.map(({ list }) => list.symbols)).toEqual([['kfree']]);
  expect(policy?.ruleFiles.map(({ rules }) => rules.map(({ pattern }) => pattern))).toEqual([['kmalloc']]);
});

test('a cell without a source is placed', async () => {
  expect(
    await faults(
      with_('    text: { en: Kept., zh: 保持。 }\n    source: doc\n', '    text: { en: Kept. }\n'),
    ),
  ).toEqual([
    'one.yaml:9 The file does not have the expected fields: promise.within-minor.source: Invalid input: expected string, received undefined',
  ]);
});

test('a source without the day on which it was read is placed', async () => {
  expect(await faults(with_(', read: 2026-11-20', ''))).toEqual([
    'one.yaml:27 The file does not have the expected fields: sources.doc.read: Invalid input: expected string, received undefined',
  ]);
});

test('a promise must say of which symbols', async () => {
  expect(await faults(with_('    protects: list\n', ''))).toEqual([
    'one.yaml:9 The file does not have the expected fields: promise.within-minor.protects: what is kept is not said: all, list, unknown',
  ]);
});

test('a product that is not on file is placed', async () => {
  expect(await faults(with_('    product: gizmo-1', '    product: gizmo-2'))).toEqual([
    'one.yaml:6 The file names something that is not on file: product "gizmo-2"',
  ]);
});

test('front matter with tabs is refused with the line', async () => {
  const [first] = await faults(with_('    keeps: kabi', '\tkeeps: kabi'));
  expect(first).toMatch(/^one\.yaml:10 .*[Tt]abs/);
});

test('a web page saved as a list is refused', async () => {
  write('gizmo/lists/one.txt', '<!DOCTYPE html><html><body>Sign in</body></html>\n');
  expect(await faults(POLICY)).toEqual(['one.txt:0 The file is a web page, not data']);
});

test('a list in UTF-16 is refused', async () => {
  write('gizmo/lists/one.txt', Buffer.from('[gizmo_whitelist]\n\tkfree\n', 'utf16le').toString('latin1'));
  expect(await faults(POLICY)).toEqual(['one.txt:0 The file holds binary data where text is expected']);
});

test('rules in GB 18030 are refused with the line', async () => {
  write('gizmo/lists/severities', Buffer.from([0x23, 0xb0, 0xd7, 0x0a]));
  expect(await faults(POLICY)).toEqual([
    'severities:1 The file holds binary data where text is expected: not UTF-8',
  ]);
});

test('a policy in GB 18030 is refused with the line', async () => {
  write(
    'gizmo/one.yaml',
    Buffer.concat([Buffer.from('title: { en: G, zh: '), Buffer.from([0xb0, 0xd7, 0x7d])]),
  );
  const { problems } = await readPolicies(content, LINES);
  expect(problems).toMatchObject([{ kind: 'binary-data', line: 1 }]);
});

test('a list that is not what its checksum says is refused', async () => {
  const [fault] = await faults(
    with_('variants: [amd64],', `variants: [amd64], sha256: '${'0'.repeat(64)}',`),
  );
  expect(fault).toMatch(
    /^one\.yaml:23 The file is not what its manifest says: lists\/one\.txt has [0-9a-f]{64}$/,
  );
});

test('a list file that is not there is placed', async () => {
  expect(await faults(with_('lists/one.txt', 'lists/two.txt'))).toEqual([
    'one.yaml:23 The file names something that is not on file: file "lists/two.txt"',
  ]);
});

test('a folder without vendor.yaml is an unknown vendor', async () => {
  write('widget/one.yaml', POLICY);
  const { vendors, problems } = await readPolicies(content, LINES);
  expect(vendors.map(({ name }) => name)).toEqual(['gizmo']);
  expect(problems.map(problemTitle)).toEqual(['There is no such vendor: widget']);
});

test('two policies that hold at one time are refused', async () => {
  write('gizmo/two.yaml', POLICY);
  expect(await faults(POLICY)).toEqual([
    'two.yaml:7 The file does not have the expected fields: one and two both cover gizmo-1 at one time; end one with "until"',
  ]);
});

test('content without policies has no vendors', async () => {
  expect(await readPolicies(temporaryFolder(), LINES)).toEqual({ vendors: [], problems: [] });
});

test('a list for a build that is not on file is placed', async () => {
  expect(await faults(with_('variants: [amd64]', 'variants: [arm64]'))).toEqual([
    'one.yaml:23 The file names something that is not on file: build "gizmo-1/arm64"',
  ]);
});
