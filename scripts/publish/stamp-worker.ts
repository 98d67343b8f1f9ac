/** Entry point of a process that makes a part of the stamped pages (stamp-all.ts). */
import { SHELL } from '../../src/render/shell.ts';
import { writeIfDifferent } from '../file-tree.ts';
import { createStamp } from './stamp.ts';
import { stampedTwins } from './twin-files.ts';
import { stampedPages, type StampedPagesInput } from './stamped-pages.ts';

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
  if (task.hasTwins) {
    for (const [name, text] of stampedTwins(task, task.part, task.of)) {
      writeIfDifferent(task.root, name, text, { atomic: false });
      twins.push(name);
    }
  }
  const pages = [...stampedPages(task, task.part, task.of)];
  process.once('message', ({ shell }: { readonly shell?: string }) => {
    const files = [...twins, ...(shell === undefined ? [] : pages.map(({ file }) => file))];
    if (shell !== undefined) {
      const stamp = createStamp({ ...SHELL, html: shell });
      for (const page of pages) writeIfDifferent(task.root, page.file, stamp(page), { atomic: false });
    }
    process.send?.({ files } satisfies StampedFiles, () => process.disconnect());
  });
});
