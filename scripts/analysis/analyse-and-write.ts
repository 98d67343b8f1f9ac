import { analyseAll } from './analyse-all.ts';
import type { Analysts } from './analysts.ts';
import { GeneratedFiles, type GeneratedFile } from './entries/files.ts';
import type { CollectionsProgress, CollectionsTask } from './write-all.ts';
import { writeGenerated, type WriteResult } from './write.ts';

/** @throws {Fault} if a snapshot cannot be read; a system error if a file cannot be written */
export async function analyseAndWrite(
  { lines, filed, content, folder, key, base }: CollectionsTask,
  analysts: Analysts,
  say: (message: CollectionsProgress) => void,
): Promise<WriteResult> {
  say({ progress: `comparing releases of ${lines.length} products` });
  const analysis = await analyseAll(lines, content, analysts, (product) =>
    say({ progress: `compared ${product}` }),
  );
  say('analysed');
  say({ progress: 'writing collections' });
  const files = new GeneratedFiles(analysis, filed, base);
  // Each file is written before the next is asked for.
  const inTurn = function* (): Generator<GeneratedFile> {
    yield* files.rows();
    say('rows written');
    yield* files.entries();
  };
  return await writeGenerated(folder, key, inTurn());
}
