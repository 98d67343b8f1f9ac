import type { API_SCHEMAS } from '../../../src/records/json/api.ts';
import type { PAGE_SCHEMAS } from '../../../src/records/json/page-json.ts';
import { PLAIN_FILES } from '../../../src/addresses/urls.ts';
import type { TextFile } from './plain-files.ts';

type SchemaName = keyof typeof API_SCHEMAS | keyof typeof PAGE_SCHEMAS;

interface Endpoint {
  /** Below the root of the site; `{…}` stands for a name. */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly schema: SchemaName;
  /** What the answer may be instead. */
  readonly or?: SchemaName;
}

const COMPARISON = '{product}/{before}..{after}';

const ENDPOINTS: readonly Endpoint[] = [
  { path: 'api/v1/index.json', id: 'index', summary: 'Where everything is', schema: 'api' },
  {
    path: 'api/v1/products.json',
    id: 'products',
    summary: 'Products and their releases',
    schema: 'api-products',
  },
  {
    path: 'api/v1/releases.json',
    id: 'releases',
    summary: 'Releases and their builds',
    schema: 'api-releases',
  },
  {
    path: 'api/v1/drivers.json',
    id: 'drivers',
    summary: 'Drivers, registered and in-tree',
    schema: 'api-drivers',
  },
  { path: 'api/v1/policies.json', id: 'policies', summary: 'What vendors promise', schema: 'api-policies' },
  {
    path: `api/v1/changes/${COMPARISON}.json`,
    id: 'changes',
    summary: 'Every change between two neighbouring releases',
    schema: 'api-changes',
  },
  {
    path: `api/v1/causes/${COMPARISON}.json`,
    id: 'causes',
    summary: 'Why CRCs changed',
    schema: 'api-causes',
  },
  {
    path: 'api/v1/symbols/{xx}.json',
    id: 'symbols',
    summary: 'Names of symbols, by their first two characters without leading underscores',
    schema: 'api-symbols',
  },
];

/** Provider modules have one, too, but no path of OpenAPI: their names have slashes. */
const PAGES: readonly Endpoint[] = [
  {
    path: `s/{symbol}/${PLAIN_FILES.json}`,
    id: 'symbol',
    summary: 'A symbol and its history',
    schema: 'symbol',
  },
  {
    path: `d/{driver}/${PLAIN_FILES.json}`,
    id: 'driver',
    summary: 'A driver, registered or in-tree',
    schema: 'driver',
    or: 'in-tree-driver',
  },
  {
    path: `r/{product}/{release}/${PLAIN_FILES.json}`,
    id: 'release',
    summary: 'A release',
    schema: 'release',
  },
  {
    path: `c/${COMPARISON}/${PLAIN_FILES.json}`,
    id: 'comparison',
    summary: 'A comparison',
    schema: 'comparison',
  },
  {
    path: `t/{kind}/{name}/${PLAIN_FILES.json}`,
    id: 'type',
    summary: 'A type, and what became of it',
    schema: 'type',
  },
];

/**
 * The API as an OpenAPI 3.1 document. It refers to the published JSON Schemas, which are of the dialect that 3.1 takes.
 *
 * @param url of the root of the site
 * @param title of the site
 */
export function openApiFile(url: string, hasPlainPages: boolean, title: string): TextFile {
  const endpoints = hasPlainPages ? [...ENDPOINTS, ...PAGES] : ENDPOINTS;
  const document = {
    openapi: '3.1.0',
    info: {
      title,
      version: '1',
      description: 'Static files. Fields may be added; what would break a reader becomes /api/v2/.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url }],
    paths: Object.fromEntries(endpoints.map((each) => [`/${each.path}`, pathItem(each)])),
  };
  return ['api/v1/openapi.json', `${JSON.stringify(document, undefined, 2)}\n`];
}

function pathItem({ path, id, summary, schema, or }: Endpoint): object {
  const ref = (name: SchemaName) => ({ $ref: `schemas/${name}.json` });
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return {
    get: {
      operationId: id,
      summary,
      ...(names.length > 0 && {
        parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      }),
      responses: {
        200: {
          description: summary,
          content: {
            'application/json': {
              schema: or === undefined ? ref(schema) : { anyOf: [ref(schema), ref(or)] },
            },
          },
        },
        404: { description: 'There is no such thing on file' },
      },
    },
  };
}
