import { expect, test } from 'vitest';
import { publicFileUrl } from './public-file.ts';

const commit = 'a'.repeat(40);

test('a file on GitHub is addressed at its commit', () => {
  expect(publicFileUrl({ origin: 'https://github.com/acme/kernel', commit }, 'SOURCES/list')).toBe(
    `https://github.com/acme/kernel/blob/${commit}/SOURCES/list`,
  );
});

test('of another host the repository is as near as it gets', () => {
  expect(publicFileUrl({ origin: 'https://git.acme.example/kernel', commit }, 'list')).toBe(
    'https://git.acme.example/kernel',
  );
});
