/** Entry point of a process that analyses parts of products, one after the other (analyse-all.ts). */
import type { SnapshotId } from '../../src/kernel/snapshot.ts';
import { coverageOf, vermagicOf, type SnapshotRecord } from '../../src/history/release.ts';
import { importsFile, symversFile, typesFile } from '../corpus/layout.ts';
import { readImports } from '../corpus/read-imports.ts';
import { readTypes, typeSourcesOf } from '../corpus/read-types.ts';
import { readExports, readKernelBuild, type ReadExports } from '../corpus/read.ts';
import { serve } from '../engine/worker-server.ts';
import { analyseInTree } from './analyse-in-tree.ts';
import type { AnalysisTask, PartResult } from './analyse-task.ts';
import { analyseTypes } from './analyse-types.ts';
import { analyseProduct, recordOf } from './analyse.ts';
import { AnalysisCache, fileKey } from './analysis-cache.ts';
import { Recent } from './recent.ts';

serve(analysePart);

/** All parts of a product ask for the exports of its snapshots, some several times; each takes 5 MB of memory. */
const recentExports = new Recent<ReturnType<ReadExports>>(32);

async function analysePart(task: AnalysisTask): Promise<PartResult> {
  const { content, product, part, lines } = task;
  const line = lines.find((each) => each.product.name === product);
  if (line === undefined) throw new Error(`no product ${product} among the lines`);
  const cache = new AnalysisCache(task.cacheFolder, task.codeKey);
  const recordAt = (id: SnapshotId): SnapshotRecord => {
    const record = recordOf(lines, id);
    if (record === undefined) throw new Error(`no snapshot ${id.release} among the lines`);
    return record;
  };
  const exportsKey = (id: SnapshotId) =>
    `${fileKey(symversFile(content, id))} ${recordAt(id).crc_generator} ${coverageOf(recordAt(id))}`;
  const modulesKey = (id: SnapshotId) =>
    Object.keys(recordAt(id).imports ?? {})
      .map((name) => fileKey(importsFile(content, id, name)))
      .join(' ');
  const exportsOf: ReadExports = (id) =>
    recentExports.get(symversFile(content, id), () => readExports(content, id));
  const readModules = (id: SnapshotId) => readImports(content, id, recordAt(id), exportsOf);
  switch (part) {
    case 'exports': {
      const source = {
        readExports: exportsOf,
        snapshotKey: exportsKey,
        cache,
      };
      return { part, value: await analyseProduct(line, lines, source) };
    }
    case 'types': {
      const source = {
        typeSources: (id: SnapshotId) => typeSourcesOf(recordAt(id)),
        readTypes: async (id: SnapshotId, of: Parameters<typeof readTypes>[2]) =>
          (await readTypes(content, id, of)).records,
        readExports: exportsOf,
        readModules,
        compilerOf: (id: SnapshotId) => recordAt(id).compiler,
        generatorOf: (id: SnapshotId) => recordAt(id).crc_generator,
        key: (id: SnapshotId) =>
          [
            ...typeSourcesOf(recordAt(id)).map((of) => fileKey(typesFile(content, id, of))),
            ...[exportsKey(id), modulesKey(id)],
          ].join(' '),
        cache,
      };
      return { part, value: await analyseTypes(line, lines, source) };
    }
    case 'modules': {
      const source = {
        readModules,
        readKernel: (id: SnapshotId) => readKernelBuild(content, id, recordAt(id), exportsOf),
        modulesKey,
        kernelKey: (id: SnapshotId) => `${exportsKey(id)} ${vermagicOf(recordAt(id)) ?? ''}`,
        cache,
      };
      return { part, value: await analyseInTree(line, source) };
    }
  }
}
