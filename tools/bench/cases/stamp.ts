/** Writing the stamped pages: against the cheapest program that writes the same bytes, and against Hugo. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { HUGO_ARGS, hugoVersion, writeHugoSite } from './hugo.ts';
import { measurePages, packPages, pagesOf, type Pages } from './pages.ts';
import { runMeasured } from '../measure/process-tree.ts';
import type { Row } from '../measure/row.ts';
import { median, spread } from '../measure/statistics.ts';
import type { Workspace } from '../measure/workspace.ts';

const ROUNDS = 3;
/** Hugo writes `+` as `&#43;`, which makes its pages a little longer. */
const SAME_SIZE = 0.05;

export async function benchStamp(workspace: Workspace): Promise<Row[]> {
  const site = await workspace.site();
  const real = pagesOf(site);
  const input = workspace.folder('stamp-input');
  const packed = packPages(input, real);
  const shell = path.join(input, 'shell.html');
  writeFileSync(shell, real.shell);
  const version = hugoVersion();
  const hugoSite = path.join(input, 'hugo');
  if (version !== undefined) writeHugoSite(hugoSite, real);

  const node = (program: string, args: readonly string[]) => (out: string) =>
    runMeasured(process.execPath, [site.program(program), ...args, out], { cwd: input });
  const contenders = {
    ours: node('stamp-pages.ts', [site.rows, shell]),
    floor: node('write-pages.ts', packed),
    ...(version !== undefined && {
      hugo: (out: string) => runMeasured('hugo', [...HUGO_ARGS, '--destination', out], { cwd: hugoSite }),
    }),
  };
  const seconds = await inTurn(contenders, workspace, real);
  await workspace.discard(input);

  const ours = { figure: median(seconds['ours'] ?? []), unit: 's', note: spread(seconds['ours'] ?? []) };
  const name = `stamp: ${real.pages.length.toLocaleString('en-US')} pages`;
  const rows: Row[] = [
    {
      name,
      ...ours,
      peer: { name: 'plain Node', figure: median(seconds['floor'] ?? []) },
      target: { of: 'ratio', atMost: 3 },
    },
  ];
  if (version !== undefined) {
    rows.push({
      name,
      ...ours,
      peer: { name: `Hugo ${version}`, figure: median(seconds['hugo'] ?? []) },
      target: { of: 'ratio', atMost: 1 / 3 },
    });
  }
  return rows;
}

type Contender = (out: string) => Promise<{ readonly seconds: number }>;

/** Seconds of each run; each into a folder of its own, and checked to have written what was asked for. */
async function inTurn(
  contenders: Readonly<Record<string, Contender>>,
  workspace: Workspace,
  { pages, stamp }: Pages,
): Promise<Record<string, number[]>> {
  const wanted = pages.reduce((sum, page) => sum + stamp(page).length, 0);
  const seconds: Record<string, number[]> = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, run] of Object.entries(contenders)) {
      const out = workspace.folder(name);
      (seconds[name] ??= []).push((await run(out)).seconds);
      const written = await measurePages(out);
      if (written.pages !== pages.length || Math.abs(written.bytes / wanted - 1) > SAME_SIZE) {
        throw new Error(
          `${name} wrote ${written.pages} pages of ${written.bytes} bytes, not ${pages.length} of ${wanted}`,
        );
      }
      await workspace.discard(out);
    }
  }
  return seconds;
}
