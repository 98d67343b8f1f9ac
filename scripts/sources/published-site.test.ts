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
  files: { kernels: 'moved/table.json' },
  templates: { exportDirectory: 'moved/{variant}.txt', exportBlock: 'moved/{variant}-{block}.txt' },
};
const TABLE = { products: [], variants: [], attributes: [] };
const OK = (value: unknown) => [200, JSON.stringify(value)] as const;

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
  expect(await problemAt(await host(OK(INDEX), OK(TABLE)))).toBe('none');
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
  const address = await host(OK(INDEX), OK({ products: 'none' }));
  expect(await problemAt(address)).toBe('not-a-site: it answers with JSON of another kind');
});

test('what passes is tried again, and said if it does not', async () => {
  expect(await problemAt(await host([503, ''], OK(INDEX), OK(TABLE)))).toBe('none');
  server?.close();
  expect(await problemAt(await host([503, '']))).toBe('site-unreachable: 503 Service Unavailable');
});

test('a host that nobody runs is named with what the network says', async () => {
  const address = await host();
  server?.close();
  expect(await problemAt(address)).toMatch(/^site-unreachable: .*ECONNREFUSED/);
});
