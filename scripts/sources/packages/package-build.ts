/** The build in a package, from the few files of it that were kept. */
import { Fault } from '../../../src/base/problems.ts';
import { entryName, type PickedFile } from '../archives/archive.ts';
import { parseUname, type Identity } from '../kernel/build-names.ts';
import { findBuilds, type FoundBuild } from '../kernel/build-places.ts';
import type { Limits } from '../bytes/limits.ts';
import { readExportFacts, type ExportFacts } from '../kernel/opened-exports.ts';
import { readText } from '../compression/text.ts';

export interface PackagedBuild {
  readonly facts: ExportFacts;
  /** From the path of Module.symvers in the package. */
  readonly identity: Identity;
  /** Of Module.symvers, in seconds since 1970. */
  readonly modified: number;
}

/**
 * @param missing What to say if the package holds no exports.
 * @throws {Fault} `nothing-found` or `ambiguous-input`, or whatever is wrong with the text.
 */
export async function readPackagedBuild(
  files: ReadonlyMap<string, PickedFile>,
  archive: string,
  limits: Limits,
  missing: string,
): Promise<PackagedBuild> {
  const build = onlyBuild(findBuilds([...files.keys()]), archive, missing);
  const textOf = async (path: string) => {
    const name = entryName(archive, path);
    const { bytes } = files.get(path) ?? { bytes: Buffer.alloc(0) };
    return readText(chunk(bytes), name, limits);
  };
  const config = build.config === undefined ? undefined : await textOf(build.config);
  const header = build.utsrelease === undefined ? undefined : await textOf(build.utsrelease);
  return {
    facts: readExportFacts(await textOf(build.symvers), entryName(archive, build.symvers), config, header),
    identity: build.uname === undefined ? {} : parseUname(build.uname),
    modified: files.get(build.symvers)?.modified ?? 0,
  };
}

/** @throws {Fault} unless there is exactly one. */
export function onlyBuild(builds: readonly FoundBuild[], path: string, missing: string): FoundBuild {
  const [build, other] = builds;
  if (build === undefined) throw new Fault({ kind: 'nothing-found', path, detail: missing });
  if (other === undefined) return build;
  const names = builds.map((each) => each.symvers).join(', ');
  throw new Fault({ kind: 'ambiguous-input', path, detail: names });
}

async function* chunk(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
