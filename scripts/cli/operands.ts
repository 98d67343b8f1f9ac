/**
 * What the arguments A and B of a command stand for: a build or a release on file, named as pages and messages name it
 * (`debian-12/6.1.0-54/amd64`), or any path that lists exports.
 */
import { existsSync, statSync } from 'node:fs';
import type { ExportTable } from '../../src/history/diff.ts';
import { compareText, listed } from '../../src/base/text.ts';
import { DEFAULT_FLAVOUR, variantName, parseVariantName } from '../../src/kernel/variant.ts';
import { snapshotName, type SnapshotId } from '../../src/kernel/snapshot.ts';
import { editDistance, nearest } from '../../src/base/nearest.ts';
import { Fault, type Parsed, type Problem } from '../../src/base/problems.ts';
import { coverageOf, type ReleaseRecord, type SnapshotRecord } from '../../src/history/release.ts';
import type { Symtypes } from '../../src/formats/symtypes/symtypes.ts';
import type { TypeSource, TypeTable } from '../../src/types/table/table.ts';
import { compareReleases } from '../../src/kernel/versions/order.ts';
import { productFile } from '../corpus/layout.ts';
import { readExports, readProducts, readRelease, readReleases } from '../corpus/read.ts';
import { readChangelogBetween } from '../corpus/read-changelog.ts';
import type { VersionChanges } from '../../src/formats/changelogs/facts.ts';
import { readTypes, typeSourcesOf } from '../corpus/read-types.ts';
import { UsageError } from '../engine/exit.ts';
import { workingOn } from '../engine/unforeseen.ts';
import { typesBeside, typesOfPackages } from './operand-types.ts';
import { inputKind } from '../sources/input-kind.ts';
import type { Identity } from '../sources/kernel/build-names.ts';
import { openPackage, type OpenedPackage } from '../sources/packages/open-package.ts';
import { openExports } from '../sources/open.ts';

/** One build, read. What a file does not tell about itself is null. */
export interface Build extends ExportTable {
  /** For messages: the snapshot's name, or the path as it was given. */
  readonly name: string;
  readonly id: { readonly [Key in keyof SnapshotId]: string | null };
  /** The path as it was given; for a snapshot, the base name of the file that it was read from. */
  readonly source: string;
  /** What was wrong with single lines. */
  readonly problems: readonly Problem[];
  /** CONFIG_CC_VERSION_TEXT of the build; null if it is not known. */
  readonly compiler: string | null;
  /** What its types can be told from; nothing for a file that lists exports and has nothing else in it. */
  readonly typeSources: readonly TypeSource[];
  /** @throws {Fault} if they cannot be read. */
  loadTypes(source: TypeSource): Promise<Parsed<TypeTable>>;
  /** What its CRCs are computed from; undefined of a build that comes without. */
  readonly loadSymtypes?: () => Promise<Symtypes>;
  /** What changed since another build, as changelogs on file tell; undefined if they do not. */
  changelogSince(older: Build): Promise<readonly VersionChanges[] | undefined>;
  /** Of the package, if the build is a snapshot on file and came in one. */
  readonly package?: SnapshotRecord['package'];
}

/** An argument that names one build, or a release with all of its builds. */
export type Operand = { readonly kind: 'build'; readonly build: Build } | ReleaseOperand;

export interface ReleaseOperand {
  readonly kind: 'release';
  readonly name: string;
  /** Names of the builds on file: `amd64`, `arm64-rt`. Never empty. */
  readonly variants: readonly string[];
  load(variant: string): Promise<Build>;
}

/**
 * A first part that is a product on file makes it a release; everything else is a path.
 *
 * @throws {Fault} if there is no such thing, or it cannot be read.
 */
export async function resolveOperand(argument: string, content: string): Promise<Operand> {
  const [product = '', release = '', variant, ...rest] = argument.replace(/\/+$/, '').split('/');
  if (product !== '' && existsSync(productFile(content, product)) && rest.length === 0) {
    if (release === '') throw new UsageError(`${product} is a product: name one of its releases, too`);
    return resolveRelease(content, product, release, variant);
  }
  if (filesOf(argument).length === 0) throw await noSuchThing(argument, content);
  return { kind: 'build', build: await workingOn(argument, () => openBuild(argument)) };
}

