/** `kabi ingest x.ko --driver NAME`: the modules of one driver, as they were built for releases on file. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { existsSync } from 'node:fs';
import { readModuleAbout } from '../../../src/formats/drivers/module-about.ts';
import { parseModule } from '../../../src/formats/drivers/module.ts';
import { isSameArchitecture } from '../../../src/kernel/architecture.ts';
import { snapshotName, type SnapshotId } from '../../../src/kernel/snapshot.ts';
import { unameOf } from '../../../src/kernel/vermagic.ts';
import { isBuildCalled } from '../../../src/load/diagnosis/on-file.ts';
import { Fault } from '../../../src/base/problems.ts';
import { compareText } from '../../../src/base/text.ts';
import { driverFile } from '../../corpus/layout.ts';
import type { Requested } from '../../corpus/store/identify.ts';
import { storeDriver, type DriverModule, type NewDriver } from '../../corpus/store/store-driver.ts';
import { workingOn } from '../../engine/unforeseen.ts';
import { unpackDriver } from '../../sources/driver.ts';
import { kernelsOnFile } from '../kernels.ts';
import type { IngestRun } from './ingest-input.ts';

/** Said where neither a module nor a person has said it yet. */
const UNKNOWN = 'unknown';

/** All modules of one call are kept together, or none: those of one build are judged as loaded together. */
export async function ingestDriver(inputs: readonly string[], name: string, run: IngestRun): Promise<void> {
  const { options, report } = run;
  try {
    const { kernels, problems } = await kernelsOnFile(options.content);
    report.addProblems(problems);
    const ids = kernels.map(({ id }) => id);
    const opened: (DriverModule & { readonly about: NewDriver })[] = [];
    for (const input of inputs) {
      report.progress(input);
      opened.push(await workingOn(input, () => openModule(input, name, ids, run)));
    }
    const [first] = opened;
    if (first === undefined) return;
    const isNew = !existsSync(driverFile(options.content, name));
    const { replace } = options;
    const stored = { replace, about: first.about, source: inputs.join(', ') };
    const status = await storeDriver(options.content, name, opened, stored);
    for (const { build, imports } of opened) {
      report.addDriver({ ...build, driver: name, imports: imports.length, status });
    }
    if (isNew)
      report.remind(
        `${driverFile(options.content, name)} says "${UNKNOWN}" where a module does not tell: complete it.`,
      );
  } catch (error) {
    report.refuse(error);
  }
}

async function openModule(
  input: string,
  driver: string,
  ids: readonly SnapshotId[],
  { options: { requested }, report }: IngestRun,
): Promise<DriverModule & { readonly about: NewDriver }> {
  const bytes = await unpackDriver(input);
  const { records: module, problems } = parseModule(bytes, input);
  report.addProblems(problems);
  const vermagic = module.object.vermagic ?? '';
  const id = buildOf({ arch: module.arch, vermagic }, requested, ids, input);
  if (module.imports.every(({ crc }) => crc === null)) {
    throw new Fault({ kind: 'module-without-versions', path: input });
  }
  const { description, version, compiler } = readModuleAbout(bytes, input);
  return {
    imports: module.imports,
    build: {
      module: fileName(input),
      ...id,
      vermagic,
      license: module.license,
      namespaces: [...module.importNamespaces],
      depends: [...module.depends],
      ...(compiler !== null && { compiler }),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      exports: module.exports.map(({ symbol }) => symbol).sort(compareText),
    },
    about: {
      title: driver,
      vendor: UNKNOWN,
      summary: description ?? `Kernel module ${driver}.`,
      source: { package: driver, version: version ?? UNKNOWN },
    },
  };
}

function fileName(input: string): string {
  return path.basename(input).replace(/\.ko(?:\.(?:gz|xz|zst))?$/, '');
}

/**
 * The build on file that the module was made for: what options say of it, and its vermagic.
 *
 * @throws {Fault} `identity-unknown` if that is none or several; `identity-conflict` for another architecture
 */
function buildOf(
  { arch, vermagic }: { readonly arch: string | null; readonly vermagic: string },
  requested: Requested,
  ids: readonly SnapshotId[],
  input: string,
): SnapshotId {
  const uname = unameOf(vermagic);
  const isAskedFor = (id: SnapshotId) =>
    (['product', 'release', 'arch', 'flavour'] as const).every(
      (part) => requested[part] === undefined || requested[part] === id[part],
    );
  const asked = ids.filter(isAskedFor);
  const called = asked.filter((id) => isBuildCalled(uname, id));
  const isNamed = requested.product !== undefined && requested.release !== undefined;
  const found = called.length === 0 && isNamed ? asked : called;
  const [id] = found;
  if (id === undefined || found.length > 1) {
    const what = `it was built for ${uname === '' ? 'no named kernel' : uname}`;
    const which =
      id === undefined
        ? 'of which no exports are on file: ingest those of the kernel first'
        : `which could be ${found.map(snapshotName).join(' or ')}`;
    const detail = `${what}, ${which}; or give --product, --release and --arch`;
    throw new Fault({ kind: 'identity-unknown', path: input, detail });
  }
  if (arch !== null && !isSameArchitecture(arch, id.arch)) {
    throw new Fault({ kind: 'identity-conflict', path: input, detail: `arch ${arch}, not ${id.arch}` });
  }
  return id;
}
