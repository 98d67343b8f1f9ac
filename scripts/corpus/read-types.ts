import type { SnapshotId } from '../../src/kernel/snapshot.ts';
import type { Parsed } from '../../src/base/problems.ts';
import type { SnapshotRecord } from '../../src/history/release.ts';
import { TYPE_SOURCES, type TypeSource, type TypeTable } from '../../src/types/table/table.ts';
import { parseTypeTable } from '../../src/types/table/text.ts';
import { typesFile } from './layout.ts';
import { readCanonicalText } from './read.ts';

/** What the types of a snapshot were told from, as far as it is on file. Two snapshots compare where they share one. */
export function typeSourcesOf({ types = {} }: SnapshotRecord): readonly TypeSource[] {
  return TYPE_SOURCES.filter((source) => types[source] !== undefined);
}

/** A type table on file. @throws {Fault} if there is none, or it cannot be read. */
export async function readTypes(
  content: string,
  id: SnapshotId,
  source: TypeSource,
): Promise<Parsed<TypeTable>> {
  const file = typesFile(content, id, source);
  return parseTypeTable(await readCanonicalText(file), file);
}
