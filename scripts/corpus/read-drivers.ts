/** What is on file below content/drivers: descriptions, and the import tables that they name. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { losesImports } from '../../src/formats/drivers/import-list.ts';
import { parseModversions } from '../../src/formats/drivers/modversions.ts';
import type { ProductLine } from '../../src/history/lineage.ts';
import { compareText } from '../../src/base/text.ts';
import { variantName } from '../../src/kernel/variant.ts';
import { snapshotName } from '../../src/kernel/snapshot.ts';
import { Fault, sortProblems, type Parsed, type Problem } from '../../src/base/problems.ts';
import {
  registeredDriver,
  type ImportTable,
  type RegisteredDriver,
} from '../../src/load/registered-driver.ts';
import { driverSchema, type ModuleBuildRecord } from '../../src/load/driver-record.ts';
import { slug } from '../../src/history/product.ts';
import { driverFile, driversFolder } from './layout.ts';
import { readBytes } from './read-bytes.ts';
import { readYaml, type PlaceOf } from './yaml-file.ts';

const ENDING = '.yaml';

/** Every driver, sorted by name. A file or build at fault is left out, and said in the problems. */
export async function readDrivers(
  content: string,
  lines: readonly ProductLine[],
): Promise<{ drivers: RegisteredDriver[]; problems: Problem[] }> {
  const drivers: RegisteredDriver[] = [];
  const problems: Problem[] = [];
  for (const name of await driverNames(content)) {
    const { driver, problems: found } = await readDriver(content, name, lines);
    if (driver !== undefined) drivers.push(driver);
    problems.push(...found);
  }
  return { drivers, problems: sortProblems(problems) };
}

async function driverNames(content: string): Promise<string[]> {
  const folder = driversFolder(content);
  if (!existsSync(folder)) return [];
  const files = await readdir(folder);
  return files
    .filter((file) => file.endsWith(ENDING) && !file.startsWith('.'))
    .map((file) => file.slice(0, -ENDING.length))
    .sort(compareText);
}

async function readDriver(
  content: string,
  name: string,
  lines: readonly ProductLine[],
): Promise<{ driver?: RegisteredDriver; problems: readonly Problem[] }> {
  const file = driverFile(content, name);
  if (!slug.safeParse(name).success) {
    const detail = 'the name of a driver is a part of URLs: letters, digits and . + ~ _ -';
    return { problems: [{ kind: 'invalid-file', path: file, detail }] };
  }
  const read = await readYaml(file, driverSchema);
  if (!('value' in read)) return { problems: read.problems };
  const { value, placeOf } = read;
  const problems = value.builds.flatMap((build, index) => [
    ...kernelProblems(build, file, placeOf, index, lines),
    ...repetition(value.builds, file, placeOf, index),
  ]);
  const modules: [ModuleBuildRecord, ImportTable][] = [];
  for (const [index, build] of value.builds.entries()) {
    const table = await readTable(content, build, file, placeOf, index);
    modules.push([build, table.records]);
    problems.push(...table.problems);
  }
  return { driver: registeredDriver(name, value, modules), problems };
}

function kernelProblems(
  build: ModuleBuildRecord,
  file: string,
  placeOf: PlaceOf,
  index: number,
  lines: readonly ProductLine[],
): Problem[] {
  const line = lines.find(({ product }) => product.name === build.product);
  const release = line?.releases.find((each) => each.release === build.release);
  const variant = variantName(build);
  const fault = (field: keyof ModuleBuildRecord, detail: string): Problem[] => [
    { kind: 'unresolved-reference', path: file, ...placeOf(['builds', index, field]), detail },
  ];
  if (line === undefined) return fault('product', `product "${build.product}"`);
  if (release === undefined) return fault('release', `release "${build.release}" of ${build.product}`);
  if (!Object.hasOwn(release.snapshots, variant)) return fault('arch', `build "${snapshotName(build)}"`);
  return [];
}

function repetition(
  builds: readonly ModuleBuildRecord[],
  file: string,
  placeOf: PlaceOf,
  index: number,
): Problem[] {
  const nameOf = (build: ModuleBuildRecord | undefined) =>
    build === undefined ? '' : `${snapshotName(build)}/${build.module}`;
  const name = nameOf(builds[index]);
  if (builds.findIndex((each) => nameOf(each) === name) === index) return [];
  const detail = `${name} is listed twice`;
  return [{ kind: 'invalid-file', path: file, ...placeOf(['builds', index, 'module']), detail }];
}

/** Of a module whose table is not there nobody can say that it loads. */
const NOTHING_READ: ImportTable = { imports: [], isPartial: true };

async function readTable(
  content: string,
  build: ModuleBuildRecord,
  file: string,
  placeOf: PlaceOf,
  index: number,
): Promise<Parsed<ImportTable>> {
  const table = path.join(driversFolder(content), build.imports);
  if (!existsSync(table)) {
    const place = placeOf(['builds', index, 'imports']);
    const detail = `file "${build.imports}"`;
    return {
      records: NOTHING_READ,
      problems: [{ kind: 'unresolved-reference', path: file, ...place, detail }],
    };
  }
  try {
    const { records: imports, problems } = parseModversions((await readBytes(table)).toString('utf8'), table);
    return { records: { imports, ...(losesImports(problems) ? { isPartial: true } : {}) }, problems };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { records: NOTHING_READ, problems: [error.problem] };
  }
}
