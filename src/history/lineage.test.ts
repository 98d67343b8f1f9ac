import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkLineage, variantsOf, lineUp, updatesOf } from './lineage.ts';
import type { Product } from './product.ts';
import type { ReleaseRecord } from './release.ts';

function product(name: string, follows?: string): Product {
  const rest = { vendor: 'V', order: 'debian', releases: [], summary: 's', about: '', sources: [] } as const;
  return {
    ...rest,
    name,
    title: name,
    ...(follows === undefined ? {} : { follows }),
    releases: [],
    sources: [],
    dates: [],
  };
}

const SNAPSHOT: ReleaseRecord['snapshots'][string] = {
  source: { file: 'f' },
  modversions: true,
  crc_generator: 'genksyms',
  exports: 1,
  exports_sha256: '0'.repeat(64),
  ingest: 1,
  rebaselined: [],
};

/** `p/1.0 amd64 arm64` */
function release(text: string): ReleaseRecord {
  const [name = '', ...variants] = text.split(' ');
  const [of = '', version = ''] = name.split('/');
  return {
    product: of,
    release: version,
    snapshots: Object.fromEntries(variants.map((variant) => [variant, SNAPSHOT])),
  };
}

function updates(products: readonly Product[], releases: readonly string[]): string[] {
  return updatesOf(lineUp(products, releases.map(release))).map(
    ({ variant, before, after }) =>
      `${variant}: ${before.product}/${before.release} ${after.product}/${after.release}`,
  );
}

describe('lineUp', () => {
  test('sorts releases by the version scheme of their product', () => {
    const [line] = lineUp([product('p')], ['p/1.0-10 amd64', 'p/1.0-9 amd64'].map(release));
    expect(line?.releases.map((each) => each.release)).toEqual(['1.0-9', '1.0-10']);
  });

  test('puts a product before those that follow it, and keeps the order otherwise', () => {
    const products = [product('a', 'c'), product('b'), product('c', 'd'), product('d')];
    expect(lineUp(products, []).map((line) => line.product.name)).toEqual(['d', 'c', 'a', 'b']);
  });

  test('keeps every product, whatever they follow', () => {
    const names = ['a', 'b', 'c', 'd'];
    const anyName = fc.option(fc.constantFrom(...names, 'nowhere'), { nil: undefined });
    fc.assert(
      fc.property(fc.array(anyName, { minLength: 4, maxLength: 4 }), (follows) => {
        const products = names.map((name, i) => product(name, follows[i]));
        expect(
          lineUp(products, [])
            .map((line) => line.product.name)
            .sort(),
        ).toEqual(names);
      }),
    );
  });
});

test('a variant holds the releases that have a snapshot of it', () => {
  const [line] = lineUp([product('p')], ['p/1 amd64 arm64', 'p/2 amd64', 'p/3 amd64 arm64'].map(release));
  expect(line && variantsOf(line)).toEqual([
    { product: 'p', name: 'amd64', releases: ['1', '2', '3'] },
    { product: 'p', name: 'arm64', releases: ['1', '3'] },
  ]);
});

describe('the updates', () => {
  test('are the neighbours per variant, over what is not on file', () => {
    expect(updates([product('p')], ['p/1 amd64 arm64', 'p/2 amd64', 'p/3 amd64 arm64'])).toEqual([
      'amd64: p/1 p/2',
      'amd64: p/2 p/3',
      'arm64: p/1 p/3',
    ]);
  });

  test('lead from the product that is followed, where it has the variant', () => {
    const products = [product('new', 'old'), product('old')];
    expect(updates(products, ['old/1 amd64', 'old/2 amd64', 'new/3 amd64 riscv64', 'new/4 riscv64'])).toEqual(
      ['amd64: old/1 old/2', 'amd64: old/2 new/3', 'riscv64: new/3 new/4'],
    );
  });

  test('are none for a single release, and for a product without any', () => {
    expect(updates([product('p'), product('q', 'p')], ['p/1 amd64'])).toEqual([]);
  });
});

describe('checkLineage', () => {
  const problems = (products: readonly Product[]) =>
    checkLineage(products, (name) => `${name}.yaml`).map(({ path, detail }) => `${path}: ${detail ?? ''}`);

  test('finds nothing wrong with a chain', () => {
    expect(problems([product('a'), product('b', 'a'), product('c', 'b')])).toEqual([]);
  });

  test('names a product that is not on file', () => {
    expect(problems([product('a', 'nowhere'), product('b', 'a')])).toEqual([
      'a.yaml: product "nowhere" in "follows"',
      'b.yaml: product "nowhere" in "follows"',
    ]);
  });

  test('finds circles, of one product too', () => {
    expect(problems([product('a', 'a')])).toEqual(['a.yaml: "follows" leads back to "a"']);
    expect(problems([product('a', 'b'), product('b', 'a')])).toEqual([
      'a.yaml: "follows" leads back to "a"',
      'b.yaml: "follows" leads back to "b"',
    ]);
  });
});
