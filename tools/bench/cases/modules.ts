/** Reading the modules of a whole kernel, next to modprobe; and a million damaged ones. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runMeasured } from '../measure/process-tree.ts';
import type { Row } from '../measure/row.ts';
import { median, spread } from '../measure/statistics.ts';
import type { Workspace } from '../measure/workspace.ts';

const ROUNDS = 3;
const DAMAGED = 1_000_000;
const PROGRAMS = path.join(import.meta.dirname, 'programs');

export async function benchModules(workspace: Workspace): Promise<Row[]> {
  return [...(await readRows(workspace)), await fuzzRow(workspace)];
}

/** No rows without a package to read. */
async function readRows(workspace: Workspace): Promise<Row[]> {
  const packages = process.env['KABI_PACKAGES'];
  const name = packages && readdirSync(packages).find((each) => /^linux-image-.*_amd64\.deb$/.test(each));
  if (packages === undefined || name === undefined) {
    process.stderr.write('modules: reading is left out, no linux-image package in KABI_PACKAGES\n');
    return [];
  }
  const folder = workspace.folder('package');
  execFileSync('dpkg-deb', ['-x', path.join(packages, name), folder]);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((each) => each.endsWith('.ko'))
    .map((each) => path.join(folder, each));
  const list = path.join(folder, 'modules.txt');
  writeFileSync(list, files.map((each) => `${each}\n`).join(''));
  const megabytes = files.reduce((sum, each) => sum + statSync(each).size, 0) / 1e6;
  const hasPeer = spawnSync('modprobe', ['--version']).status === 0;
  const ours: number[] = [];
  const peer: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const program = path.join(PROGRAMS, 'read-modules.ts');
    ours.push((await runMeasured(process.execPath, [program, list], { cwd: folder })).seconds);
    if (!hasPeer) continue;
    // It takes one module at a time.
    const script =
      'while read -r file; do modprobe --dump-modversions "$file"; done < modules.txt > /dev/null';
    peer.push((await runMeasured('sh', ['-c', script], { cwd: folder })).seconds);
  }
  await workspace.discard(folder);
  const speed = (seconds: readonly number[]) => `${(megabytes / median(seconds)).toFixed(0)} MB/s`;
  return [
    {
      name: `modules: ${files.length.toLocaleString('en-US')} of a kernel, read`,
      figure: median(ours),
      unit: 's',
      note: `${speed(ours)}, ${spread(ours)}`,
      ...(hasPeer && { peer: { name: `modprobe (${speed(peer)})`, figure: median(peer) } }),
    },
  ];
}

async function fuzzRow(workspace: Workspace): Promise<Row> {
  const program = path.join(PROGRAMS, 'fuzz-modules.ts');
  const cwd = path.dirname(workspace.folder('cwd'));
  const { seconds } = await runMeasured(process.execPath, [program, String(DAMAGED)], { cwd });
  return {
    name: `modules: ${DAMAGED.toLocaleString('en-US')} damaged ones, each read or refused`,
    figure: seconds,
    unit: 's',
    note: 'one run',
  };
}