/**
 * The builds to compare: each side's own, or all that two releases have in common.
 *
 * @throws {UsageError} if that leaves the choice open, or nothing.
 */
export async function pairBuilds(a: Operand, b: Operand): Promise<[a: Build, b: Build][]> {
  if (a.kind === 'build') return [[a.build, b.kind === 'build' ? b.build : await counterpart(b, a.build)]];
  if (b.kind === 'build') return [[await counterpart(a, b.build), b.build]];
  const common = a.variants.filter((variant) => b.variants.includes(variant));
  if (common.length === 0) {
    throw new UsageError(
      `${a.name} has ${listed(a.variants)} on file, ${b.name} has ${listed(b.variants)}: say which to compare`,
    );
  }
  return Promise.all(
    common.map(async (variant): Promise<[Build, Build]> => [await a.load(variant), await b.load(variant)]),
  );
}

/** The build of a release that belongs opposite another: the same one; the only one if the other does not say which. */
async function counterpart(release: ReleaseOperand, { id }: Build): Promise<Build> {
  const { arch, flavour } = id;
  const [only, ...more] = release.variants;
  const candidate = arch === null ? only : variantName({ arch, flavour: flavour ?? DEFAULT_FLAVOUR });
  const isCertain = arch !== null || more.length === 0;
  const variant = release.variants.find((each) => isCertain && each === candidate);
  if (variant !== undefined) return release.load(variant);
  throw new UsageError(
    `${release.name} has ${listed(release.variants)} on file: say which, as in ${release.name}/${only ?? ''}`,
  );
}

async function resolveRelease(
  content: string,
  product: string,
  release: string,
  variant: string | undefined,
): Promise<Operand> {
  const { release: record, problems } = await readRelease(content, product, release);
  const name = `${product}/${release}`;
  if (record === undefined) {
    const [problem] = problems;
    if (problem !== undefined) throw new Fault(problem);
    const names = nearest(release, await releasesOf(content, product));
    const detail = names.length === 0 ? `${product} has none` : `did you mean ${names.join(', ')}?`;
    throw new Fault({ kind: 'unknown-release', path: name, detail });
  }
  const variants = Object.keys(record.snapshots).sort(compareText);
  if (variant !== undefined && !variants.includes(variant)) {
    throw new Fault({
      kind: 'unknown-build',
      path: `${name}/${variant}`,
      detail: `it has ${listed(variants)}`,
    });
  }
  if (variant !== undefined) return { kind: 'build', build: await readBuild(content, record, variant) };
  if (variants.length === 0)
    throw new Fault({ kind: 'unknown-build', path: name, detail: 'it has none at all' });
  return { kind: 'release', name, variants, load: (each) => readBuild(content, record, each) };
}

/** Newest first: the one that was meant is more often a late one. */
async function releasesOf(content: string, name: string): Promise<string[]> {
  const { products } = await readProducts(content);
  const { releases } = await readReleases(content, name);
  const order = products.find((product) => product.name === name)?.order ?? 'upstream';
  return releases.map(({ release }) => release).sort((a, b) => compareReleases(order, b, a));
}

async function readBuild(content: string, record: ReleaseRecord, variant: string): Promise<Build> {
  const snapshot = record.snapshots[variant];
  if (snapshot === undefined) throw new RangeError(`${record.release} has no variant ${variant}`);
  const id = { product: record.product, release: record.release, ...parseVariantName(variant) };
  const exports = await readExports(content, id, snapshot);
  return {
    name: snapshotName(id),
    id,
    source: snapshot.source.file,
    crcGenerator: snapshot.crc_generator,
    coverage: coverageOf(snapshot),
    compiler: snapshot.compiler ?? null,
    exports,
    problems: [],
    typeSources: typeSourcesOf(snapshot),
    loadTypes: (source) => readTypes(content, id, source, snapshot),
    package: snapshot.package,
    changelogSince: (older) =>
      readChangelogBetween(
        content,
        { product: older.id.product ?? '', snapshot: { package: older.package } },
        { product: id.product, snapshot },
      ),
  };
}

