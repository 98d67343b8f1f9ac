/** Reading BTF, next to bpftool; and the way from two kernels to the causes of their changes. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { kernelFolders, VMLINUX } from '../measure/kernel-folders.ts';
import { runMeasured } from '../measure/process-tree.ts';
import type { Row } from '../measure/row.ts';
import { median, spread } from '../measure/statistics.ts';
import { timeInTurn } from '../measure/timing.ts';
import type { Workspace } from '../measure/workspace.ts';

const ROUNDS = 5;
const PROGRAMS = path.join(import.meta.dirname, 'programs');

/** No rows without packages to read. */
export async function benchTypes(workspace: Workspace): Promise<Row[]> {
  const folders = await kernelFolders(workspace);
  if (folders === undefined) {
    process.stderr.write('types: left out, no packages in KABI_PACKAGES\n');
    return [];
  }
  const rows = [await readRow(folders[0], workspace), ...(await explainRows(folders))];
  for (const folder of folders) await workspace.discard(folder);
  return rows;
}

/** Whole processes, the start of Node included: bpftool prints what it reads, we check it. */
async function readRow(kernel: string, workspace: Workspace): Promise<Row> {
  const file = path.join(kernel, VMLINUX);
  const cwd = path.dirname(workspace.folder('cwd'));
  const hasPeer = spawnSync('bpftool', ['version']).status === 0;
  const times = await timeInTurn(
    {
      ours: () => runMeasured(process.execPath, [path.join(PROGRAMS, 'read-btf.ts'), file], { cwd }),
      peer: () => (hasPeer ? runMeasured('bpftool', ['btf', 'dump', 'file', file], { cwd }) : undefined),
    },
    { warmUp: 1, rounds: ROUNDS },
  );
  return {
    name: 'types: BTF of one vmlinux, read',
    figure: median(times.ours),
    unit: 'ms',
    note: spread(times.ours),
    ...(hasPeer && { peer: { name: 'bpftool btf dump', figure: median(times.peer) } }),
  };
}

async function explainRows(folders: readonly [string, string]): Promise<Row[]> {
  const seconds: number[] = [];
  let largest = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const usage = await runMeasured(
      process.execPath,
      [path.join(PROGRAMS, 'explain-kernels.ts'), ...folders],
      {
        cwd: folders[0],
      },
    );
    seconds.push(usage.seconds);
    largest = Math.max(largest, usage.largest);
  }
  return [
    {
      name: 'types: two kernels with all modules, to causes',
      figure: median(seconds),
      unit: 's',
      target: { of: 'figure', atMost: 10 },
      note: spread(seconds),
    },
    {
      name: 'types: memory of that',
      figure: largest / 1e6,
      unit: 'MB',
      target: { of: 'figure', atMost: 1500 },
      note: `peak of ${ROUNDS} runs`,
    },
  ];
}
