/** What programs read below /api/v1/. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import {
  API_SCHEMAS,
  apiChangesSchema,
  apiCorpusLineSchema,
  apiIndexSchema,
  apiReleasesSchema,
} from '../../src/records/json/api.ts';
import { variantName } from '../../src/kernel/variant.ts';
import { runKabi } from '../support/kabi.ts';
import { siteFiles } from '../support/site-files.ts';
import type { CompareReport } from '../../src/records/json/reports.ts';

const sites = [inject('rootSite'), inject('pathSite')];

interface Schema {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
}
interface OpenApi {
  readonly servers: unknown;
  readonly paths: Readonly<
    Record<string, { get: { responses: { 200: { content: { 'application/json': { schema: Schema } } } } } }>
  >;
}

/** What a path of OpenAPI with names in braces stands for; a name has no slash. */
function patternOf(template: string): RegExp {
  const parts = template.split(/\{\w+\}/).map((part) => RegExp.escape(part));
  return new RegExp(`^${parts.join('[^/]+')}$`);
}

describe.each(sites)('the API of a site published under $base', ({ folder, content, origin, base }) => {
  const files = siteFiles(folder);
  const bytes = (file: string) => readFileSync(path.join(folder, file));
  const read = (file: string): unknown => JSON.parse(bytes(file).toString());
  const index = apiIndexSchema.parse(read('api/v1/index.json'));

  test('tells where everything is, and it is there', () => {
    for (const file of Object.values(index.files)) expect(files).toContain(file);
    const fill = (name: string, values: Readonly<Record<string, string>>) =>
      (index.templates[name] ?? '').replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '');
    const pair = { product: 'acme-1', before: '1.0.0-1', after: '1.0.0-2', release: '1.0.0-2' };
    const values = { ...pair, symbol: 'vfio_pin_pages', xx: 'vf', driver: 'gizmo', schema: 'api-changes' };
    const block = { variant: 'amd64', block: '0' };
    const others = { kind: 'struct', name: 'sk_buff', module: 'drivers/vfio/vfio', ...block };
    for (const name of Object.keys(index.templates).filter((each) => each !== 'causes'))
      expect(files).toContain(fill(name, { ...values, ...others }));
  });

  test('is JSON that fits the published schema of each kind', () => {
    const found = new Set<string>();
    for (const file of files.filter((each) => /^api\/v1\/(?!schemas\/|openapi).*\.json$/.test(each))) {
      const json = read(file) as { schema: string };
      const [, kind = ''] = /^kabi-reports\/(.+)\/1$/.exec(json.schema) ?? [];
      const schema: z.ZodType = API_SCHEMAS[kind as keyof typeof API_SCHEMAS];
      expect(z.encode(schema, schema.parse(json))).toEqual(json);
      expect(files).toContain(`api/v1/schemas/${kind}.json`);
      found.add(kind);
    }
    expect(found).toContain('api-changes');
    expect(found.size).toBeGreaterThanOrEqual(Object.keys(API_SCHEMAS).length - 2);
  });

  test('answers every path of its OpenAPI document with what the named schema allows', () => {
    const { servers, paths } = read('api/v1/openapi.json') as OpenApi;
    expect(servers).toEqual([{ url: origin + base }]);
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    for (const [template, { get }] of Object.entries(paths)) {
      const { schema } = get.responses['200'].content['application/json'];
      const names = (schema.anyOf ?? [schema]).map(({ $ref = '' }) => `api/v1/${$ref}`);
      const isValid = ajv.compile({ anyOf: names.map((name) => read(name) as object) });
      const found = files.filter((file) => patternOf(template).test(`/${file}`));
      expect(found.length, template).toBeGreaterThan(0);
      for (const file of found) {
        isValid(read(file));
        expect([file, isValid.errors ?? []]).toEqual([file, []]);
      }
    }
  });

  test('lists every release once, oldest first within its product', () => {
    const { releases } = apiReleasesSchema.parse(read('api/v1/releases.json'));
    const own = releases.filter(({ ref }) => ref.product === 'acme-1').map(({ ref }) => ref.release);
    expect(own).toEqual(['1.0.0-1', '1.0.0-2', '1.0.0-3', '1.0.0-10']);
  });

  test('holds all symbols in one packed file', () => {
    const lines = zstdDecompressSync(bytes('api/v1/corpus.ndjson.zst')).toString().trimEnd().split('\n');
    expect(lines).toHaveLength(index.counts['symbols'] ?? -1);
    for (const line of lines) apiCorpusLineSchema.parse(JSON.parse(line));
  });

  test('tells the changes that kabi compare tells', async () => {
    const args = ['acme-1/1.0.0-2/amd64', 'acme-1/1.0.0-3/amd64', '--content', content, '--format', 'json'];
    const { stdout } = await runKabi(folder, 'compare', ...args);
    const report = JSON.parse(stdout) as CompareReport;
    const json = apiChangesSchema.parse(read('api/v1/changes/acme-1/1.0.0-2..1.0.0-3.json'));
    const told = json.changes.flatMap(({ symbol, variants }) =>
      variants
        .filter(({ variant, provider }) => variantName(variant) === 'amd64' && provider === undefined)
        .flatMap(({ kinds }) => kinds.map((kind) => `${symbol} ${kind}`)),
    );
    expect(told.sort()).toEqual(report.changes.map(({ symbol, kind }) => `${symbol} ${kind}`).sort());
  });
});
