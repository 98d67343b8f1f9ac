import { expect, test } from 'vitest';
import { isBaseUrl, parseBaseUrl } from './base-url.ts';

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
  expect(isBaseUrl(text)).toBe(false);
});
