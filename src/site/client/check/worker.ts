/** Reads and judges drivers off the page's own thread. Nothing leaves the browser but requests for symbol data. */
import { openEach } from '../../../load/check/check.ts';
import { readDriver, type OpenedDriver } from '../../../load/check/driver.ts';
import type { Provider } from '../../../load/verdict.ts';
import { DataFailure } from '../../../search/data-failure.ts';
import { checkPublished } from '../../../search/published-check.ts';
import { kernelsAt } from '../kernels.ts';
import type { CheckAnswer, CheckMessage, CheckRequest } from './protocol.ts';
import { unpack } from './unpack.ts';

const base = new URL(self.name || '/', self.location.origin).href;
const kernels = kernelsAt(base);

self.addEventListener('message', (event: MessageEvent<CheckRequest>) => {
  void answer(event.data).then((message) => self.postMessage(message));
});
self.postMessage({ isReady: true } satisfies CheckMessage);

async function answer(request: CheckRequest): Promise<CheckMessage> {
  try {
    return { answer: await check(await open(request)) };
  } catch (error) {
    if (error instanceof DataFailure) return { failure: error.kind };
    return { bug: error instanceof Error ? error.message : String(error) };
  }
}

async function open(request: CheckRequest): Promise<OpenedDriver> {
  if ('inputs' in request) {
    return openEach(request.inputs, async ({ name, bytes }) =>
      readDriver(await unpack(new Uint8Array(bytes), name), name),
    );
  }
  const texts = await openEach(request.texts, (text) =>
    Promise.resolve(readDriver(new TextEncoder().encode(text), 'linked text')),
  );
  return {
    ...texts,
    modules: [...request.modules, ...texts.modules],
    providers: [...request.providers, ...texts.providers],
  };
}

async function check(driver: OpenedDriver): Promise<CheckAnswer> {
  const { kernels: _, ...found } = await checkPublished(driver, kernels);
  return {
    ...found,
    modules: found.modules.map((each) => ({ ...each, releases: each.releases.toReversed() })),
    providers: untoldProviders(driver, found.diagnoses),
  };
}

/** Of a Module.symvers beside modules nothing is told: of what it offers, only what they import is of interest. */
function untoldProviders(
  { modules, providers, facts }: OpenedDriver,
  told: CheckAnswer['diagnoses'],
): Provider[] {
  const isTold = facts.every((each) => told.some((diagnosis) => diagnosis.facts === each));
  if (isTold && facts.length > 0) return [];
  const wanted = new Set(modules.flatMap(({ module }) => module.imports.map(({ symbol }) => symbol)));
  return providers.flatMap((each) => {
    const exports = each.exports.filter(({ symbol }) => wanted.has(symbol));
    return exports.length === 0 ? [] : [{ ...each, exports }];
  });
}