async function openBuild(argument: string): Promise<Build> {
  const files = filesOf(argument);
  const [file = argument] = files;
  if (files.length > 1 || (await isPackage(file))) return openPackages(argument, files);
  const opened = await openExports(file);
  const { release = null, arch = null, flavour = null, crcGenerator, coverage } = opened;
  const { exports, problems } = opened;
  // Of nothing, everything that the other side exports would be said to be added or removed.
  if (exports.length === 0) {
    throw new Fault({ kind: 'no-records', path: file, detail: 'it lists no export' });
  }
  return {
    name: file,
    id: { product: null, release, arch, flavour },
    source: file,
    ...{ crcGenerator, coverage, exports, problems, compiler: opened.compiler ?? null },
    changelogSince: () => Promise.resolve(undefined),
    ...(await typesBeside(file, opened)),
  };
}

async function isPackage(file: string): Promise<boolean> {
  return statSync(file).isFile() && (await inputKind(file)) === 'package';
}

/** One build, of which a distribution has the exports in one package, the kernel and its modules in others. */
async function openPackages(name: string, files: readonly string[]): Promise<Build> {
  const opened: OpenedPackage[] = [];
  for (const file of files) opened.push(await openPackage(file));
  const withExports = opened.filter(({ exports }) => exports !== undefined);
  const [found] = withExports;
  if (withExports.length > 1) {
    const detail = withExports.map(({ file }) => file).join(', ');
    throw new Fault({ kind: 'ambiguous-input', path: name, detail });
  }
  if (found?.exports === undefined) {
    const why = opened.flatMap(({ withoutExports }) => withoutExports ?? []);
    throw new Fault(
      why.find(({ kind }) => kind !== 'nothing-found') ?? why[0] ?? { kind: 'nothing-found', path: name },
    );
  }
  const others = opened.filter((each) => each !== found && isOtherBuild(each, found));
  if (others[0] !== undefined) {
    const detail = `${others[0].file} is of ${buildWords(others[0])}, ${found.file} of ${buildWords(found)}`;
    throw new Fault({ kind: 'identity-conflict', path: name, detail });
  }
  const { exports } = found;
  const { release = null, arch = null, flavour = null } = exports;
  return {
    name,
    id: { product: null, release, arch, flavour },
    source: name,
    ...{ crcGenerator: exports.crcGenerator, coverage: exports.coverage, exports: exports.exports },
    problems: [...exports.problems, ...opened.flatMap(({ problems }) => problems)],
    compiler: exports.compiler ?? null,
    changelogSince: () => Promise.resolve(undefined),
    ...typesOfPackages(opened, exports.exports),
  };
}

/** Whether two packages say that they are of different builds; what one does not say is no difference. */
function isOtherBuild(a: Identity, b: Identity): boolean {
  return (['release', 'arch', 'flavour'] as const).some(
    (key) => a[key] !== undefined && b[key] !== undefined && a[key] !== b[key],
  );
}

function buildWords({ release = '', arch = '', flavour = '' }: Identity): string {
  return [release, arch, flavour].filter((part) => part !== '').join(' ');
}

/**
 * The files that `a.deb+b.deb` names; a path may have a plus of its own (`6.12.117+deb13`), so that parts which name
 * nothing belong to what follows them.
 */
function filesOf(argument: string): string[] {
  if (existsSync(argument)) return [argument];
  const files: string[] = [];
  let open = '';
  for (const part of argument.split('+')) {
    open = open === '' ? part : `${open}+${part}`;
    if (!existsSync(open)) continue;
    files.push(open);
    open = '';
  }
  return open === '' ? files : [];
}

/** How many characters off a product's name may be for it to be what was meant. */
const SLIP = 3;

/** What looks like a slip in a product's name was meant as one; anything else gets the message for a path. */
async function noSuchThing(argument: string, content: string): Promise<Fault> {
  const [product = '', release = ''] = argument.split('/');
  const { products } = release === '' ? { products: [] } : await readProducts(content);
  const [meant] = nearest(
    product,
    products.map((each) => each.name),
  );
  if (meant === undefined || editDistance(product, meant) > SLIP) {
    return new Fault({ kind: 'unreadable-file', path: argument, detail: 'there is none' });
  }
  return new Fault({
    kind: 'unknown-product',
    path: argument,
    detail: `"${product}". Did you mean ${meant}?`,
  });
}
