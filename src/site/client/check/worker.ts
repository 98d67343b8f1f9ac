/** Reads and judges drivers off the page's own thread. Nothing leaves the browser but requests for symbol data. */
import { openEach } from '../../../load/check/check.ts';
import { readDriver, type OpenedDriver } from '../../../load/check/driver.ts';
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
  return { ...texts, modules: [...request.modules, ...texts.modules] };
}

async function check(driver: OpenedDriver): Promise<CheckAnswer> {
  const { modules, diagnoses, problems, kernels: onFile } = await checkPublished(driver, kernels);
  return {
    checked: modules.map((each) => ({ ...each, releases: each.releases.toReversed() })),
    diagnoses,
    titles: new Map(onFile.map(({ id, title }) => [id.product, title])),
    problems,
  };
}
