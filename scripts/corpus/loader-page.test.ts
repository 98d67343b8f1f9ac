import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loaderProfile } from '../../src/history/release.ts';
import { patchesOf } from '../../src/history/product.ts';
import { loaderTable } from '../../src/views/policy/loader-table.ts';
import { readProducts, readRelease } from './read.ts';

const KERNELS = [
  ['debian-11', '5.10.0-46'],
  ['debian-12', '6.1.0-56'],
  ['debian-13', '6.12.117+deb13'],
  ['debian-sid', '7.2.13+deb14'],
] as const;

test('the page on loaders shows what is on file', async () => {
  const { products } = await readProducts('content');
  const columns = await Promise.all(
    KERNELS.map(async ([name, release]) => {
      const product = products.find((each) => each.name === name);
      const record = (await readRelease('content', name, release)).release?.snapshots['amd64'];
      expect.assert(product !== undefined && record !== undefined);
      return { title: `${product.title} ${release}`, loader: loaderProfile(record, patchesOf(product)) };
    }),
  );
  const page = readFileSync('content/pages/loader.md', 'utf8');
  const plain = (text: string) => text.replace(/ +\|/g, ' |').replace(/-{3,}/g, '---');
  expect(plain(page)).toContain(plain(loaderTable(columns)));
});

test('what is not on file is said', () => {
  const table = loaderTable([
    { title: 'A', loader: undefined },
    { title: 'B', loader: { settings: { MODULE_SIG_FORCE: true }, missingVersion: 'accepted' } },
  ]);
  expect(table).toContain('| Loads a module that is not signed (no `MODULE_SIG_FORCE`) | not on file | no |');
  expect(table).toContain('| Loads a module in which one version is missing | not on file | yes |');
});
