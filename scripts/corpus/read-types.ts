import type { SnapshotId } from '../../src/kernel/snapshot.ts';
import { Fault, type Parsed } from '../../src/base/problems.ts';
import type { SnapshotRecord } from '../../src/history/release.ts';
import { TYPE_SOURCES, type TypeSource, type TypeTable } from '../../src/types/table/table.ts';
import { parseTypeTable } from '../../src/types/table/text.ts';
import { typesFile } from './layout.ts';
import { readVerifiedText } from './read.ts';

/** What the types of a snapshot were told from, as far as it is on file. Two snapshots compare where they share one. */
export function typeSourcesOf({ types = {} }: SnapshotRecord): readonly TypeSource[] {
  return TYPE_SOURCES.filter((source) => types[source] !== undefined);
}

/** A type table on file. @throws {Fault} if there is none, it cannot be read, or it is not what was put on file */
export async function readTypes(
  content: string,
  id: SnapshotId,
  source: TypeSource,
  { types = {} }: Pick<SnapshotRecord, 'types'>,
): Promise<Parsed<TypeTable>> {
  const file = typesFile(content, id, source);
  const record = types[source];
  if (record === undefined) throw new Fault({ kind: 'unlisted-snapshot', path: file });
  return parseTypeTable(await readVerifiedText(file, record.types_sha256), file);
}
