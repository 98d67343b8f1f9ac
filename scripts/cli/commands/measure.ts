import { existsSync } from 'node:fs';
import { z } from 'zod';
import { lineUp } from '../../../src/history/lineage.ts';
import { Fault, problemJson, sortProblems, type Problem } from '../../../src/base/problems.ts';
import { counted } from '../../../src/base/text.ts';
import { measuredListSchema, type MeasuredList } from '../../../src/policy/measured-list.ts';
import type { measureReportSchema } from '../../../src/records/json/reports.ts';
import {
  formatMeasured,
  measureLists,
  openPublicList,
  type OpenedList,
} from '../../analysis/measure-lists.ts';
import { measuredFile, publicListsFile } from '../../corpus/layout.ts';
import { readDrivers } from '../../corpus/read-drivers.ts';
import { readPublicLists } from '../../corpus/read-measured.ts';
import { readProducts, readReleases } from '../../corpus/read.ts';
import { writeAtomically } from '../../engine/atomic-write.ts';
import { EXIT, UsageError } from '../../engine/exit.ts';
import { formatProblems } from '../problem-list.ts';
import { defineCommand } from '../declare/command.ts';
import { CONTENT, many, required, textOption } from '../declare/options.ts';
import { printJson } from '../print.ts';

export const measure = defineCommand({
  name: 'measure',
  operands: [],
  about: `
Judges every update on file under lists of protected symbols that are public,
but may not be passed on here, and keeps figures of them: how many changed
symbols each list has, and how many registered drivers would have to be rebuilt
all the same. The lists stay where they are.

content/measured/lists.yaml says which there are: whose, of which release, the
repository and commit that have it, and where it lies below DIR. The figures
go to content/measured/<id>.json, with the sha256 of each list; what-if pages
show them as measured. Run it again when releases or drivers were added.`,
  options: {
    lists: required(
      textOption('DIR', 'the folder with the lists, packed or not (.xz, .gz, .zst)'),
      'says where the lists are',
    ),
    list: many(textOption('ID', 'measure this one only; may be repeated')),
    content: CONTENT,
  },
  examples: [],
  exit: { 0: 'measured', 1: 'a list could not be used' },
  async run(_, { lists: folder, list: ids, content, format }) {
    if (!existsSync(folder)) throw new UsageError(`there is no folder ${folder}`);
    const problems: Problem[] = [];
    const named = await readPublicLists(content);
    problems.push(...named.problems);
    const unknown = ids.find((id) => named.lists.every((each) => each.id !== id));
    if (unknown !== undefined) throw new UsageError(`${publicListsFile(content)} has no list "${unknown}"`);
    const opened: OpenedList[] = [];
    for (const each of named.lists.filter(({ id }) => ids.length === 0 || ids.includes(id))) {
      const list = await openOrSay(folder, each, problems);
      if (list !== undefined) opened.push(list);
    }
    const { products, problems: productFaults } = await readProducts(content);
    const read = await Promise.all(products.map(({ name }) => readReleases(content, name)));
    const lines = lineUp(
      products,
      read.flatMap(({ releases }) => releases),
    );
    const { drivers, problems: driverFaults } = await readDrivers(content, lines);
    problems.push(...productFaults, ...read.flatMap((each) => each.problems), ...driverFaults);
    const measured = await measureLists(content, lines, drivers, opened, (said) =>
      process.stderr.write(`measuring ${said}\n`),
    );
    for (const each of measured) writeAtomically(measuredFile(content, each.id), formatMeasured(each));
    const sorted = sortProblems(problems);
    if (format === 'json') {
      printJson({
        schema: 'kabi-reports/measure/1',
        lists: measured.map((each) => z.encode(measuredListSchema, each)),
        problems: sorted.map(problemJson),
      } satisfies z.input<typeof measureReportSchema>);
    } else {
      process.stdout.write(measured.map((each) => `${summary(each)}\n`).join(''));
      process.stderr.write(formatProblems(sorted));
    }
    return sorted.length > 0 ? EXIT.findings : EXIT.clean;
  },
});

async function openOrSay(
  folder: string,
  list: Parameters<typeof openPublicList>[1],
  problems: Problem[],
): Promise<OpenedList | undefined> {
  try {
    const { opened, problems: found } = await openPublicList(folder, list);
    problems.push(...found);
    return opened;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    problems.push(error.problem);
    return undefined;
  }
}

/** `rhel-8.9: x86_64 796 symbols, 20 updates judged, 17 of which it would have stopped` */
function summary({ id, files }: MeasuredList): string {
  const parts = files.map(({ arch, symbols, updates }) => {
    const hit = updates.filter((each) => each.symbols.breaking > 0).length;
    return `${arch} ${counted(symbols, 'symbol', 'symbols')}, ${counted(updates.length, 'update', 'updates')} judged, ${hit} with breaking changes`;
  });
  return `${id}: ${parts.join('; ')}`;
}
