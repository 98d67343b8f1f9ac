/** facts.json: what kernels decided, as committed; and the table of it on the page "How this is made". */
import { readFileSync, writeFileSync } from 'node:fs';
import type { KernelFacts } from './compare.ts';

const FILE = new URL('facts.json', import.meta.url);

export function readFacts(): KernelFacts[] {
  return JSON.parse(readFileSync(FILE, 'utf8')) as KernelFacts[];
}

/** Puts the figures of one kernel in the place of older ones. */
export function recordFacts(facts: KernelFacts): void {
  const all = [...readFacts().filter(({ kernel }) => kernel !== facts.kernel), facts];
  const sorted = all.sort((a, b) => (a.kernel < b.kernel ? -1 : 1));
  writeFileSync(FILE, `${JSON.stringify(sorted, undefined, 2)}\n`);
}

/** As Markdown. */
export function factsTable(facts: readonly KernelFacts[]): string {
  const rows = facts.map(
    ({ kernel, modules, same, unknown, different }) =>
      `| ${kernel} | ${modules} | ${same} | ${unknown} | ${different} |`,
  );
  return [
    '| Kernel | Made-up modules | Same decision | `unknown`, with the fact that is not on file | Different |',
    '| --- | --: | --: | --: | --: |',
    ...rows,
  ].join('\n');
}
