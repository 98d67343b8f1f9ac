import { expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  comparePolicies,
  guaranteeOf,
  overlaps,
  policyInForce,
  transitionOf,
  type Policy,
} from './policy.ts';
import { policySchema } from './record.ts';

function policy(id: string, effective: string, more = ''): Policy {
  const cells = ['within-minor', 'between-minors', 'between-majors', 'across-rebuilds'].map(
    (name) => `  ${name}: { keeps: nothing, rebuild: needed, text: { en: x }, source: doc }`,
  );
  const text = [
    'title: { en: Title }',
    'status: adopted',
    'summary: { en: Summary }',
    `covers: [{ line: Gizmo 1, product: gizmo-1${more} }]`,
    `effective: { ${effective}source: doc }`,
    'promise:',
    ...cells,
    'decides: { waiver: unknown, text: { en: x }, source: doc }',
    'sources: { doc: { title: Doc, url: https://example.org/, read: "2026-11-20" } }',
  ].join('\n');
  return { ...policySchema.parse(parse(text)), vendor: 'gizmo', id, listFiles: [], ruleFiles: [] };
}

const old = policy('old', "until: '2025-09', ");
const young = policy('young', "from: '2025-09', ");

test('the promise in force is the one of the day of the release', () => {
  expect(policyInForce([old, young], 'gizmo-1', '2025-08-31')?.id).toBe('old');
  expect(policyInForce([old, young], 'gizmo-1', '2025-09-01')?.id).toBe('young');
  expect(policyInForce([old, young], 'gizmo-2', '2025-09-01')).toBeUndefined();
});

test('a release without a known day has a promise only if there was never another', () => {
  expect(policyInForce([old, young], 'gizmo-1', null)).toBeUndefined();
  expect(policyInForce([old], 'gizmo-1', null)?.id).toBe('old');
});

test('a proposal is never in force', () => {
  expect(policyInForce([{ ...young, status: 'proposed' }], 'gizmo-1', '2026-01-01')).toBeUndefined();
});

test('two policies may follow each other, and not hold at once', () => {
  const placeOf = ({ id }: Policy) => ({ path: `${id}.yaml`, line: 3 });
  expect(overlaps([old, young], placeOf)).toEqual([]);
  const [problem] = overlaps([old, policy('third', "from: '2025-08', ")], placeOf);
  expect(problem).toMatchObject({
    path: 'third.yaml',
    line: 3,
    detail: expect.stringContaining('gizmo-1') as string,
  });
});

test('what kind of update two releases are follows from product and minor', () => {
  const at = (product: string, release: string) => ({ product, release });
  const rhel = policy('rhel', '', ", minor: 'el8_(\\d+)'");
  const update = (a: string, b: string) => ({ before: at('gizmo-1', a), after: at('gizmo-1', b) });
  expect(transitionOf(update('477.el8_8', '477.1.el8_8'), rhel)).toBe('within-minor');
  expect(transitionOf(update('477.el8_8', '513.el8_9'), rhel)).toBe('between-minors');
  expect(transitionOf(update('477.el8_8', '513.el8_9'), undefined)).toBe('within-minor');
  expect(transitionOf({ before: at('gizmo-0', '1'), after: at('gizmo-1', '1') }, rhel)).toBe(
    'between-majors',
  );
});

test('a list that is not on file is not an empty list', () => {
  expect(guaranteeOf(old, 'within-minor', 'gizmo-1', 'amd64').listed).toBeUndefined();
});

test('policies are in the order of their lines', () => {
  const of = (line: string) => ({ ...old, covers: [{ line }] });
  const sorted = [of('RHEL 10'), of('RHEL 9')].sort(comparePolicies);
  expect(sorted.map(({ covers }) => covers[0]?.line)).toEqual(['RHEL 9', 'RHEL 10']);
});

test('policies of one line are in the order in which they came into force', () => {
  expect(
    [young, { ...old, status: 'proposed' as const }, old].sort(comparePolicies).map((p) => p.status),
  ).toEqual(['adopted', 'adopted', 'proposed']);
});

test('a statement without a source on record is refused', () => {
  const given = { ...old, decides: { ...old.decides, source: 'hearsay' } };
  const { vendor, id, listFiles, ruleFiles, ...record } = given;
  expect([vendor, id, listFiles, ruleFiles]).toHaveLength(4);
  expect(policySchema.safeParse(record).error?.issues).toMatchObject([
    { path: ['decides', 'source'], message: '"hearsay" is not in "sources"' },
  ]);
});
