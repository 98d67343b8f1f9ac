/** A published site as a program outside of it reads it: by the addresses that its API names. */
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { DATA_POINTER } from '../../src/addresses/data-files.ts';
import type { DataFailureKind } from '../../src/search/data-failure.ts';
import { SiteData } from '../../src/search/site-data.ts';
import { Fault, type Problem } from '../../src/base/problems.ts';
import { historyTableSchema } from '../../src/history/history-table.ts';
import { apiIndexSchema } from '../../src/records/json/api.ts';
import { PublishedKernels } from '../../src/search/published-kernels.ts';
import { LIMITS } from './bytes/limits.ts';
import { readText } from './compression/text.ts';

/** Where a site says what it has; everything else may move. */
const INDEX = 'api/v1/index.json';

/** Requests at a time: a hundred files for one driver are no reason to be taken for an attack. */
const AT_ONCE = 8;
const TRIES = 3;
const PATIENCE_MS = 30_000;
const PAUSE_MS = 1000;

/**
 * @param address of its root: `https://kabi.example.org/`, with or without the slash at its end
 * @throws {Fault} `site-unreachable`, `not-a-site` or `site-too-old`
 */
export async function openPublishedSite(address: string): Promise<PublishedKernels> {
  const root = new URL(address.endsWith('/') ? address : `${address}/`);
  const load = throttled((file) => get(new URL(file, root)));
  const index = parsed(await load(INDEX), apiIndexSchema, new URL(INDEX, root));
  const { kernels } = index.files;
  if (kernels !== DATA_POINTER) throw new Fault({ kind: 'site-too-old', path: root.href });
  const data = new SiteData({
    arrived: async (path) => new TextEncoder().encode(await load(path)),
    failed: (kind, path) => new Fault(unusable(kind, new URL(path, root))),
  });
  return new PublishedKernels(data, (text) => parsed(text, historyTableSchema, root));
}

function unusable(kind: DataFailureKind, { href }: URL): Problem {
  if (kind === 'newer') return { kind: 'site-too-new', path: href };
  if (kind === 'other-page')
    return { kind: 'not-a-site', path: href, detail: 'it answers with an HTML page' };
  return { kind: 'site-damaged', path: href };
}

function parsed<T>(text: string, schema: z.ZodType<T>, url: URL): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    const isText = error instanceof SyntaxError;
    if (!isText && !(error instanceof z.ZodError)) throw error;
    const isPage = /^\s*<(?:!doctype|html)/i.test(text);
    const found = isPage ? 'an HTML page' : isText ? 'a text that is no JSON' : 'JSON of another kind';
    throw new Fault({ kind: 'not-a-site', path: url.href, detail: `it answers with ${found}` });
  }
}

function throttled(load: (file: string) => Promise<string>): (file: string) => Promise<string> {
  const waiting: (() => void)[] = [];
  let busy = 0;
  return async (file) => {
    if (busy >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    busy += 1;
    try {
      return await load(file);
    } finally {
      busy -= 1;
      waiting.shift()?.();
    }
  };
}

/** What a network does now and then is tried again; what a host says for good is not. */
async function get(url: URL): Promise<string> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await request(url);
    } catch (error) {
      const isPassing = error instanceof PassingFault;
      if (!isPassing) throw error;
      if (tried === TRIES)
        throw new Fault({ kind: 'site-unreachable', path: url.href, detail: error.message });
    }
    await setTimeout(PAUSE_MS * tried);
  }
}

class PassingFault extends Error {}

async function request(url: URL): Promise<string> {
  const fail = (detail: string) => new Fault({ kind: 'site-unreachable', path: url.href, detail });
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.status >= 500 || response.status === 429) throw new PassingFault(statusOf(response));
    if (!response.ok) throw fail(`the host answers ${statusOf(response)}`);
    if (response.body === null) return '';
    return await readText(response.body, url.href, LIMITS);
  } catch (error) {
    if (error instanceof Fault || error instanceof PassingFault) throw error;
    throw new PassingFault(reasonOf(error));
  }
}

function statusOf({ status, statusText }: Response): string {
  return statusText === '' ? String(status) : `${status} ${statusText}`;
}

/** What fetch() says by itself is that it failed; why stands in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `nothing came within ${PATIENCE_MS / 1000} seconds`;
  return error.cause instanceof Error ? error.cause.message : error.message;
}
