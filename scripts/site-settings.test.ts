import { expect, test } from 'vitest';
import { parseBaseUrl, settingsEnv, siteSettings } from './site-settings.ts';

test.each([
  ['', null, '/'],
  ['/', null, '/'],
  ['/some/path', null, '/some/path/'],
  ['/some/path//', null, '/some/path/'],
  ['https://host.example', 'https://host.example', '/'],
  ['https://host.example/some/path', 'https://host.example', '/some/path/'],
  ['http://host.example:8080/x/?q#h', 'http://host.example:8080', '/x/'],
])('the base URL %j is the site %s at %s', (text, site, base) => {
  expect(parseBaseUrl(text)).toEqual({ site, base });
});

test.each([
  'host.example',
  'host.example/path',
  'javascript:alert(1)',
  'ftp://host.example/',
  'file:///srv/www',
])('%s is no base URL', (text) => {
  expect(() => parseBaseUrl(text)).toThrow(TypeError);
});

test('the settings survive the way to the process that renders the pages', () => {
  const folders = { content: '/c', outDir: '/o', cacheDir: '/k', hasTwins: false };
  expect(siteSettings(settingsEnv(folders, 'https://host.example/x'))).toEqual({
    ...folders,
    site: 'https://host.example',
    base: '/x/',
  });
});
