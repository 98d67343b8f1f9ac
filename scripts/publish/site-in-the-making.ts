import path from 'node:path';
import { rmSync } from 'node:fs';
import { rowsFolder } from '../corpus/layout.ts';
import { settingsEnv, type SiteSettings } from '../corpus/site-settings.ts';
import { FileTree } from '../engine/file-tree.ts';
import { Pool } from '../engine/pool.ts';
import { formatManifest, MANIFEST } from './manifest.ts';
import { PART_MAKER, type PartTask, type SitePart, type WrittenFile } from './parts.ts';
import { publishSite } from './publish-site.ts';
import { COLLECTIONS_WRITTEN, isShellRendered, SHELL_WANTED, type ShellHtml } from './questions.ts';
import { formatStamp, STAMP } from './site-folders.ts';

export interface SiteToMake {
  /** Folder of the site before last, which becomes the new one. */
  readonly folder: string;
  /** For Astro: where it renders, and what of it is kept. */
  readonly settings: SiteSettings;
  readonly baseUrl: string;
  /** Folder of pictures that earlier builds drew. */
  readonly cards: string;
  /** Processes at a time, besides Astro's. */
  readonly jobs: number;
}

/** Variables that Astro would take for its own `import.meta.env`; in a shell or a CI job they mean something else. */
const UNSET = Object.fromEntries(
  ['ASSETS_PREFIX', 'BASE_URL', 'DEV', 'MODE', 'PROD', 'SITE', 'SSR'].map((name) => [name, undefined]),
);

/** Two kinds of processes and one folder: Astro renders its pages, others make the parts that need no Astro. */
export class SiteInTheMaking implements AsyncDisposable {
  readonly #settings: SiteSettings;
  readonly #tree: FileTree;
  readonly #astro: Pool;
  readonly #makers: Pool;
  readonly #common: Omit<PartTask, 'part'>;
  readonly #collections = Promise.withResolvers<undefined>();
  readonly #shell = Promise.withResolvers<ShellHtml>();
  readonly #parts: Promise<WrittenFile[]>[] = [];
  readonly #rendered: Promise<void>;

  /** Starts the processes, which load what they need until they have something to do. */
  constructor({ folder, settings, baseUrl, cards, jobs }: SiteToMake) {
    this.#settings = settings;
    this.#astro = new Pool(new URL('./astro-builder.ts', import.meta.url), {
      processes: 1,
      env: {
        ...process.env,
        ...UNSET,
        ...settingsEnv(settings, baseUrl),
        ...{ NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1' },
      },
    });
    this.#rendered = this.#render();
    this.#makers = new Pool(PART_MAKER, { processes: jobs });
    rmSync(path.join(folder, STAMP), { force: true });
    this.#tree = new FileTree(folder, { atomic: false, hashes: true });
    const { base, site, hasPlainPages, profile, content } = settings;
    this.#common = {
      tree: { root: this.#tree.root, isNew: this.#tree.isNew },
      stamped: { rows: rowsFolder(content), base, site, hasPlainPages, title: profile.title },
      beside: { ...settings, cards },
    };
  }

  /** Has parts made whose rows or entries are written. */
  make(parts: readonly SitePart[]): void {
    for (const part of parts) {
      const task: PartTask = { ...this.#common, part };
      const answer = (question: unknown) => (question === SHELL_WANTED ? this.#shell.promise : undefined);
      this.#parts.push(handled(this.#makers.run<WrittenFile[]>(task, { by: 'make', answer })));
    }
  }

  /**
   * To be called once all parts are asked for, and collections are complete.
   *
   * @param key what the site is built from; its stamp is written last
   * @throws {Fault} if a page cannot be made, or a published address would vanish
   */
  async finish(key: string): Promise<void> {
    this.#collections.resolve(undefined);
    const tree = this.#tree;
    const parts = async () => (await Promise.all(this.#parts)).flat();
    await publishSite(this.#settings, tree, { rendered: this.#rendered, parts });
    const manifest = formatManifest(tree.digests);
    tree.write(MANIFEST, manifest);
    tree.write(STAMP, formatStamp(key, manifest));
    tree.removeStale();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#astro[Symbol.asyncDispose](), this.#makers[Symbol.asyncDispose]()]);
  }

  #render(): Promise<void> {
    const answer = (question: unknown) => {
      if (question === COLLECTIONS_WRITTEN) return this.#collections.promise;
      if (isShellRendered(question)) this.#shell.resolve(question.shell);
      return undefined;
    };
    const rendered = this.#astro.run(undefined, { by: 'render', answer }).then(async () => {
      this.#shell.resolve(null);
      // With its memory.
      await this.#astro[Symbol.asyncDispose]();
    });
    return handled(rendered);
  }
}

/** A failure is looked at where the promise is awaited; one before that is not to end the process. */
function handled<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}
