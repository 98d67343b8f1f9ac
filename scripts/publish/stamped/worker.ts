/** Entry point of a process that makes a part of the stamped pages (all.ts). */
import { existsSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { SHELL } from '../../../src/render/shell.ts';
import { FileWriter } from '../../file-writer.ts';
import { createStamp, waitingPage, type WaitingPage } from './stamp.ts';
import type { StampedFiles, StampTask } from './messages.ts';
import { stampedPages } from './pages.ts';

/** How many pages are made between two looks for the shell. */
const PAGES_AT_ONCE = 256;

process.once('message', (task: StampTask) => {
  void run(task).then((answer) => process.send?.(answer, () => process.disconnect()));
});

/** Pages wait in memory until Astro has written the shell, which is among its first; the others are written at once. */
async function run(task: StampTask): Promise<StampedFiles> {
  const rendered = once(process, 'message');
  const files: string[] = [];
  const writer = new FileWriter(task.root, { atomic: false, isNew: task.isNew });
  const write = (name: string, data: string | Uint8Array) => {
    writer.write(name, data);
    files.push(name);
  };
  const waiting: WaitingPage[] = [];
  let stamp = stampOf(task.shellFile);
  let made = 0;
  for (const page of await stampedPages(task, task.part, task.of)) {
    for (const [name, text] of page.beside) write(name, text);
    if (stamp === undefined) waiting.push(waitingPage(page));
    else write(page.file, stamp(page));
    made += 1;
    if (made % PAGES_AT_ONCE !== 0 || stamp !== undefined) continue;
    await setImmediate();
    stamp = stampOf(task.shellFile);
  }
  if (stamp === undefined) await rendered;
  stamp ??= stampOf(task.shellFile);
  // Without a shell, Astro has rendered these pages itself (src/stamped-pages.ts).
  if (stamp !== undefined) for (const page of waiting) write(page.file, stamp(page));
  return { files };
}

/** Undefined while there is none, or not all of it. */
function stampOf(file: string): ReturnType<typeof createStamp> | undefined {
  const html = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return html.trimEnd().endsWith('</html>') ? createStamp({ ...SHELL, html }) : undefined;
}
