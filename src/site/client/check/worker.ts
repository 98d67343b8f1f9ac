/** Reads and judges drivers off the page's own thread. Nothing leaves the browser but requests for symbol data. */
import { isSameArchitecture } from '../../../kernel/architecture.ts';
import { readDriverModule, readDriverText, type OpenedDriver } from '../../../load/driver.ts';
import { judgeTogether } from '../../../load/verdict.ts';
import { parseVariantName } from '../../../kernel/model.ts';
import { Fault } from '../../../base/problems.ts';
import { Kernels } from './kernels.ts';
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
      'modules' in request ? { ...EMPTY, modules: request.modules } : await openAll(request.inputs);
    return { answer: await check(driver) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

const EMPTY: OpenedDriver = { modules: [], providers: [], problems: [] };

/** A fault of one input does not keep the others from being checked. */
async function openAll(inputs: Extract<CheckRequest, { inputs: unknown }>['inputs']): Promise<OpenedDriver> {
  const opened = await Promise.all(inputs.map(({ name, bytes }) => open(name, new Uint8Array(bytes))));
  return {
    modules: opened.flatMap(({ modules }) => modules),
    providers: opened.flatMap(({ providers }) => providers),
    problems: opened.flatMap(({ problems }) => problems),
  };
}

async function open(name: string, packed: Uint8Array<ArrayBuffer>): Promise<OpenedDriver> {
  try {
    const bytes = await unpack(packed, name);
    return readDriverModule(bytes, name) ?? readDriverText(new TextDecoder().decode(bytes), name);
  } catch (error) {
    if (error instanceof Fault) return { ...EMPTY, problems: [error.problem] };
    throw error;
  }
}

async function check({ modules, providers, problems }: OpenedDriver): Promise<CheckAnswer> {
  const names = await kernels.variantNames();
  const isFor = (arch: string | null, variant: string) =>
    arch === null || isSameArchitecture(arch, parseVariantName(variant).arch);
  const variants = new Set(
    names.filter((variant) => modules.some(({ module }) => isFor(module.arch, variant))),
  );
  const symbols = new Set(modules.flatMap(({ module }) => module.imports.map((each) => each.symbol)));
  const onFile = await kernels.withExports(symbols, variants);
  const releases = modules.map((): CheckAnswer['checked'][number]['releases'][number][] => []);
  for (const { id, build } of onFile) {
    const concerned = modules.filter(({ module }) => isFor(module.arch, id.arch));
    const findings = judgeTogether(
      concerned.map(({ module }) => module),
      build,
      providers,
    );
    for (const [index, each] of concerned.entries()) {
      const finding = findings[index];
      if (finding !== undefined) releases[modules.indexOf(each)]?.push({ id, finding });
    }
  }
  return {
    checked: modules.map((each, index) => ({ ...each, releases: releases[index] ?? [] })),
    titles: new Map(onFile.map(({ id, title }) => [id.product, title])),
    problems,
  };
}
