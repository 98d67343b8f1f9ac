/**
 * npm run oracle -- --image FILE --headers DIR --against PRODUCT/RELEASE/ARCH [--write]
 *
 * Builds the made-up suite, has a real kernel load it, and holds what `kabi check` says against what the kernel did. Exit
 * status 1 if they differ. See README.md.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildSuite } from './build.ts';
import { compareAnswers, type KernelFacts } from './compare.ts';
import { recordFacts } from './facts.ts';
import { ask } from './guest.ts';
import { judgeCase, kernelOnFile } from './product.ts';

const { values } = parseArgs({
  options: {
    image: { type: 'string' },
    headers: { type: 'string' },
    against: { type: 'string' },
    busybox: { type: 'string', default: '/bin/busybox' },
    content: { type: 'string', default: 'content' },
    write: { type: 'boolean', default: false },
  },
});
const { image, headers, against, busybox, content, write } = values;
if (image === undefined || headers === undefined || against === undefined) {
  console.error(
    'usage: npm run oracle -- --image FILE --headers DIR --against PRODUCT/RELEASE/ARCH [--write]',
  );
  process.exit(2);
}

const folder = mkdtempSync(path.join(tmpdir(), 'kabi-oracle-suite-'));
try {
  const kernel = await kernelOnFile(content, against);
  const cases = buildSuite(headers, folder);
  console.error(`${cases.length} modules built; asking ${image}`);
  const { answers } = await ask(image, busybox, cases);
  const pairs = cases.map((each, index) => {
    const answer = answers[index];
    if (answer === undefined) throw new Error(`no answer for ${each.id}`);
    return { answer, product: judgeCase(each, kernel) };
  });
  const { counts, differences } = compareAnswers(pairs);
  for (const { answer, product } of differences) {
    console.log(
      `${answer.id}: the kernel ${answer.decision}, kabi check ${product.verdict} (${product.why})`,
    );
    for (const line of answer.log) console.log(`    ${line}`);
  }
  const facts: KernelFacts = { kernel: against, ...counts };
  console.log(JSON.stringify(facts));
  if (write) recordFacts(facts);
  process.exitCode = counts.different > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true });
}
