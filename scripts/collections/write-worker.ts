/** Entry point of the process that computes and writes content/generated/ (write-all.ts). */
import { serve, tell } from '../worker-server.ts';
import { analyseAll, startAnalysts, type Analysts } from './analyse-all.ts';
import { GeneratedFiles, type GeneratedFile } from './files.ts';
import type { CollectionsPlan, CollectionsProgress, CollectionsTask } from './write-all.ts';
import { writeGenerated, type WriteResult } from './write.ts';

let analysts: Analysts | undefined;

serve(write, (told) => {
  analysts = startAnalysts((told as CollectionsPlan).jobs);
});

async function write({ lines, filed, content, folder, key, base }: CollectionsTask): Promise<WriteResult> {
  if (analysts === undefined) throw new Error('told to write before the plan');
  say({ progress: `comparing releases of ${lines.length} products` });
  const analysis = await analyseAll(lines, content, analysts, (product) =>
    say({ progress: `compared ${product}` }),
  );
  say('analysed');
  say({ progress: 'writing collections' });
  return await writeGenerated(folder, key, inTurn(new GeneratedFiles(analysis, filed, base)));
}

/** Each file is written before the next is asked for. */
function* inTurn(files: GeneratedFiles): Generator<GeneratedFile> {
  yield* files.rows();
  say('rows written');
  yield* files.entries();
}

function say(message: CollectionsProgress): void {
  tell(message);
}
