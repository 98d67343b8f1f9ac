/** Reads and judges drivers off the page's own thread. Nothing leaves the browser but requests for symbol data. */
import { checkDriver, concerns, NO_DRIVER, openEach } from '../../../load/check.ts';
import { readDriver, type OpenedDriver } from '../../../load/driver.ts';
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
    const driver =
      'modules' in request
        ? { ...NO_DRIVER, modules: request.modules }
        : await openEach(request.inputs, async ({ name, bytes }) =>
            readDriver(await unpack(new Uint8Array(bytes), name), name),
          );
    return { answer: await check(driver) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

/** What a module takes and offers: a kernel that exports the latter, too, refuses it. */
function symbolsOf({ imports, exports }: KernelModule): string[] {
  return [...imports, ...exports].map(({ symbol }) => symbol);
}

/** Only what the modules import of the kernels that concern them is fetched. */
async function check(driver: OpenedDriver): Promise<CheckAnswer> {
  const modules = driver.modules.map(({ module }) => module);
  const isWanted = (variant: string) => {
    const id = { product: '', release: '', ...parseVariantName(variant) };
    return modules.some((module) => concerns({ id }, module));
  };
  const variants = new Set((await kernels.variantNames()).filter(isWanted));
  const symbols = new Set(modules.flatMap(symbolsOf));
  const onFile = await kernels.withExports(symbols, variants);
  const { modules: checked, problems } = await checkDriver(
    driver,
    onFile.map(({ id, build }) => ({ id, read: () => build })),
  );
  return { checked, titles: new Map(onFile.map(({ id, title }) => [id.product, title])), problems };
}
