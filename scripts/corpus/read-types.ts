import { createHash } from 'node:crypto';
import type { SnapshotId } from '../../src/kernel/snapshot.ts';
import { Fault, type Parsed } from '../../src/base/problems.ts';
import type { SnapshotRecord, TypesRecord } from '../../src/history/release.ts';
import { TYPE_SOURCES, type TypeSource, type TypeTable } from '../../src/types/table/table.ts';
import { parseTypeTable } from '../../src/types/table/text.ts';
import { patchTable } from '../../src/types/table/table-diff.ts';
import { sharedTypesFile, typesFile } from './layout.ts';
import { otherThanIngested, readCanonicalText, readVerifiedText } from './read.ts';

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
  const record = types[source];
  if (record === undefined)
    throw new Fault({ kind: 'unlisted-snapshot', path: typesFile(content, id, source, {}) });
  const text = await readTypesText(content, id, source, record);
  return parseTypeTable(text, typesFile(content, id, source, record));
}

/** The text of a type table on file, whole. @throws {Fault} if it cannot be read, or it is not what was put on file */
export async function readTypesText(
  content: string,
  id: SnapshotId,
  source: TypeSource,
  record: Pick<TypesRecord, 'types_sha256' | 'base_sha256'>,
): Promise<string> {
  const file = typesFile(content, id, source, record);
  if (record.base_sha256 === undefined) return readVerifiedText(file, record.types_sha256);
  const base = await readSharedTypes(content, source, record.base_sha256);
  const text = patchTable(base, await readCanonicalText(file));
  const sha256 = text === undefined ? undefined : hashOf(text);
  if (text === undefined || sha256 !== record.types_sha256)
    throw otherThanIngested(file, record.types_sha256, sha256);
  return text;
}

/** Releases are read one after the other, and neighbours share theirs. */
let last: { readonly file: string; readonly sha256: string; readonly text: string } | undefined;

/** @throws {Fault} if it is not there, or is another one */
export async function readSharedTypes(content: string, source: TypeSource, sha256: string): Promise<string> {
  const file = sharedTypesFile(content, source, sha256);
  if (last?.file === file && last.sha256 === sha256) return last.text;
  const text = await readVerifiedText(file, sha256);
  last = { file, sha256, text };
  return text;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
