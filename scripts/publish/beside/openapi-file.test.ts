import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { openApiFile } from './openapi-file.ts';
import { schemaFiles } from './schema-files.ts';

interface Schema {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly responses: Readonly<Record<string, { content?: Record<string, { schema: Schema }> }>>;
}
const [, text] = openApiFile('https://host.example/some/path/', true, 'Kernels of Acme');
const document = JSON.parse(text) as {
  openapi: string;
  servers: unknown;
  paths: Record<string, { get: Operation }>;
};
const operations = Object.entries(document.paths).map(([path, { get }]) => [path, get] as const);

type Json = Record<string, unknown>;

/** Knows the schemas that lie beside the document. */
async function validator(): Promise<Validator> {
  const knowing = new Validator();
  for (const [name, schema] of schemaFiles()) {
    await knowing.addSpecRef(JSON.parse(schema) as Json, name.slice('api/v1/'.length));
  }
  return knowing;
}

test.each([true, false])('it is valid OpenAPI 3.1, of a site with plainPages: %s', async (hasPlainPages) => {
  const [, given] = openApiFile('/', hasPlainPages, 'Kernels');
  const used = await validator();
  expect(await used.validate(JSON.parse(given) as Json)).toEqual({ valid: true });
  expect(used.version).toBe('3.1');
});

test.each([
  ['a response has no description', { '/a': { get: { responses: { 200: {} } } } }],
  ['a path does not begin with a slash', { a: {} }],
])('the validator refuses a document in which %s', async (_, paths) => {
  expect(await (await validator()).validate({ ...document, paths })).toMatchObject({ valid: false });
});

test('each path declares exactly the parameters in it', () => {
  expect(document.openapi).toBe('3.1.0');
  expect(document.servers).toEqual([{ url: 'https://host.example/some/path/' }]);
  for (const [path, { parameters = [] }] of operations) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(parameters.map(({ name }) => name)).toEqual(names);
    expect(parameters.every((each) => each.in === 'path' && each.required)).toBe(true);
  }
});

test('each answer refers to a schema that is published, and ids are unique', () => {
  const schemas = new Set([...schemaFiles()].map(([name]) => name));
  for (const [, { responses }] of operations) {
    const { schema } = responses['200']?.content?.['application/json'] ?? { schema: {} };
    const refs = schema.anyOf ?? [schema];
    expect(refs.length).toBeGreaterThan(0);
    for (const { $ref = '' } of refs) expect(schemas).toContain(`api/v1/${$ref}`);
  }
  expect(new Set(operations.map(([, { operationId }]) => operationId)).size).toBe(operations.length);
});

test('a site without text and JSON beside pages does not offer them', () => {
  expect(openApiFile('/', false, 'Kernels of Acme')[1]).not.toContain('/s/{symbol}');
});
