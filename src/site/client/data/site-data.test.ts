import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sha256 } from '../../../base/sha256.ts';
import type { DataPointer } from '../../../addresses/data-files.ts';
import { dataBelow, LONGEST_SILENCE_MS } from './arrival.ts';
import type { SiteData } from '../../../search/site-data.ts';
import { failureKind } from '../../../search/data-failure.ts';

const digits = (text: string) => sha256(new TextEncoder().encode(text));
const pathOf = (text: string) => `search/${digits(text).slice(0, 16)}/symbols.txt`;
const NAMES = '_printk\nkfree\nvfio_pin_pages';
const NAMES_PATH = pathOf(NAMES);
const POINTER: DataPointer = {
  schema: 'kabi-reports/browser-data/1',
  check: `check/${'0'.repeat(16)}/index.json`,
  compare: `compare/${'0'.repeat(16)}/index.json`,
  search: { names: NAMES_PATH, places: NAMES_PATH, inTree: NAMES_PATH, types: NAMES_PATH, crcs: NAMES_PATH },
};

/** What the server says, file by file; the last answer of a file stays. */
type Answer = string | number | { readonly fault: 'reset' | 'hang' | 'stall' };
let answers: Record<string, Answer[]> = {};
let asked: string[] = [];

beforeEach(() => {
  asked = [];
  answers = { 'data.json': [JSON.stringify(POINTER)], [NAMES_PATH]: [NAMES] };
  vi.stubGlobal('fetch', (url: string, { cache, signal }: { cache: string; signal: AbortSignal }) => {
    const file = url.replace('/x/', '');
    asked.push(`${file} ${cache}`);
    const list = answers[file] ?? [404];
    const answer = list.length > 1 ? list.shift() : list[0];
    return respond(answer ?? 404, signal);
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function respond(answer: Answer, signal: AbortSignal): Promise<Response> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
  });
  aborted.catch(() => undefined);
  if (typeof answer === 'object') {
    if (answer.fault === 'hang') return aborted;
    if (answer.fault === 'reset') return Promise.reject(new TypeError('Failed to fetch'));
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(NAMES.slice(0, 5)));
        signal.addEventListener('abort', () => controller.error(new DOMException('aborted', 'AbortError')));
      },
    });
    return Promise.resolve(new Response(body));
  }
  if (typeof answer === 'number') return Promise.resolve(new Response('<h1>Error</h1>', { status: answer }));
  return Promise.resolve(new Response(answer));
}

const names = (data: SiteData) =>
  data.pointer().then(({ search }) => data.read(search.names, (text) => text));
const failure = async (data: SiteData) =>
  failureKind(
    await names(data).then(
      () => null,
      (error: unknown) => error,
    ),
  );

test('a file that is what its address says is read, and asked for once', async () => {
  const data = dataBelow('/x/');
  expect(await names(data)).toBe(NAMES);
  expect(await names(data)).toBe(NAMES);
  expect(asked).toEqual(['data.json no-cache', `${NAMES_PATH} default`]);
});

describe('nothing is read of a file', () => {
  test.each<[string, Answer, string]>([
    ['that is not there', 404, 'missing'],
    ['that the server refuses', 503, 'refused'],
    ['in whose place a page came', '<!doctype html><title>Log in</title>', 'other-page'],
    ['that was cut off', NAMES.slice(0, -5), 'damaged'],
    ['that is empty', '', 'damaged'],
    ['of another build', `${NAMES}\nzap`, 'damaged'],
    ['whose connection breaks', { fault: 'reset' }, 'unreachable'],
  ])('%s', async (_, answer, kind) => {
    answers[NAMES_PATH] = [answer];
    expect(await failure(dataBelow('/x/'))).toBe(kind);
  });

  test.each<[string, Answer, string]>([
    ['a pointer that is not there', 404, 'missing'],
    ['a pointer that is a page', '<html>', 'other-page'],
    ['a pointer that was cut off', JSON.stringify(POINTER).slice(0, 80), 'damaged'],
    ['a pointer without an address', JSON.stringify({ ...POINTER, check: 'check/index.json' }), 'damaged'],
    ['a pointer to somewhere else', JSON.stringify({ ...POINTER, compare: '../../etc' }), 'damaged'],
    ['a pointer of a later program', JSON.stringify({ schema: 'kabi-reports/browser-data/2' }), 'newer'],
  ])('%s', async (_, answer, kind) => {
    answers['data.json'] = [answer];
    expect(await failure(dataBelow('/x/'))).toBe(kind);
    expect(asked).toEqual(['data.json no-cache']);
  });

  test.each(['hang', 'stall'] as const)('of a server that goes silent (%s)', async (fault) => {
    vi.useFakeTimers();
    answers[NAMES_PATH] = [{ fault }];
    const failed = failure(dataBelow('/x/'));
    await vi.advanceTimersByTimeAsync(LONGEST_SILENCE_MS + 1);
    expect(await failed).toBe('timed-out');
  });

  test('whose beginning of a hash is not told, or that has another', async () => {
    const data = dataBelow('/x/');
    const part = (hash: string) => data.readPart(NAMES_PATH, hash, (text) => text);
    expect(
      failureKind(
        await part('').then(
          () => null,
          (error: unknown) => error,
        ),
      ),
    ).toBe('damaged');
    expect(
      failureKind(
        await part('00000000').then(
          () => null,
          (error: unknown) => error,
        ),
      ),
    ).toBe('damaged');
    expect(await part(digits(NAMES).slice(0, 8))).toBe(NAMES);
  });

  test('with a single flipped bit, wherever it is', async () => {
    const bytes = Buffer.from(NAMES);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      answers[NAMES_PATH] = [flipped.toString('latin1')];
      expect(await failure(dataBelow('/x/'))).toBe('damaged');
    }
  });
});

test('what a cache on the way has spoilt is fetched past it', async () => {
  answers[NAMES_PATH] = [NAMES.slice(0, 4), NAMES];
  expect(await names(dataBelow('/x/'))).toBe(NAMES);
  expect(asked).toEqual(['data.json no-cache', `${NAMES_PATH} default`, `${NAMES_PATH} reload`]);
});

test('a second try begins with what the site names now', async () => {
  const data = dataBelow('/x/');
  const renewed = `${NAMES}\nzap`;
  const search = { ...POINTER.search, names: pathOf(renewed) };
  answers = { 'data.json': answers['data.json'] ?? [], [pathOf(renewed)]: [renewed] };
  expect(await failure(data)).toBe('missing');
  answers['data.json'] = [JSON.stringify({ ...POINTER, search })];
  expect(await names(data)).toBe(renewed);
});
