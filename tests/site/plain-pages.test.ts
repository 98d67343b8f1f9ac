/** What stands beside pages, for mails and for programs. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { PAGE_SCHEMAS } from '../../src/records/json/page-json.ts';
import { siteFiles, sitePages } from '../support/site-files.ts';

const sites = [inject('rootSite'), inject('pathSite')];

describe.each(sites)('the text and JSON of a site published under $base', ({ folder }) => {
  const files = siteFiles(folder);
  const texts = files.filter((file) => file.endsWith('/index.txt'));
  const jsons = files.filter(
    (file) => file.endsWith('/index.json') && !/^(?:api|check|compare|search)\//.test(file),
  );
  const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');

  test('stand beside every page of records', () => {
    const kinds =
      /^(?:s\/[^/]+|d\/[^/]+|r\/[^/]+\/[^/]+|c\/[^/]+\/[^/]+|t\/(?:struct|union|enum|typedef)\/[^/]+|m\/.+|policy\/(?!glossary|what-if\/index).+|(?:discussions|notes)\/.+|r\/[^/]+|policy)\/index\.html$/;
    const pages = files.filter((file) => kinds.test(file) && !/^d\/in-tree\/|\/latest\//.test(file));
    expect(pages.length).toBeGreaterThan(200);
    for (const page of pages) {
      expect(files).toContain(page.replace(/html$/, 'txt'));
      expect(files).toContain(page.replace(/html$/, 'json'));
    }
  });

  test('are linked from the head and below the citation of exactly those pages that have them', () => {
    for (const { file, elements } of sitePages(folder)) {
      const links = elements
        .filter(({ attributes }) => attributes.get('rel') === 'alternate')
        .map(({ attributes }) => attributes.get('href') ?? '')
        .filter((href) => href.startsWith('index.'));
      const found = ['index.txt', 'index.json'].filter((name) =>
        files.includes(path.posix.join(path.posix.dirname(file), name)),
      );
      const cited = elements
        .filter(({ name }) => name === 'a')
        .map(({ attributes }) => attributes.get('href') ?? '')
        .filter((href) => href.startsWith('index.'));
      expect([file, links]).toEqual([file, found]);
      expect([file, cited]).toEqual([file, found]);
    }
  });

  test('are text of at most 72 columns, addresses apart, without tabs and control characters', () => {
    for (const file of texts) {
      for (const line of read(file).split('\n')) {
        if (!/^\[\d+\] <\S+>$/.test(line)) expect([file, line.length <= 72]).toEqual([file, true]);
        expect([file, /[\x00-\x1f\x7f]/.test(line)]).toEqual([file, false]);
      }
    }
  });

  test('are JSON that fits its schema', () => {
    const kinds = new Set<string>();
    for (const file of jsons) {
      const json: unknown = JSON.parse(read(file));
      const [, kind = ''] = /"kabi-reports\/([\w-]+)\/1"/.exec(read(file)) ?? [];
      kinds.add(kind);
      const schema: z.ZodType = PAGE_SCHEMAS[kind as keyof typeof PAGE_SCHEMAS];
      expect(z.encode(schema, schema.parse(json))).toEqual(json);
    }
    expect([...kinds].sort()).toEqual(Object.keys(PAGE_SCHEMAS).sort());
  });

  test('of names that differ only in case are the same under each, and tell of both', () => {
    for (const name of ['index.txt', 'index.json']) {
      expect(read(`s/sprint_OID/${name}`)).toBe(read(`s/sprint_oid/${name}`));
      expect(read(`s/sprint_OID/${name}`)).toMatch(/sprint_OID[^]*sprint_oid/);
    }
  });
});
