/** content/generated/, from what is on file. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { parseBaseUrl } from '../../../src/base/base-url.ts';
import type { ProductLine } from '../../../src/history/lineage.ts';
import {
  changelogsFolder,
  documentsFolder,
  symbolEndsFolder,
  driversFolder,
  driverSupportFolder,
  generatedFolder,
  interfacePoliciesFolder,
  measuredFolder,
  policiesFolder,
  productsFolder,
} from '../../corpus/layout.ts';
import type { Content } from '../../corpus/read-content.ts';
import { CACHE, ROOT } from '../../engine/root.ts';
import { ANALYSIS_CODE, inputFiles, inputKey } from '../../engine/input-key.ts';
import { Pool } from '../../engine/pool.ts';
import { analyseAll, startAnalysts } from '../analyse-all.ts';
import type { StoredResults } from '../analysis-task.ts';
import type { CollectionsTask } from './collections-writer.ts';
import { isCurrent, type WriteCounts } from './generated-folder.ts';

/** What content/generated/ is made from. */
const CONTENT_FOLDERS = [
  productsFolder,
  changelogsFolder,
  driversFolder,
  policiesFolder,
  measuredFolder,
  interfacePoliciesFolder,
  driverSupportFolder,
  symbolEndsFolder,
  (content: string) => documentsFolder(content, 'discussions'),
  (content: string) => documentsFolder(content, 'notes'),
];

export interface CollectionsPlan {
  readonly content: string;
  readonly baseUrl: string;
  /** Processes at a time. */
  readonly jobs: number;
}

interface Workers {
  readonly analysts: Pool;
  readonly writer: Pool;
}

/**
 * Collections being made, by steps that are called one after the other. Where content/generated/ is already what they would
 * make it, none of them does anything.
 */
export class Collections implements AsyncDisposable {
  readonly #plan: CollectionsPlan;
  readonly #results: StoredResults;
  /** Undefined if there is nothing to do. */
  readonly #workers: Workers | undefined;

  /** Starts the processes, which load while content is read. */
  static async open(plan: CollectionsPlan): Promise<Collections> {
    const { content, baseUrl } = plan;
    const code = await inputFiles(ROOT, ANALYSIS_CODE);
    const folders = CONTENT_FOLDERS.map((folder) => path.relative(content, folder(content)));
    // The code too: a changed rule must not leave old figures behind.
    const files = [...(await inputFiles(content, folders)), ...code];
    const place = createHash('sha256').update(content).digest('hex').slice(0, 12);
    const results = {
      folder: path.join(CACHE, 'analysis', place),
      code: await inputKey(code),
      key: await inputKey(files, parseBaseUrl(baseUrl).base),
    };
    return new Collections(plan, results, await isCurrent(generatedFolder(content), results.key));
  }

  private constructor(plan: CollectionsPlan, results: StoredResults, isAlready: boolean) {
    this.#plan = plan;
    this.#results = results;
    if (isAlready) return;
    const script = new URL('./collections-writer.ts', import.meta.url);
    // What the writer needs of memory ends with it, before pages are made.
    this.#workers = { analysts: startAnalysts(plan.jobs), writer: new Pool(script, { processes: 1 }) };
  }

  /** Stands for everything in content/generated/. */
  get key(): string {
    return this.#results.key;
  }

  /** @throws {Fault} if a snapshot cannot be read */
  async analyse(lines: readonly ProductLine[], progress: (text: string) => void): Promise<void> {
    if (this.#workers === undefined) return;
    const { analysts } = this.#workers;
    progress(`comparing releases of ${lines.length} products`);
    const common = { content: this.#plan.content, ...this.#results };
    await analyseAll(analysts, lines, common, (product) => progress(`compared ${product}`));
    await analysts[Symbol.asyncDispose]();
    progress('writing collections');
  }

  async writeRows({ lines, filed }: Content): Promise<void> {
    const { content, baseUrl } = this.#plan;
    const { base } = parseBaseUrl(baseUrl);
    const folder = generatedFolder(content);
    const task: CollectionsTask = { content: { lines, filed }, results: this.#results, folder, base };
    await this.#workers?.writer.run(task, { by: 'rows' });
  }

  async writeEntries(): Promise<WriteCounts> {
    if (this.#workers === undefined) return { written: 0, removed: 0 };
    const { writer } = this.#workers;
    const counts = await writer.run<WriteCounts>(undefined, { by: 'entries' });
    await writer[Symbol.asyncDispose]();
    return counts;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#workers === undefined) return;
    const { analysts, writer } = this.#workers;
    await Promise.all([analysts[Symbol.asyncDispose](), writer[Symbol.asyncDispose]()]);
  }
}
