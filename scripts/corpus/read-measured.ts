/** What is on file below content/measured: lists that are public elsewhere, and the figures taken from them. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { compareText } from '../../src/base/text.ts';
import type { ProductLine } from '../../src/history/lineage.ts';
import { outsideImports, type RegisteredDriver } from '../../src/load/registered-driver.ts';
import type { Problem } from '../../src/base/problems.ts';
import { isListFor } from '../../src/policy/measure-list.ts';
import {
  measuredListSchema,
  publicListsSchema,
  type JudgedUpdate,
  type MeasuredList,
  type PublicList,
} from '../../src/policy/measured-list.ts';
import { measuredFile, measuredFolder, publicListsFile } from './layout.ts';
import { readYaml, type PlaceOf } from './yaml-file.ts';

const ENDING = '.json';

/** The lists that people named, in their order; none without the file. */
export async function readPublicLists(
  content: string,
): Promise<{ lists: readonly PublicList[]; placeOf?: PlaceOf; problems: readonly Problem[] }> {
  const file = publicListsFile(content);
  if (!existsSync(file)) return { lists: [], problems: [] };
  const read = await readYaml(file, publicListsSchema);
  if (!('value' in read)) return { lists: [], problems: read.problems };
  return { lists: read.value.lists, placeOf: read.placeOf, problems: [] };
}

/**
 * The figures on file, in the order of lists.yaml. Of those taken from other exports or drivers than are on file now, none is
 * used: they are said in the problems.
 */
export async function readMeasured(
  content: string,
  lines: readonly ProductLine[],
  drivers: readonly RegisteredDriver[],
): Promise<{ lists: MeasuredList[]; problems: Problem[] }> {
  const { lists: named, problems: faults } = await readPublicLists(content);
  const problems: Problem[] = [...faults];
  const found: MeasuredList[] = [];
  const imports = importsHash(drivers);
  const hashes = exportHashes(lines);
  for (const list of named) {
    const file = measuredFile(content, list.id);
    if (!existsSync(file)) {
      problems.push({ kind: 'not-measured', path: publicListsFile(content), detail: list.id });
      continue;
    }
    const read = await readYaml(file, measuredListSchema);
    if (!('value' in read)) {
      problems.push(...read.problems);
      continue;
    }
    const stale = staleness(read.value, list, imports, hashes);
    if (stale !== undefined) {
      problems.push({ kind: 'stale-measurement', path: file, detail: stale });
      continue;
    }
    found.push(read.value);
  }
  for (const name of await filesOf(measuredFolder(content))) {
    if (named.some(({ id }) => `${id}${ENDING}` === name)) continue;
    const detail = `${name} is not in lists.yaml`;
    problems.push({ kind: 'stale-measurement', path: path.join(measuredFolder(content), name), detail });
  }
  return { lists: found, problems };
}

/** Stands for what registered drivers import from their kernels. */
export function importsHash(drivers: readonly RegisteredDriver[]): string {
  const lines = drivers.flatMap((driver) =>
    [...new Set(driver.builds.flatMap(outsideImports))].map((symbol) => `${driver.name} ${symbol}\n`),
  );
  return createHash('sha256').update(lines.sort(compareText).join('')).digest('hex');
}

/** Of each snapshot on file, by `<product>/<release>` and variant: the hash of its exports. */
export function exportHashes(lines: readonly ProductLine[]): ReadonlyMap<string, string> {
  return new Map(
    lines.flatMap(({ releases }) =>
      releases.flatMap(({ product, release, snapshots }) =>
        Object.entries(snapshots).map(
          ([variant, { exports_sha256: hash }]) => [`${product}/${release} ${variant}`, hash] as const,
        ),
      ),
    ),
  );
}

/** How the figures differ from what they should be of; undefined if they do not. */
function staleness(
  measured: MeasuredList,
  list: PublicList,
  imports: string,
  hashes: ReadonlyMap<string, string>,
): string | undefined {
  const named = JSON.stringify(namingOf(list));
  if (JSON.stringify(namingOf(measured)) !== named) return 'lists.yaml says otherwise of the list';
  const files = list.files.map(({ arch, path: place }) => `${arch} ${place}`).join();
  if (measured.files.map(({ arch, path: place }) => `${arch} ${place}`).join() !== files)
    return 'lists.yaml names other files';
  if (measured.importsSha256 !== imports) return 'registered drivers import other symbols now';
  const wrong = measured.files.flatMap(({ updates }) => updates).find((each) => !isOf(each, hashes));
  if (wrong !== undefined) return `${wrong.after} ${wrong.variant} has other exports now`;
  const foreign = measured.files
    .flatMap(({ arch, updates }) => updates.map(({ variant }) => ({ arch, variant })))
    .find(({ arch, variant }) => !isListFor(arch, variant));
  if (foreign !== undefined) return `a list for ${foreign.arch} says nothing of ${foreign.variant}`;
  return undefined;
}

function isOf(
  { before, after, variant, exports }: JudgedUpdate,
  hashes: ReadonlyMap<string, string>,
): boolean {
  return (
    hashes.get(`${before} ${variant}`) === exports[0] && hashes.get(`${after} ${variant}`) === exports[1]
  );
}

function namingOf({ id, of, policies, origin, commit, date }: PublicList | MeasuredList): object {
  return { id, of, policies, origin, commit, date };
}

async function filesOf(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const files = await readdir(folder);
  return files.filter((file) => file.endsWith(ENDING) && !file.startsWith('.')).sort(compareText);
}
