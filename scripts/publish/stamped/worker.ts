/** Entry point of a process that makes a part of the stamped pages (all.ts). */
import { SHELL } from '../../../src/render/shell.ts';
import { writeIfDifferent } from '../../file-tree.ts';
import { createStamp, type StampedPage } from './stamp.ts';
import { stampedPages, type StampedPagesInput } from './pages.ts';

export interface StampTask extends StampedPagesInput {
  /** Folder of the site. */
  readonly root: string;
  readonly part: number;
  readonly of: number;
}

/** What the process answers. */
export interface StampedFiles {
  readonly files: readonly string[];
}

process.once('message', (task: StampTask) => {
  const twins: string[] = [];
  const pages: Omit<StampedPage, 'beside'>[] = [];
  for (const { beside, ...page } of stampedPages(task, task.part, task.of)) {
    for (const [name, text] of beside) {
      writeIfDifferent(task.root, name, text, { atomic: false });
      twins.push(name);
    }
    pages.push(page);
  }
  process.once('message', ({ shell }: { readonly shell?: string }) => {
    const files = [...twins, ...(shell === undefined ? [] : pages.map(({ file }) => file))];
    if (shell !== undefined) {
      const stamp = createStamp({ ...SHELL, html: shell });
      for (const page of pages) writeIfDifferent(task.root, page.file, stamp(page), { atomic: false });
    }
    process.send?.({ files } satisfies StampedFiles, () => process.disconnect());
  });
});
