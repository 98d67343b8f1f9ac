/** Entry point of the process that computes and writes content/generated/ (write-all.ts). */
import { serve, tell } from '../worker-server.ts';
import { analyseAll } from './analyse-all.ts';
import { GeneratedFiles, type GeneratedFile } from './files.ts';
import type { CollectionsProgress, CollectionsTask } from './write-all.ts';
import { writeGenerated, type WriteResult } from './write.ts';

serve(async ({ lines, filed, content, jobs, folder, key, base }: CollectionsTask): Promise<WriteResult> => {
  say({ progress: `comparing releases of ${lines.length} products` });
  const analysis = await analyseAll(lines, content, jobs, (product) =>
    say({ progress: `compared ${product}` }),
  );
  say('analysed');
  say({ progress: 'writing collections' });
  return await writeGenerated(folder, key, inTurn(new GeneratedFiles(analysis, filed, base)));
});

/** Each file is written before the next is asked for. */
function* inTurn(files: GeneratedFiles): Generator<GeneratedFile> {
  yield* files.rows();
  say('rows written');
  yield* files.entries();
}

function say(message: CollectionsProgress): void {
  tell(message);
}
