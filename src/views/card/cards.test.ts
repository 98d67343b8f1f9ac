import { expect, test } from 'vitest';
import type { DiffSummary } from '../../history/diff.ts';
import type { PolicyEntry } from '../../records/entries/vendor.ts';
import type { CausesSummary } from '../../records/entries/comparison.ts';
import { compareCard, releaseCard, siteCard, vendorCard } from './cards.ts';

const NO_RUST = { added: 0, removed: 0, renamed: 0 };
const NOTHING: DiffSummary = {
  ...{ added: 0, removed: 0, 'crc-changed': 0, 'type-changed': 0 },
  ...{ 'module-moved': 0, 'namespace-changed': 0, 'not-comparable': 0 },
};
const CAUSES = [
  { variant: 'amd64', causes: { 'layout-changed': 17 }, first: 'struct net_device: grew' },
  { variant: 'arm64', causes: { 'layout-changed': 16 }, first: 'struct page: grew' },
] as unknown as CausesSummary[];
const VARIANTS = [
  {
    variant: 'amd64',
    unversioned: null,
    rust: NO_RUST,
    summary: { ...NOTHING, 'crc-changed': 7529, removed: 3 },
  },
  {
    variant: 'arm64',
    unversioned: null,
    rust: NO_RUST,
    summary: { ...NOTHING, 'crc-changed': 7448, added: 28 },
  },
];
const RELEASE = {
  ref: { product: 'acme-1', title: 'Acme 1', release: '1.0-54' },
  version: '1.0.190-1',
  built: '2026-10-16',
  finding: 'the oldest release of Acme 1 on file',
  variants: [],
};
type Variants = Parameters<typeof releaseCard>[0]['variants'];

test('the card of a release says what it did, per architecture, and why', () => {
  expect(releaseCard({ ...RELEASE, variants: VARIANTS as unknown as Variants }, CAUSES)).toEqual({
    kicker: 'Acme 1, version 1.0.190-1',
    heading: '1.0-54',
    finding: 'On amd64, 7,529 CRCs changed (17 causes), 3 symbols removed',
    rows: [
      ['arm64', '7,448 CRCs changed, 28 added'],
      ['first cause', 'struct net_device: grew'],
    ],
    day: '2026-10-16',
  });
});

test('the card of a release with nothing before it says so', () => {
  expect(releaseCard({ ...RELEASE, version: null }, [])).toMatchObject({
    kicker: 'Acme 1, kernel release',
    finding: 'the oldest release of Acme 1 on file',
    rows: [],
  });
});

test('the card of a comparison names both releases', () => {
  const before = { ...RELEASE.ref, release: '1.0-53' };
  const variants = VARIANTS.slice(0, 1) as unknown as Parameters<typeof compareCard>[0]['variants'];
  expect(compareCard({ before, after: RELEASE.ref, built: null, variants, causes: [] })).toEqual({
    kicker: 'Acme 1, compared',
    heading: '1.0-53 to 1.0-54',
    finding: '7,529 CRCs changed, 3 symbols removed',
    rows: [],
    day: null,
  });
});

test('the card of a vendor says what its newest policy promises', () => {
  const policies = [
    {
      title: { en: 'Acme 1' },
      status: 'adopted',
      effective: { from: '2020' },
      promise: {
        'within-minor': { keeps: 'kabi', protects: 'list' },
        'between-minors': { keeps: 'unknown', protects: 'unknown' },
        'between-majors': { keeps: 'nothing', protects: 'unknown' },
        'across-rebuilds': { keeps: 'not-applicable', protects: 'unknown' },
      },
    },
  ] as unknown as PolicyEntry[];
  expect(
    vendorCard({ name: 'acme', title: { en: 'Acme' }, summary: { en: 'Makes kernels.' }, policies }),
  ).toEqual({
    kicker: 'Kernel ABI policy: Acme 1',
    heading: 'Acme',
    finding: 'Makes kernels.',
    rows: [
      ['within a minor', 'kABI, listed symbols'],
      ['between majors', 'nothing'],
    ],
    day: null,
  });
});

test('a name in characters that the fonts lack is told as its address has it', () => {
  const ref = { product: 'acme-1', title: '龙蜥 23', release: '1.0' };
  expect(releaseCard({ ...RELEASE, ref }, []).kicker).toBe('acme-1, version 1.0.190-1');
  expect(
    vendorCard({ name: 'anolis', title: { en: '龙蜥' }, summary: { en: '内核' }, policies: [] }),
  ).toMatchObject({
    heading: 'anolis',
    finding: '',
  });
  expect(siteCard('内核', null).heading).toBe('Kernel ABI reports');
});
