/** Entry point of the process that computes and writes content/generated/ (write-all.ts). */
import { serve, tell } from '../engine/worker-server.ts';
import { startAnalysts } from './analysts.ts';
import type { CollectionsPlan, CollectionsProgress, CollectionsTask } from './write-all.ts';
import type { WriteResult } from './write.ts';

let write: ((task: CollectionsTask) => Promise<WriteResult>) | undefined;

serve(
  async (task: CollectionsTask): Promise<WriteResult> => {
    if (write === undefined) throw new Error('told to write before the plan');
    return await write(task);
  },
  (told) => {
    const analysts = startAnalysts((told as CollectionsPlan).jobs);
    // Takes as long to load as they do to start.
    const loaded = import('./analyse-and-write.ts');
    write = async (task) => (await loaded).analyseAndWrite(task, analysts, say);
  },
);

function say(message: CollectionsProgress): void {
  tell(message);
}
