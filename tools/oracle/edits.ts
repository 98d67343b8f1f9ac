/** Edits of a module's bytes, as tools that damage modules, or people, make them. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const RECORD = 64;

/** A record of __versions. */
export interface VersionRecord {
  readonly crc: bigint;
  readonly name: string;
}

/** Runs objcopy over the bytes. */
export function objcopy(bytes: Buffer, ...options: readonly string[]): Buffer {
  return withFile(bytes, (file) => execFileSync('objcopy', [...options, file], { stdio: 'pipe' }));
}

/** The bytes of a section, changed. */
export function editSection(bytes: Buffer, name: string, edit: (section: Buffer) => Buffer): Buffer {
  return withFile(bytes, (file) => {
    const section = `${file}.section`;
    execFileSync('objcopy', ['--dump-section', `${name}=${section}`, file, '/dev/null'], { stdio: 'pipe' });
    writeFileSync(section, edit(readFileSync(section)));
    execFileSync('objcopy', ['--update-section', `${name}=${section}`, file], { stdio: 'pipe' });
  });
}

/** The fields of .modinfo, changed: `key=value`. */
export function editModinfo(bytes: Buffer, edit: (fields: readonly string[]) => readonly string[]): Buffer {
  return editSection(bytes, '.modinfo', (section) => {
    const fields = section
      .toString('latin1')
      .split('\0')
      .filter((field) => field !== '');
    return Buffer.from(
      edit(fields)
        .map((field) => `${field}\0`)
        .join(''),
      'latin1',
    );
  });
}

/** Sets a field, where the first one of its key stood; null takes it away. */
export function setField(bytes: Buffer, key: string, value: string | null): Buffer {
  return editModinfo(bytes, (fields) => [
    ...fields.filter((field) => !field.startsWith(`${key}=`)),
    ...(value === null ? [] : [`${key}=${value}`]),
  ]);
}

/** The records of __versions, changed; `tail` is put behind the last one. */
export function editVersions(
  bytes: Buffer,
  edit: (records: readonly VersionRecord[]) => readonly VersionRecord[],
  tail: Buffer = Buffer.alloc(0),
): Buffer {
  return editSection(bytes, '__versions', (section) => {
    const records: VersionRecord[] = [];
    for (let at = 0; at + RECORD <= section.length; at += RECORD) {
      const name = section
        .subarray(at + 8, at + RECORD)
        .toString('latin1')
        .replace(/\0.*$/s, '');
      records.push({ crc: section.readBigUInt64LE(at), name });
    }
    const written = edit(records).map(({ crc, name }) => {
      const record = Buffer.alloc(RECORD);
      record.writeBigUInt64LE(crc);
      record.write(name, 8, 'latin1');
      return record;
    });
    return Buffer.concat([...written, tail]);
  });
}

/** A copy in which numbers were overwritten. */
export function patched(bytes: Buffer, change: (copy: Buffer) => void): Buffer {
  const copy = Buffer.from(bytes);
  change(copy);
  return copy;
}

function withFile(bytes: Buffer, work: (file: string) => void): Buffer {
  const folder = mkdtempSync(path.join(tmpdir(), 'kabi-oracle-'));
  try {
    const file = path.join(folder, 'module.ko');
    writeFileSync(file, bytes);
    work(file);
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
