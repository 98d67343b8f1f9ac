/** Puts on file what the package of a kernel tells of how it loads modules, beside the exports of the same build. */
import { isDeepStrictEqual } from 'node:util';
import type { SnapshotId } from '../../../src/kernel/snapshot.ts';
import { headersPackageOf } from '../../sources/kernel/build-names.ts';
import type { OpenedPackage } from '../../sources/packages/open-package.ts';
import { snapshotOnFile, withSnapshot, writeReleaseRecord } from './release-file.ts';

/**
 * Says whether anything was written. Of several packages of one kernel, the newest reading of each fact counts.
 *
 * @param source Name of the input for messages.
 * @throws {Fault} `exports-not-on-file`, `unwritable-file`, or whatever is wrong with the release on file.
 */
export async function storeLoaderImage(
  content: string,
  id: SnapshotId,
  { loader, file, sha256, package: { name } }: OpenedPackage,
  source: string,
): Promise<boolean> {
  const { moduleSize, builtin } = loader;
  if (moduleSize === undefined && builtin === undefined) return false;
  const { release, variant, snapshot } = await snapshotOnFile(content, id, source, headersPackageOf(name));
  const known = snapshot.loader?.image;
  const image = {
    // A package that tells less than what is on file does not become the source of all.
    source: builtin === undefined && known !== undefined ? known.source : { file, sha256 },
    ...(moduleSize === undefined ? {} : { module_size: moduleSize }),
    ...(builtin === undefined ? {} : { builtin: builtin.join(' ') }),
  };
  const next = { ...known, ...image };
  if (isDeepStrictEqual(known, next)) return false;
  const loaderRecord = { ...snapshot.loader, image: next };
  await writeReleaseRecord(
    content,
    id,
    withSnapshot(release, variant, { ...snapshot, loader: loaderRecord }),
  );
  return true;
}
