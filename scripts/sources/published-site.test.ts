import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { Fault } from '../../src/base/problems.ts';
import { openPublishedSite } from './published-site.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A host that gives these answers, the last one for ever. */
async function host(...answers: readonly (readonly [status: number, body: string])[]): Promise<string> {
  let asked = 0;
  server = createServer((_, response) => {
    const [status, body] = answers[Math.min(asked, answers.length - 1)] ?? [500, ''];
    asked += 1;
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/site`;
}

const INDEX = {
  schema: 'kabi-reports/api/1',
  title: 'Kernels',
  url: '/',
  built: null,
  counts: {},
  files: { kernels: 'data.json' },
  templates: {},
};
const OK = (value: unknown) => [200, JSON.stringify(value)] as const;

const pathOf = (text: string) =>
  `check/${createHash('sha256').update(text).digest('hex').slice(0, 16)}/index.json`;
const TABLE = { products: [], variants: [], attributes: [] };
const CHECK = { table: pathOf(JSON.stringify(TABLE)), variants: {} };
/** What the pointer leads to: the table of a site without a kernel. */
function pointerTo(check: object): object {
  const path = pathOf(JSON.stringify(check));
  const search = { names: path, places: path, inTree: path, types: path, crcs: path };
  return { schema: 'kabi-reports/browser-data/1', check: path, compare: path, search };
}
const POINTER = pointerTo(CHECK);

async function problemAt(address: string): Promise<string> {
  try {
    const site = await openPublishedSite(address);
    await site.table();
    return 'none';
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { kind, detail = '' } = error.problem;
    return detail === '' ? kind : `${kind}: ${detail}`;
  }
}

test('a site is read by the addresses that its API names', async () => {
  expect(await problemAt(await host(OK(INDEX), OK(POINTER), OK(CHECK), OK(TABLE)))).toBe('none');
});

test.each([
  ['answers 404', [404, 'no'], 'site-unreachable: the host answers 404 Not Found'],
  ['answers 401', [401, 'no'], 'site-unreachable: the host answers 401 Unauthorized'],
  ['answers HTML', [200, '<!doctype html><title>Hi</title>'], 'not-a-site: it answers with an HTML page'],
  ['answers a text', [200, 'hello'], 'not-a-site: it answers with a text that is no JSON'],
  ['answers nothing', [200, ''], 'not-a-site: it answers with a text that is no JSON'],
  ['answers other JSON', OK({ schema: 'x' }), 'not-a-site: it answers with JSON of another kind'],
  ['says nothing of exports', OK({ ...INDEX, files: {} }), 'site-too-old'],
] as const)('a host that %s is said to be none', async (_, answer, problem) => {
  expect(await problemAt(await host(answer))).toBe(problem);
});

test('a table of another kind is no table', async () => {
  const table = { products: 'none' };
  const check = { ...CHECK, table: pathOf(JSON.stringify(table)) };
  const address = await host(OK(INDEX), OK(pointerTo(check)), OK(check), OK(table));
  expect(await problemAt(address)).toBe('not-a-site: it answers with JSON of another kind');
});

test.each([
  ['of another build', OK({ ...TABLE, products: [], attributes: [1] }), 'site-damaged'],
  ['cut off', [200, JSON.stringify(TABLE).slice(0, 9)], 'site-damaged'],
  ['a page', [200, '<html>'], 'not-a-site: it answers with an HTML page'],
] as const)('data that are %s are not used', async (_, answer, problem) => {
  expect(await problemAt(await host(OK(INDEX), OK(POINTER), OK(CHECK), answer))).toBe(problem);
});

test('a site of a later version is told so', async () => {
  const later = { schema: 'kabi-reports/browser-data/2' };
  expect(await problemAt(await host(OK(INDEX), OK(later)))).toBe('site-too-new');
});

test('what passes is tried again, and said if it does not', async () => {
  expect(await problemAt(await host([503, ''], OK(INDEX), OK(POINTER), OK(CHECK), OK(TABLE)))).toBe('none');
  server?.close();
  expect(await problemAt(await host([503, '']))).toBe('site-unreachable: 503 Service Unavailable');
});

test('a host that nobody runs is named with what the network says', async () => {
  const address = await host();
  server?.close();
  expect(await problemAt(address)).toMatch(/^site-unreachable: .*ECONNREFUSED/);
});
