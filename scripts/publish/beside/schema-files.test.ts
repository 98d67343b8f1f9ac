import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { schemaFiles } from './schema-files.ts';

const schemas = new Map(schemaFiles());

function validate(command: string, report: object): boolean {
  const schema = JSON.parse(schemas.get(`api/v1/schemas/${command}.json`) ?? '{}') as object;
  return new Ajv2020({ strict: false }).validate(schema, report);
}

test('each command that prints JSON, and each kind of JSON beside pages, has a published schema', () => {
  expect([...schemas.keys()]).toEqual([
    'api/v1/schemas/ingest.json',
    'api/v1/schemas/compare.json',
    'api/v1/schemas/gate.json',
    'api/v1/schemas/check.json',
    'api/v1/schemas/import.json',
    'api/v1/schemas/build.json',
    'api/v1/schemas/lint.json',
    'api/v1/schemas/explain.json',
    'api/v1/schemas/fsck.json',
    'api/v1/schemas/notes.json',
    'api/v1/schemas/measure.json',
    'api/v1/schemas/keep.json',
    'api/v1/schemas/symbol.json',
    'api/v1/schemas/in-tree-driver.json',
    'api/v1/schemas/driver.json',
    'api/v1/schemas/release.json',
    'api/v1/schemas/comparison.json',
    'api/v1/schemas/type.json',
    'api/v1/schemas/module.json',
    'api/v1/schemas/product.json',
    'api/v1/schemas/vendor.json',
    'api/v1/schemas/policies.json',
    'api/v1/schemas/practice.json',
    'api/v1/schemas/drivers-on-lists.json',
    'api/v1/schemas/what-if.json',
    'api/v1/schemas/document.json',
    'api/v1/schemas/api.json',
    'api/v1/schemas/api-products.json',
    'api/v1/schemas/api-releases.json',
    'api/v1/schemas/api-drivers.json',
    'api/v1/schemas/api-policies.json',
    'api/v1/schemas/api-symbols.json',
    'api/v1/schemas/api-changes.json',
    'api/v1/schemas/api-causes.json',
    'api/v1/schemas/api-corpus-line.json',
    'api/v1/schemas/moved.json',
  ]);
});

test('a schema refuses an empty report and one of another command', () => {
  expect(validate('build', {})).toBe(false);
  expect(
    validate('build', { schema: 'kabi-reports/ingest/1', products: 0, snapshots: 0, problems: [] }),
  ).toBe(false);
});

test('a schema accepts a report with fields that were added later', () => {
  const report = { schema: 'kabi-reports/build/1', products: 1, snapshots: 2, problems: [] };
  expect(validate('build', report)).toBe(true);
  expect(validate('build', { ...report, pages: 3 })).toBe(true);
});
