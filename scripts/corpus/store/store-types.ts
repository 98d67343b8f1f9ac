/** Puts the type table of a build on file, beside its exports. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { snapshotName, type SnapshotId } from '../../../src/kernel/snapshot.ts';
import { Fault } from '../../../src/base/problems.ts';
import type { TypesRecord } from '../../../src/history/release.ts';
import type { TypeTable } from '../../../src/types/table/table.ts';
import { formatTypeTable } from '../../../src/types/table/text.ts';
import { snapshotFolder, typesDiffFileName, typesFileName } from '../layout.ts';
import { readTypesText } from '../read-types.ts';
import { hashText, snapshotOnFile, withoutUndefined, withSnapshot, writeRelease } from './release-file.ts';
import { placeTypes } from './shared-types.ts';
import type { Stored } from './store.ts';

export interface TypesToStore {
  readonly table: TypeTable;
  /** The files that it was read from: the kernel first, then what its modules came in. */
  readonly from: readonly { readonly file: string; readonly sha256?: string | undefined }[];
}

/**
 * Writes nothing if the same table is on file. Another one is refused unless `replace` is set, as is another provenance
 * of the same.
 *
 * @param source Name of the input for messages.
 * @throws {Fault} `exports-not-on-file`, `already-ingested`, `unwritable-file`, or whatever is wrong with the release on
 * file. Nothing is changed then.
 */
export async function storeTypes(
  content: string,
  id: SnapshotId,
  { table, from }: TypesToStore,
  options: { readonly replace: boolean; readonly source: string },
): Promise<Stored> {
  const { release, variant, snapshot } = await snapshotOnFile(content, id, options.source);
  const text = formatTypeTable(table);
  const record: TypesRecord = {
    from: from.map((each) => withoutUndefined(each) as TypesRecord['from'][number]),
    types: table.types.size,
    exports: new Set(table.exports.map(({ symbol }) => symbol)).size,
    types_sha256: hashText(text),
  };
  const known = snapshot.types?.[table.source];
  const write = async ({ base_sha256: _, ...next }: TypesRecord) => {
    const { file, ...base } = await placeTypes(content, id, table.source, text);
    const types = { ...snapshot.types, [table.source]: { ...next, ...base } };
    await writeRelease(content, id, withSnapshot(release, variant, { ...snapshot, types }), file);
    // As a whole and as a difference it has two names; release.yaml says which of them counts.
    for (const name of [typesFileName(table.source), typesDiffFileName(table.source)]) {
      if (name !== file.name) rmSync(path.join(snapshotFolder(content, id), name), { force: true });
    }
  };

  if (known === undefined) {
    await write(record);
    return { status: 'written' };
  }
  const places = known.from.map(({ file }) => file).join(', ');
  const { base_sha256: _, ...told } = known;
  const isSame = isDeepStrictEqual(told, record);
  if (!isSame && options.replace) {
    await write(record);
    return { status: 'replaced', note: `instead of those from ${places}` };
  }
  if (known.types_sha256 !== record.types_sha256) {
    const detail = `types of ${snapshotName(id)} from ${places}`;
    throw new Fault({ kind: 'already-ingested', path: options.source, detail });
  }
  if ((await readTypesText(content, id, table.source, known).catch(() => undefined)) !== text) {
    await write(known);
    return { status: 'written', note: 'the file in content/ was missing or damaged' };
  }
  if (isSame) return { status: 'unchanged' };
  return { status: 'unchanged', note: `provenance of ${places} kept, --replace takes this one` };
}
