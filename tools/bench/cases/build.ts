/** The whole build, as users run it: from nothing, with nothing new, and with one release more. */
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { lineUp } from '../../../src/history/lineage.ts';
import { releaseFolder } from '../../../scripts/corpus/layout.ts';
import { readProducts, readReleases } from '../../../scripts/corpus/read.ts';
import { Checkout } from '../measure/checkout.ts';
import type { Usage } from '../measure/process-tree.ts';
import type { Row } from '../measure/row.ts';
import { median, spread } from '../measure/statistics.ts';
import type { Workspace } from '../measure/workspace.ts';

const COLD_ROUNDS = 3;
const UNCHANGED_ROUNDS = 3;

export async function benchBuild(workspace: Workspace): Promise<Row[]> {
  const cold: Usage[] = [];
  let checkout = await Checkout.copy(workspace.folder('cold'));
  for (let round = 0; round < COLD_ROUNDS; round += 1) {
    if (round > 0) {
      await workspace.discard(checkout.root);
      checkout = await Checkout.copy(workspace.folder('cold'));
    }
    cold.push(await checkout.build());
  }
  const unchanged: number[] = [];
  for (let round = 0; round < UNCHANGED_ROUNDS; round += 1) unchanged.push((await checkout.build()).seconds);
  await workspace.discard(checkout.root);
  const { release, seconds: added } = await addOneRelease(workspace);

  const wall = cold.map((each) => each.seconds);
  const peak = (of: 'largest' | 'together') => Math.max(...cold.map((each) => each[of])) / 1e6;
  const memory = { unit: 'MB', target: { of: 'figure', atMost: 1200 } } as const;
  const seconds = (figure: number, atMost: number) => ({
    figure,
    unit: 's',
    target: { of: 'figure', atMost } as const,
  });
  return [
    { name: 'build: all of content/, from nothing', ...seconds(median(wall), 30), note: spread(wall) },
    {
      name: 'build: memory, largest process',
      figure: peak('largest'),
      ...memory,
      note: `peak of ${COLD_ROUNDS} builds`,
    },
    {
      name: 'build: memory, all processes',
      figure: peak('together'),
      ...memory,
      note: 'at the same time; mapped files once',
    },
    { name: 'build: again, nothing changed', ...seconds(median(unchanged), 8), note: spread(unchanged) },
    { name: `build: ${release} added`, ...seconds(added, 12), note: 'one run' },
  ];
}

/** Builds all but the newest release of the product with the most, then adds it and builds again. */
async function addOneRelease(workspace: Workspace): Promise<{ release: string; seconds: number }> {
  const checkout = await Checkout.copy(workspace.folder('add'));
  const { product, release } = await newestRelease(checkout.content);
  const place = releaseFolder(checkout.content, product, release);
  const aside = path.join(checkout.root, 'left-out');
  // Its addresses are published: a build without it would be refused.
  await rm(path.join(checkout.content, 'urls.ledger'), { force: true });
  await rename(place, aside);
  await checkout.build();
  await rename(aside, place);
  const { seconds } = await checkout.build();
  await workspace.discard(checkout.root);
  return { release: `${product} ${release}`, seconds };
}

async function newestRelease(content: string): Promise<{ product: string; release: string }> {
  const { products } = await readProducts(content);
  const read = await Promise.all(products.map((product) => readReleases(content, product.name)));
  const lines = lineUp(
    products,
    read.flatMap((each) => each.releases),
  );
  const [longest] = lines.toSorted((a, b) => b.releases.length - a.releases.length);
  const newest = longest?.releases.at(-1);
  if (newest === undefined) throw new Error('there is no release on file');
  return newest;
}
