/** Entry point of a process that makes pieces of the site, one after the other (all.ts). */
import { existsSync, readFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { SHELL } from '../../../src/views/frame/shell.ts';
import { FileWriter } from '../../engine/file-writer.ts';
import { serve } from '../../engine/worker-server.ts';
import { createStamp, waitingPage, type WaitingPage } from '../stamped/stamp.ts';
import { loadKind, StampedPages, type StampedKind } from '../stamped/pages.ts';
import type { SideGroup } from '../beside/side-files.ts';
import type { Piece, PieceNews, PieceTask } from './piece.ts';

/** How many pages are made between two looks around. */
const PAGES_AT_ONCE = 256;

/** Milliseconds between two looks for it, when nothing else is left to do. */
const PAUSE = 50;

// Astro has the longest way: what it leaves of the cores is enough to be done when it is.
try {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
} catch {
  // A system that does not let processes step back shares its cores out evenly.
}

let isRendered = false;
let maker: PieceMaker | undefined;

serve(
  (task: PieceTask) => (maker ??= new PieceMaker(task)).make(task.piece),
  (told) => {
    const news = told as PieceNews;
    if (news === 'rendered') isRendered = true;
    // What fails to load now fails again when it is wanted, and is told then.
    else void Promise.allSettled(news.coming.map(load));
  },
);

async function load(piece: Piece): Promise<void> {
  switch (piece.make) {
    case 'beside':
      await import('../beside/side-files.ts');
      break;
    case 'stamped':
      await loadKind(piece.kind);
      break;
  }
}

type Stamp = ReturnType<typeof createStamp>;
type Write = (name: string, data: string | Uint8Array) => void;

class PieceMaker {
  readonly #writer: FileWriter;
  readonly #pages: StampedPages;
  readonly #shellFile: string;
  readonly #beside: PieceTask['beside'];
  #stamp: Stamp | undefined;

  constructor({ tree, stamped, shellFile, beside }: PieceTask) {
    this.#writer = new FileWriter(tree.root, { atomic: false, isNew: tree.isNew });
    this.#pages = new StampedPages(stamped);
    this.#shellFile = shellFile;
    this.#beside = beside;
  }

  /** @returns the files that were made */
  async make(piece: PieceTask['piece']): Promise<string[]> {
    const files: string[] = [];
    const write: Write = (name, data) => {
      this.#writer.write(name, data);
      files.push(name);
    };
    switch (piece.make) {
      case 'beside':
        await this.#writeBeside(piece.group, write);
        break;
      case 'stamped':
        await this.#writeStamped(piece, write);
        break;
    }
    return files;
  }

  async #writeBeside(group: SideGroup, write: Write): Promise<void> {
    if (this.#beside === null) return;
    // Not wanted by who makes stamped pages only.
    const { sideFiles } = await import('../beside/side-files.ts');
    for await (const [name, data] of sideFiles(group, this.#beside)) write(name, data);
  }

  /** Pages wait in memory until Astro has written the shell, which is among its first; the others are written at once. */
  async #writeStamped(
    { kind, part, of }: { readonly kind: StampedKind; readonly part: number; readonly of: number },
    write: Write,
  ): Promise<void> {
    const waiting: WaitingPage[] = [];
    let stamp = this.#findShell();
    let made = 0;
    for (const page of await this.#pages.of(kind, part, of)) {
      for (const [name, text] of page.beside) write(name, text);
      if (stamp === undefined) waiting.push(waitingPage(page));
      else write(page.file, stamp(page));
      made += 1;
      if (made % PAGES_AT_ONCE !== 0) continue;
      // Whoever wants the pages may be gone.
      await setImmediate();
      stamp ??= this.#findShell();
    }
    while (stamp === undefined && !isRendered) {
      await setTimeout(PAUSE);
      stamp = this.#findShell();
    }
    stamp ??= this.#findShell();
    // Without a shell, Astro has rendered these pages itself (src/site/stamped-pages.ts).
    if (stamp !== undefined) for (const page of waiting) write(page.file, stamp(page));
  }

  /** Undefined while there is none, or not all of it. */
  #findShell(): Stamp | undefined {
    if (this.#stamp !== undefined) return this.#stamp;
    const html = existsSync(this.#shellFile) ? readFileSync(this.#shellFile, 'utf8') : '';
    if (html.trimEnd().endsWith('</html>')) this.#stamp = createStamp({ ...SHELL, html });
    return this.#stamp;
  }
}
