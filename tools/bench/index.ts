#!/usr/bin/env node
/** Measures what README.md of this folder describes, and prints it as a table. */
import { existsSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { benchBuild } from './cases/build.ts';
import { benchCheck } from './cases/check.ts';
import { benchCompare } from './cases/compare.ts';
import { benchDiff } from './cases/diff.ts';
import { benchGrowth } from './cases/growth.ts';
import { benchLinks } from './cases/links.ts';
import { benchModules } from './cases/modules.ts';
import { benchParse } from './cases/parse.ts';
import { ratio, verdict, type Row } from './measure/row.ts';
import { benchSearch } from './cases/search.ts';
import { benchSize } from './cases/size.ts';
import { benchStamp } from './cases/stamp.ts';
import { formatTable } from './measure/table.ts';
import { benchTypes } from './cases/types.ts';
import { Workspace } from './measure/workspace.ts';

const BENCHMARKS: Readonly<Record<string, (workspace: Workspace) => Promise<Row[]>>> = {
  parse: benchParse,
  diff: benchDiff,
  stamp: benchStamp,
  growth: benchGrowth,
  build: benchBuild,
  size: benchSize,
  links: benchLinks,
  search: benchSearch,
  modules: benchModules,
  check: benchCheck,
  compare: benchCompare,
  types: benchTypes,
};

const HELP = `Usage: npm run bench [-- NAME… [OPTION…]]

Names: ${Object.keys(BENCHMARKS).join(', ')} (default: all)

  --dir DIR    measure in a folder below DIR (default: /dev/shm, else the
               system's folder for temporary files)
  --date DATE  the day to print with the figures
  --json       the rows as JSON

Exit status: 0 every target met, 1 not every target met, 2 wrong usage.
`;

process.exitCode = await main();

async function main(): Promise<number> {
  const options = readOptions();
  if (options === undefined) {
    process.stderr.write(HELP);
    return 2;
  }
  const { names, dir, date, json, help } = options;
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  const [loadBefore = 0] = loadavg();
  const workspace = new Workspace(dir);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      workspace.remove();
      process.exit(2);
    });
  }
  try {
    const rows = await measure(names, workspace);
    const machine = await describeMachine(date, loadBefore, workspace);
    process.stdout.write(json ? formatJson(rows, machine) : `${formatTable(rows)}\n${machine}\n`);
    return rows.some((row) => verdict(row) === 'not met') ? 1 : 0;
  } finally {
    workspace.remove();
  }
}

/** Undefined if the command line is wrong. */
function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        dir: { type: 'string', default: existsSync('/dev/shm') ? '/dev/shm' : tmpdir() },
        date: { type: 'string', default: '' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return positionals.every((name) => name in BENCHMARKS) ? { ...values, names: positionals } : undefined;
  } catch {
    return undefined;
  }
}

/** @param names none: all */
async function measure(names: readonly string[], workspace: Workspace): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, benchmark] of Object.entries(BENCHMARKS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    process.stderr.write(`measuring ${name}\n`);
    rows.push(...(await benchmark(workspace)));
  }
  return rows;
}

/** @param loadBefore processes that wanted a core before anything was measured: above 0.5, distrust the times */
async function describeMachine(date: string, loadBefore: number, workspace: Workspace): Promise<string> {
  const parts = [
    date,
    `${availableParallelism()} cores`,
    `Node ${process.versions.node}`,
    `${process.platform} ${process.arch}`,
    (await workspace.inMemory()) ? 'files in memory' : 'files on disk',
    `load ${loadBefore.toFixed(1)} before`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function formatJson(rows: readonly Row[], machine: string): string {
  const all = rows.map((row) => ({ ...row, ratio: ratio(row) ?? null, verdict: verdict(row) }));
  return `${JSON.stringify({ schema: 'kabi-reports/bench/1', machine, rows: all }, null, 2)}\n`;
}
