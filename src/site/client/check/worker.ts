/** Reads and judges drivers off the page's own thread. Nothing leaves the browser but requests for symbol data. */
import { checkDriver, concerns, openEach } from '../../../load/check/check.ts';
import { readDriver, type OpenedDriver } from '../../../load/check/driver.ts';
import { symbolsToLookUp } from '../../../load/diagnosis/diagnose.ts';
import { parseVariantName } from '../../../kernel/variant.ts';
import type { KernelModule } from '../../../kernel/module.ts';
import { Kernels } from '../kernels.ts';
import type { CheckAnswer, CheckMessage, CheckRequest } from './protocol.ts';
import { unpack } from './unpack.ts';

const base = new URL(self.name || '/', self.location.origin).href;
const kernels = new Kernels(base);

self.addEventListener('message', (event: MessageEvent<CheckRequest>) => {
  void answer(event.data).then((message) => self.postMessage(message));
});

async function answer(request: CheckRequest): Promise<CheckMessage> {
  try {
    return { answer: await check(await open(request)) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

/** What a module takes and offers: a kernel that exports the latter, too, refuses it. */
function symbolsOf({ imports, exports }: KernelModule): string[] {
  return [...imports, ...exports].map(({ symbol }) => symbol);
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

/** Only what the inputs name is fetched; of kernels, those that concern a module, or all where a text is to be told of. */
async function check(driver: OpenedDriver): Promise<CheckAnswer> {
  const isWanted = (variant: string) => {
    const id = { product: '', release: '', ...parseVariantName(variant) };
    return driver.facts.length > 0 || driver.modules.some((opened) => concerns({ id, asked: 'yes' }, opened));
  };
  const variants = new Set((await kernels.variantNames()).filter(isWanted));
  const symbols = new Set([
    ...driver.modules.flatMap(({ module }) => symbolsOf(module)),
    ...driver.facts.flatMap((facts) => [...symbolsToLookUp(facts)]),
  ]);
  const onFile = (await kernels.withExports(symbols, variants)).reverse();
  const { modules, diagnoses, problems } = await checkDriver(
    driver,
    onFile.map(({ id, title, build }) => ({ id, title, read: () => build })),
  );
  return {
    checked: modules.map((each) => ({ ...each, releases: each.releases.toReversed() })),
    diagnoses,
    titles: new Map(onFile.map(({ id, title }) => [id.product, title])),
    problems,
  };
}
