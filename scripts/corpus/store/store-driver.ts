/** Keeps a build of a driver from outside the tree: what its modules import, and the record that describes them. */
import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { Document, isMap, isSeq, parseDocument, YAMLSeq, type Node } from 'yaml';
import { formatModversions } from '../../../src/formats/drivers/modversions.ts';
import type { Import } from '../../../src/kernel/module.ts';
import { snapshotName } from '../../../src/kernel/snapshot.ts';
import { DEFAULT_FLAVOUR, variantName } from '../../../src/kernel/variant.ts';
import { driverSchema, type DriverRecord, type ModuleBuildRecord } from '../../../src/load/driver-record.ts';
import { Fault } from '../../../src/base/problems.ts';
import { writeTogether } from '../../engine/atomic-write.ts';
import { driverFile, driversFolder } from '../layout.ts';
import { readYaml } from '../yaml-file.ts';

export interface DriverModule {
  readonly build: Omit<ModuleBuildRecord, 'imports'>;
  readonly imports: readonly Import[];
}

/** What a record says besides its builds, where there is none yet. */
export type NewDriver = Omit<DriverRecord, 'builds'>;

/**
 * Adds builds to the record, which is made if there is none; what people wrote in it stays. Writes nothing if the same
 * modules are on file.
 *
 * @param source names the input in messages
 * @throws {Fault} `already-ingested` if another module is on file of the same build and `replace` is not set; whatever is
 * wrong with the record on file; `unwritable-file`. Nothing is changed then.
 */
export async function storeDriver(
  content: string,
  name: string,
  modules: readonly DriverModule[],
  options: { readonly replace: boolean; readonly about: NewDriver; readonly source: string },
): Promise<'written' | 'unchanged' | 'replaced'> {
  const file = driverFile(content, name);
  const known = existsSync(file) ? await recordOnFile(file) : undefined;
  const records = modules.map(({ build }) => ({ ...build, imports: importsPath(name, build) }));
  const clashes = records.filter((build) => {
    const before = known?.builds.find((each) => isSameBuild(each, build));
    return before !== undefined && !isSameModule(before, build);
  });
  const [clash] = clashes;
  if (clash !== undefined && !options.replace) {
    const detail = `${clash.module} of ${name} for ${snapshotName(clash)}`;
    throw new Fault({ kind: 'already-ingested', path: options.source, detail });
  }
  const isOnFile = (build: ModuleBuildRecord) =>
    known?.builds.some((each) => isSameBuild(each, build) && isSameModule(each, build));
  if (records.every(isOnFile)) return 'unchanged';
  const text = withBuilds(
    known === undefined ? undefined : readFileSync(file, 'utf8'),
    options.about,
    records,
  );
  const tables = modules.map(({ build, imports }) => ({
    name: importsPath(name, build),
    data: formatModversions(imports),
  }));
  try {
    await mkdir(driversFolder(content), { recursive: true });
    for (const { name: table } of tables) {
      await mkdir(driverFolderOf(content, table), { recursive: true });
    }
    // The record last: readers go by it.
    await writeTogether(driversFolder(content), [...tables, { name: `${name}.yaml`, data: text }]);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new Fault({ kind: 'unwritable-file', path: file, detail }, { cause: error });
  }
  return clash === undefined ? 'written' : 'replaced';
}

/** @throws {Fault} the first of what is wrong with it */
async function recordOnFile(file: string): Promise<DriverRecord> {
  const read = await readYaml(file, driverSchema);
  if ('value' in read) return read.value;
  const [problem] = read.problems;
  throw new Fault(problem ?? { kind: 'invalid-file', path: file });
}

/** `gizmo/6.1.0-54-amd64/gizmo.modversions` */
function importsPath(name: string, build: Omit<ModuleBuildRecord, 'imports'>): string {
  return `${name}/${build.release}-${variantName(build)}/${build.module}.modversions`;
}

function driverFolderOf(content: string, table: string): string {
  return `${driversFolder(content)}/${table.slice(0, table.lastIndexOf('/'))}`;
}

type BuildName = Pick<ModuleBuildRecord, 'module' | 'product' | 'release' | 'arch' | 'flavour'>;

function isSameBuild(a: BuildName, b: BuildName): boolean {
  return a.module === b.module && snapshotName(a) === snapshotName(b);
}

/** What else is said of the same bytes may have been put better by a person. */
function isSameModule(a: ModuleBuildRecord, b: ModuleBuildRecord): boolean {
  return a.sha256 === undefined ? isDeepStrictEqual(a, b) : a.sha256 === b.sha256;
}

/** Comments and the order of what people wrote stay. */
function withBuilds(
  before: string | undefined,
  about: NewDriver,
  builds: readonly ModuleBuildRecord[],
): string {
  const document = before === undefined ? new Document({ ...about, builds: [] }) : parseDocument(before);
  const list = document.get('builds');
  if (!isSeq(list)) throw new TypeError('the record was checked, and has builds');
  for (const build of builds) {
    const node = buildNode(document, build);
    const place = list.items.findIndex((item) => isMap(item) && isSameBuild(buildOf(item.toJSON()), build));
    if (place < 0) list.add(node);
    else list.items[place] = node;
  }
  list.flow = false;
  return document.toString({ lineWidth: 0 });
}

function buildOf(json: unknown): BuildName {
  return { flavour: DEFAULT_FLAVOUR, ...(json as Omit<BuildName, 'flavour'>) };
}

/** As the records on file have them: without the flavour that is meant anyway, lists on one line. */
function buildNode(document: Document, { flavour, ...build }: ModuleBuildRecord): Node {
  const { module, product, release, arch, ...rest } = build;
  const named = { module, product, release, arch, ...(flavour !== DEFAULT_FLAVOUR && { flavour }) };
  const node = document.createNode({ ...named, ...rest });
  for (const { value } of node.items as { value: unknown }[]) {
    if (value instanceof YAMLSeq) value.flow = true;
  }
  return node;
}
