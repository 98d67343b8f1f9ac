import { expect, test } from 'vitest';
import { emptySummary } from '../../history/diff.ts';
import { createUrls } from '../../addresses/urls.ts';
import { moduleReleases } from './module-releases.ts';

test('each release says per variant what was exported and changed, and what is not known', () => {
  const product = {
    name: 'debian-12',
    title: 'Debian 12',
    variants: ['amd64', 'arm64'],
    releases: [
      { release: '6.1.0-50', variants: [null, { exports: 30, summary: { ...emptySummary(), added: 2 } }] },
      {
        release: '6.1.0-47',
        variants: [
          { exports: 1, summary: null },
          { exports: 28, summary: emptySummary() },
        ],
      },
    ],
  };
  const { text } = moduleReleases(product, 'drivers/vfio/vfio', createUrls('/'));
  const rows = [...text.matchAll(/<tr id="([^"]*)">(.*?)<\/tr>/gs)].map(([, id = '', row = '']) => [
    id,
    ...[...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) =>
      cell.replace(/<[^>]*>/g, ' ').trim(),
    ),
  ]);
  expect(rows).toEqual([
    ['debian-12-6.1.0-50', '6.1.0-50', 'not on file', '30 exported  2 added'],
    ['debian-12-6.1.0-47', '6.1.0-47', '1 exported  nothing older on file', '28 exported  no change'],
  ]);
});
