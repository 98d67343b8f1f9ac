/** What `kabi ingest` says: in text as it happens, in JSON at the end. */
import { counted } from '../../../src/base/text.ts';
import { snapshotName, type SnapshotId } from '../../../src/kernel/snapshot.ts';
import { Fault, isError, problemJson, sortProblems, type Problem } from '../../../src/base/problems.ts';
import type { IngestReport as IngestJson, IngestStatus } from '../../../src/records/json/reports.ts';
import type { StoredChangelog } from '../../corpus/store/store-changelog.ts';
import type { TypesToStore } from '../../corpus/store/store-types.ts';
import { EXIT, type ExitStatus } from '../../engine/exit.ts';
import { formatProblems } from '../problem-list.ts';
import type { OpenedExports } from '../../sources/open.ts';
import type { OpenedPackage } from '../../sources/packages/open-package.ts';

export class IngestCollector {
  readonly #isJson: boolean;
  readonly #snapshots: IngestJson['snapshots'] = [];
  readonly #imports: IngestJson['imports'] = [];
  readonly #types: IngestJson['types'] = [];
  readonly #changelogs: IngestJson['changelogs'] = [];
  readonly #withoutTypes: IngestJson['withoutTypes'] = [];
  readonly #drivers: IngestJson['drivers'] = [];
  readonly #problems: Problem[] = [];
  #refused = 0;

  constructor(isJson: boolean) {
    this.#isJson = isJson;
  }

  progress(input: string): void {
    if (!this.#isJson) process.stderr.write(`reading ${input}\n`);
  }

  addProblems(problems: readonly Problem[]): void {
    for (const problem of problems) this.#problems.push(problem);
  }

  addSnapshot(id: SnapshotId, build: OpenedExports, status: IngestStatus, note?: string): void {
    const exports = build.exports.length;
    const { coverage, file } = build;
    this.#snapshots.push({ ...id, status, exports, coverage, source: file, ...noted(note) });
    const part = coverage === 'part' ? ', a part of all' : '';
    this.#say(id, `${exports} exports${part}`, status, note);
  }

  /** Of a package, only how its kernel loads modules was asked for. */
  addLoader(id: SnapshotId, isNew: boolean): void {
    this.#say(id, 'how it loads modules', isNew ? 'written' : 'unchanged');
  }

  addImports(id: SnapshotId, opened: OpenedPackage, status: IngestStatus, note?: string): void {
    const modules = opened.modules.length;
    const pairs = opened.modules.reduce((sum, { imports }) => sum + imports.length, 0);
    this.#imports.push({
      ...id,
      status,
      package: opened.package.name,
      modules,
      pairs,
      source: opened.file,
      ...noted(note),
    });
    this.#say(id, `${pairs} imports of ${modules} modules`, status, note);
  }

  addTypes(id: SnapshotId, { table, from }: TypesToStore, status: IngestStatus, note?: string): void {
    const types = table.types.size;
    const exports = new Set(table.exports.map(({ symbol }) => symbol)).size;
    this.#types.push({
      ...id,
      status,
      from: table.source,
      types,
      exports,
      sources: from.map(({ file }) => file),
      ...noted(note),
    });
    this.#say(id, `${types} types of ${exports} exports`, status, note);
  }

  addChangelog(product: string, version: string, source: string, stored: StoredChangelog): void {
    const { status, versions, changes } = stored;
    this.#changelogs.push({ product, version, status, versions: [...versions], changes, source });
    if (this.#isJson) return;
    const upTo = versions.length === 1 ? '' : ` back to ${versions.at(-1) ?? ''}`;
    process.stdout.write(
      `${product}: ${counted(changes, 'change', 'changes')} of ${version}${upTo}, ${status}\n`,
    );
  }

  /** A kernel without BTF is as its maker wanted it: a fact, which is said once. */
  addWithoutTypes(id: SnapshotId, source: string): void {
    this.#withoutTypes.push({ ...id, source });
    if (this.#isJson) return;
    process.stdout.write(
      `${snapshotName(id)}: no types, as the kernel was built without CONFIG_DEBUG_INFO_BTF (${source})\n`,
    );
  }

  /** A module of a driver from outside the tree. */
  addDriver(build: SnapshotId & Omit<IngestJson['drivers'][number], keyof SnapshotId>): void {
    const { driver, module, product, release, arch, flavour, imports, status } = build;
    this.#drivers.push({ driver, module, product, release, arch, flavour, imports, status });
    this.#say(build, `${counted(imports, 'import', 'imports')} of ${module}, of driver ${driver}`, status);
  }

  /** What is left for a person to do. */
  remind(text: string): void {
    if (!this.#isJson) process.stdout.write(`${text}\n`);
  }

  /** @throws what is not a fault of the data: that is a bug. */
  refuse(error: unknown): void {
    if (!(error instanceof Fault)) throw error;
    this.#problems.push(error.problem);
    this.#refused += 1;
  }

  finish(): ExitStatus {
    const problems = sortProblems(this.#problems);
    if (this.#isJson) process.stdout.write(`${JSON.stringify(this.#toJson(problems), undefined, 2)}\n`);
    else process.stderr.write(formatProblems(problems));
    if (problems.some(isError)) return EXIT.failure;
    return problems.length > 0 ? EXIT.findings : EXIT.clean;
  }

  #say(id: SnapshotId, what: string, status: IngestStatus, note?: string): void {
    if (this.#isJson) return;
    const remark = note === undefined ? '' : ` (${note})`;
    process.stdout.write(`${snapshotName(id)}: ${what}, ${status}${remark}\n`);
  }

  #toJson(problems: readonly Problem[]): IngestJson {
    const count = (status: IngestStatus) => this.#snapshots.filter((each) => each.status === status).length;
    return {
      schema: 'kabi-reports/ingest/1',
      ingested: count('written'),
      unchanged: count('unchanged'),
      replaced: count('replaced'),
      refused: this.#refused,
      snapshots: this.#snapshots,
      imports: this.#imports,
      types: this.#types,
      changelogs: this.#changelogs,
      withoutTypes: this.#withoutTypes,
      drivers: this.#drivers,
      problems: problems.map(problemJson),
    };
  }
}

function noted(note: string | undefined): { note?: string } {
  return note === undefined ? {} : { note };
}
