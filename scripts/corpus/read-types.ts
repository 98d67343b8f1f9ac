import type { SnapshotId } from '../../src/kabi/model.ts';
import type { Parsed } from '../../src/kabi/problems.ts';
import type { SnapshotRecord } from '../../src/kabi/schema/release.ts';
import { TYPE_SOURCES, type TypeSource, type TypeTable } from '../../src/kabi/types/table.ts';
import { parseTypeTable } from '../../src/kabi/types/text.ts';
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
