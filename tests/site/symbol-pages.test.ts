/** Symbol pages are stamped and not rendered, shared by names that differ in case, and small. */
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { differences } from '../support/differences.ts';
import { removeCache } from '../support/fixture-sites.ts';
import { runKabiWith } from '../support/kabi.ts';
import { readPage, siteFiles, textOf } from '../support/site-files.ts';

const { folder } = inject('rootSite');
const pathSite = inject('pathSite');

describe('a site whose symbol pages Astro renders itself, of the same content in another folder', () => {
  let elsewhere = '';
  let content = '';
  let out = '';

  beforeAll(async () => {
    elsewhere = await mkdtemp(path.join(tmpdir(), 'kabi-astro-'));
    content = path.join(elsewhere, 'my content');
    out = path.join(elsewhere, 'out');
    const own = (source: string) =>
      path.relative(pathSite.content, source).split(path.sep)[0] !== 'generated';
    await cp(pathSite.content, content, { recursive: true, filter: own });
    const url = pathSite.origin + pathSite.base;
    const args = ['build', '--content', content, '--out', out, '--base-url', url];
    // What a CI job may have in its environment must not matter.
    const env = {
      KABI_STAMPED_PAGES: 'astro',
      BASE_URL: '/elsewhere/',
      SITE: 'https://else.example',
      MODE: 'test',
    };
    const { status, stderr } = await runKabiWith(env, elsewhere, ...args);
    expect(status, stderr).toBe(0);
  });
  afterAll(async () => {
    await rm(elsewhere, { recursive: true, force: true });
    await removeCache(content, out);
  });

  test('is the same, byte for byte', () => {
    expect(differences(pathSite.folder, out)).toEqual([]);
  });

  test('has the same collections and rows', () => {
    expect(differences(path.join(pathSite.content, 'generated'), path.join(content, 'generated'))).toEqual(
      [],
    );
  });
});

describe('names that differ only in case', () => {
  test('share one page, so that it does not matter which one a file system keeps', () => {
    for (const site of [folder, pathSite.folder]) {
      const upper = readPage(site, 's/sprint_OID/index.html').html;
      expect(upper).toBe(readPage(site, 's/sprint_oid/index.html').html);
    }
  });

  test('each have their history on it, with anchors of its own', () => {
    const { html, elements } = readPage(folder, 's/sprint_oid/index.html');
    expect(textOf(html, 'title')).toBe('sprint_OID and sprint_oid · kABI history');
    const section = (id: string) =>
      new RegExp(`<section id="${id}">.*?</section>`, 's').exec(html)?.[0] ?? '';
    expect(textOf(section('sprint_OID'), 'h2')).toBe('sprint_OID');
    expect(section('sprint_OID')).not.toContain('CRC changed</b>');
    expect(section('sprint_oid')).toContain('CRC changed</b>');
    const ids = elements.flatMap(({ attributes }) => attributes.get('id') ?? []);
    expect(ids).toContain('sprint_OID-acme-1-1.0.0-1');
    expect(ids).toContain('sprint_oid-acme-1-1.0.0-1');
  });

  test('are the only files that would meet where case is ignored, and those are equal', () => {
    for (const site of [folder, pathSite.folder]) {
      const groups = Map.groupBy(siteFiles(site), (file) => file.toLowerCase());
      const meeting = [...groups.values()].filter((files) => files.length > 1);
      const pages = meeting.filter(([file = '']) => file.endsWith('.html'));
      expect(pages).toEqual([
        ['d/xt_DSCP/index.html', 'd/xt_dscp/index.html'],
        ['s/sprint_OID/index.html', 's/sprint_oid/index.html'],
        ['t/struct/Acme_ops/index.html', 't/struct/acme_ops/index.html'],
      ]);
      const folders = new Set(pages.map(([file = '']) => path.posix.dirname(file)));
      expect(meeting.every(([file = '']) => folders.has(path.posix.dirname(file)))).toBe(true);
      for (const [a = '', b = ''] of meeting) expect(read(site, a)).toEqual(read(site, b));
    }
  });
});

describe('what a symbol page costs', () => {
  const { html, elements } = readPage(folder, 's/vfio_pin_pages/index.html');
  const styles = elements.filter(({ attributes }) => attributes.get('rel') === 'stylesheet');
  const scripts = elements.filter(({ name }) => name === 'script');

  test('is at most 10 kB of HTML', () => {
    const sizes = siteFiles(folder)
      .filter((file) => file.startsWith('s/'))
      .map((file) => read(folder, file).length);
    expect(Math.max(...sizes)).toBeLessThan(10_000);
    expect(html.length).toBeGreaterThan(1000);
  });

  test('is one stylesheet of at most 14 kB, packed', () => {
    expect(styles).toHaveLength(1);
    const file = styles[0]?.attributes.get('href') ?? '';
    expect(gzipSync(read(folder, file)).length).toBeLessThan(14_000);
  });

  test('is at most 10 kB of scripts, packed, that every page shares', () => {
    const names = scripts.map(({ attributes }) => attributes.get('src') ?? '');
    const shared = readPage(folder, 'about/index.html').elements.filter(({ name }) => name === 'script');
    expect(names).toEqual(shared.map(({ attributes }) => attributes.get('src')));
    const sizes = withImports(names).map((name) => gzipSync(read(folder, name)).length);
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(10_000);
  });
});

/** The scripts and those that they load at once. */
function withImports(names: readonly string[]): string[] {
  const all = new Set<string>();
  const visit = (name: string) => {
    if (all.has(name)) return;
    all.add(name);
    const text = read(folder, name).toString();
    for (const [, from = ''] of text.matchAll(/\b(?:from|import)\s*"(\.[^"]*)"/g)) {
      visit(path.posix.join(path.posix.dirname(name), from));
    }
  };
  names.forEach(visit);
  return [...all];
}

function read(site: string, file: string): Buffer {
  return readFileSync(path.join(site, file));
}
