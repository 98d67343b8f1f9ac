/** Entry point of the process that computes and writes content/generated/ (write-all.ts). */
import { Fault } from '../../src/kabi/problems.ts';
import { analyseAll } from './analyse-all.ts';
import { generatedFiles } from './files.ts';
import { writeGenerated } from './write.ts';
import { isSystemError } from '../exit.ts';
import type { CollectionsMessage, CollectionsTask } from './write-all.ts';

process.once('message', (task: CollectionsTask) => {
  // Whoever asked for it is gone: what is half done, the next build does again.
  process.once('disconnect', () => process.exit(1));
  void run(task).then((message) => {
    process.removeAllListeners('disconnect');
    process.send?.(message, undefined, undefined, () => process.disconnect());
  });
});

async function run({
  lines,
  filed,
  content,
  jobs,
  folder,
  key,
  base,
}: CollectionsTask): Promise<CollectionsMessage> {
  const progress = (text: string) => process.send?.({ progress: text } satisfies CollectionsMessage);
  try {
    progress(`comparing releases of ${lines.length} products`);
    const analysis = await analyseAll(lines, content, jobs, (product) => progress(`compared ${product}`));
    progress('writing collections');
    return { result: await writeGenerated(folder, key, generatedFiles(analysis, filed, base)) };
  } catch (error) {
    if (error instanceof Fault) return { problem: error.problem };
    if (!isSystemError(error)) throw error;
    const { message, code, syscall, path } = error;
    return { systemError: { message, code, syscall, path } };
  }
}
