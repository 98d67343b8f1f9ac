/** Script of a process that makes parts of a site (parts.ts). */
import { constants, setPriority } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { SHELL } from '../../src/views/frame/shell.ts';
import { FileWriter } from '../engine/file-writer.ts';
import { ask, endIfAlone } from '../engine/worker.ts';
import { sideFiles, type SideGroup, type SideSettings } from './beside/side-files.ts';
import type { PartTask, SitePart, WrittenFile } from './parts.ts';
import { SHELL_WANTED, type ShellHtml } from './questions.ts';
import { StampedPages } from './stamped/pages.ts';
import { createStamp, waitingPage, type WaitingPage } from './stamped/stamp.ts';

/** How many pages are made before the process looks whether it has an answer, or is to end. */
const PAGES_AT_ONCE = 256;

// Astro has the longest way: what it leaves of the cores is enough to be done when it is.
try {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
} catch {
  // A system that does not let processes step back shares its cores out evenly.
}

type Stamp = ReturnType<typeof createStamp>;
type StampedPart = Extract<SitePart, { readonly make: 'stamped' }>;

/** Kept from one part to the next, as are the rows that the pages are made of. */
let pages: StampedPages | undefined;
let stamp: Promise<Stamp | null> | undefined;

/** Makes one part. @returns its files, by path below the site's folder, with their SHA-256 */
export async function make({ part, tree, stamped, beside }: PartTask): Promise<WrittenFile[]> {
  const files = new PartFiles(tree);
  switch (part.make) {
    case 'beside':
      await makeBeside(part.group, beside, files);
      break;
    case 'stamped':
      pages ??= new StampedPages(stamped);
      await makeStamped(part, pages, files);
      break;
  }
  return files.written();
}

class PartFiles {
  readonly #digests = new Map<string, string>();
  readonly #writer: FileWriter;

  constructor({ root, isNew }: PartTask['tree']) {
    this.#writer = new FileWriter(root, { atomic: false, isNew, digests: this.#digests });
  }

  write(name: string, data: string | Uint8Array): void {
    endIfAlone();
    this.#writer.write(name, data);
  }

  written(): WrittenFile[] {
    return [...this.#digests];
  }
}

async function makeBeside(group: SideGroup, settings: SideSettings | null, files: PartFiles): Promise<void> {
  if (settings === null) return;
  for await (const [name, data] of sideFiles(group, settings)) files.write(name, data);
}

/** Pages wait in memory until Astro has rendered the shell, which is the first that it does; the others are written at once. */
async function makeStamped(
  { kind, part, of }: StampedPart,
  stampedPages: StampedPages,
  files: PartFiles,
): Promise<void> {
  const answer = (stamp ??= askForStamp(stampedPages.sections));
  let known: Stamp | null | undefined;
  void answer.then((found) => (known = found));
  const waiting: WaitingPage[] = [];
  let made = 0;
  for (const page of stampedPages.of(kind, part, of)) {
    for (const [name, text] of page.beside) files.write(name, text);
    if (known === undefined) waiting.push(waitingPage(page));
    else if (known !== null) files.write(page.file, known(page));
    made += 1;
    if (made % PAGES_AT_ONCE === 0) await setImmediate();
  }
  const found = await answer;
  if (found !== null) for (const page of waiting) files.write(page.file, found(page));
}

async function askForStamp(current: Record<string, string>): Promise<Stamp | null> {
  const html = await ask<ShellHtml>(SHELL_WANTED);
  return html === null ? null : createStamp({ ...SHELL, html, current });
}
