import { diffExports } from '../../../src/history/diff.ts';
import { lineUp } from '../../../src/history/lineage.ts';
import { Fault, sortProblems } from '../../../src/base/problems.ts';
import { promisedNames } from '../../../src/policy/judged.ts';
import { readDrivers } from '../../corpus/read-drivers.ts';
import { readProducts, readReleases } from '../../corpus/read.ts';
import { EXIT, UsageError } from '../../engine/exit.ts';
import { defineCommand } from '../declare/command.ts';
import { CONTENT, textOption } from '../declare/options.ts';
import { keptBetween, proven } from '../keep/kept.ts';
import { writeKept } from '../keep/report.ts';
import { pairBuilds, resolveOperand } from '../operands.ts';
import { formatProblems } from '../problem-list.ts';
import { readPromisedList } from '../promised-list.ts';
import { explain } from '../report/explain.ts';

const FORMATS = ['text', 'json', 'markdown'] as const;

export const keep = defineCommand({
  name: 'keep',
  operands: ['A', 'B'],
  about: `
Says what would have kept the kABI from A to B: the smallest set of guards with
which exports keep their CRCs, what each guard is and what has to hold, what
fewer guards keep, and what cannot be kept, by symbol and registered driver.
A and B are each what "kabi compare" takes, with types: a release on file, a
kernel package, a build tree with symtypes. A guard hides a change from the
CRC, or has it made in another way, so that older modules do not notice it.`,
  options: {
    list: textOption('FILE', "only these exports: a vendor's list, its reference file, or a folder of files"),
    content: CONTENT,
  },
  formats: FORMATS,
  examples: [
    'kabi keep debian-12/6.1.0-53/amd64 debian-12/6.1.0-54/amd64',
    'kabi keep old/ new/ --list kabi.list',
  ],
  exit: { 0: 'nothing to keep, or guards keep all of it', 1: 'something cannot be kept, or may not' },
  async run([first, second], { format, list, content }) {
    const given = list === undefined ? undefined : await readPromisedList(list);
    const a = await resolveOperand(first, content);
    const pairs = await pairBuilds(a, await resolveOperand(second, content));
    if (format === 'json' && pairs.length > 1)
      throw new UsageError(
        `JSON describes one pair of builds, and these have ${pairs.length} in common: ` +
          `say which, as in ${pairs[0]?.[0].name ?? ''} ${pairs[0]?.[1].name ?? ''}`,
      );
    const registered = await driversOnFile(content);
    const texts: string[] = [];
    const problems = [...(given?.problems ?? []), ...registered.problems];
    let isKept = true;
    for (const [x, y] of pairs) {
      const diff = diffExports(x, y);
      const { explained, problems: wrong } = await explain(x, y, diff);
      if (explained === undefined) throw noTypes(x, y, wrong[0]);
      const wanted = given && promisedNames(given.names, x.exports, y.exports);
      const kept = await proven(keptBetween({ a: x, b: y, diff, explained }, wanted, registered.drivers));
      const own = sortProblems([...x.problems, ...y.problems, ...wrong]);
      problems.push(...own);
      const isProven = (kept.proof?.others ?? []).length === 0;
      isKept &&=
        isProven && kept.symbols.every(({ guards }) => guards !== null) && kept.unexplained.length === 0;
      texts.push(writeKept(kept, format, list, [...problems]));
    }
    process.stdout.write(texts.join('\n'));
    if (format !== 'json') process.stderr.write(formatProblems(sortProblems(problems)));
    return isKept ? EXIT.clean : EXIT.findings;
  },
});

/** Registered drivers are of the content at hand; without any, nothing is said of drivers. */
async function driversOnFile(content: string) {
  const { products } = await readProducts(content);
  const read = await Promise.all(products.map(({ name }) => readReleases(content, name)));
  return readDrivers(
    content,
    lineUp(
      products,
      read.flatMap(({ releases }) => releases),
    ),
  );
}

function noTypes(
  a: { readonly name: string; readonly typeSources: readonly string[] },
  b: { readonly name: string; readonly typeSources: readonly string[] },
  problem: Fault['problem'] | undefined,
): Fault {
  if (problem !== undefined) return new Fault(problem);
  const without = [a, b].find(({ typeSources }) => typeSources.length === 0) ?? b;
  const detail = 'without the types of both, nothing says why CRCs changed';
  return new Fault({ kind: 'no-type-information', path: without.name, detail });
}
