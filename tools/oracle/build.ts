/** Builds the sources against the headers of a kernel, and makes the suite of them. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseModule } from '../../src/formats/drivers/module.ts';
import { objcopy } from './edits.ts';
import { madeUpModules, type MadeUp } from './made-up.ts';
import { SOURCES } from './sources.ts';

/** A module of the suite, as a file. */
export interface SuiteFile {
  /** As the kernel has it. */
  readonly name: string;
  readonly file: string;
}

export interface SuiteCase {
  readonly id: string;
  readonly module: SuiteFile;
  readonly needs: readonly SuiteFile[];
}

/**
 * @param headers Folder of the headers, such as /usr/src/linux-headers-6.1.0-54-amd64.
 * @param out Folder to write to.
 */
export function buildSuite(headers: string, out: string): SuiteCase[] {
  mkdirSync(out, { recursive: true });
  for (const [name, text] of Object.entries(SOURCES)) writeFileSync(path.join(out, `${name}.c`), text);
  const objects = Object.keys(SOURCES).map((name) => `${name}.o`);
  const flags = usesNamespaceStrings(headers) ? 'ccflags-y := -DORACLE_NS_STRING\n' : '';
  writeFileSync(
    path.join(out, 'Makefile'),
    `obj-m := ${objects.join(' ')}\n${flags}CFLAGS_common.o := -fcommon\n`,
  );
  const made = spawnSync(
    'make',
    ['-s', '-C', headers, `M=${path.resolve(out)}`, 'KBUILD_MODPOST_WARN=1', 'modules'],
    { encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`make failed:\n${made.stdout}${made.stderr}`);
  const built = new Map(Object.keys(SOURCES).map((name) => [name, stripped(path.join(out, `${name}.ko`))]));
  const vermagic = parseModule(source(built, 'plain'), 'plain.ko').records.object.vermagic;
  if (vermagic === null) throw new Error('the modules have no vermagic');
  return madeUpModules(vermagic).map((each) => writeCase(each, built, out));
}

/** Debugging information refers to sections that are to be taken out. */
function stripped(file: string): Buffer {
  return objcopy(readFileSync(file), '--strip-debug');
}

/** MODULE_IMPORT_NS() takes a string since 6.13. */
function usesNamespaceStrings(headers: string): boolean {
  const [, major, minor] = /linux-headers-(\d+)\.(\d+)/.exec(headers) ?? [];
  return Number(major) > 6 || (Number(major) === 6 && Number(minor) >= 13);
}

function writeCase(
  { id, from, name = from, edit, needs = [] }: MadeUp,
  built: ReadonlyMap<string, Buffer>,
  out: string,
): SuiteCase {
  const write = (file: string, of: string, change: MadeUp['edit']) => {
    const bytes = source(built, of);
    writeFileSync(path.join(out, file), change === undefined ? bytes : change(bytes));
    return path.join(out, file);
  };
  return {
    id,
    module: { name, file: write(`${id}.case.ko`, from, edit) },
    needs: needs.map((need, index) => ({
      name: need.from,
      file: write(`${id}.needs-${index}.ko`, need.from, need.edit),
    })),
  };
}

function source(built: ReadonlyMap<string, Buffer>, name: string): Buffer {
  const bytes = built.get(name);
  if (bytes === undefined) throw new Error(`no source ${name}`);
  return bytes;
}
