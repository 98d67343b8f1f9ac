import { endByTable } from '../../../src/history/ends/symbol-end.ts';
import { nearest } from '../../../src/base/nearest.ts';
import { isError, sortProblems } from '../../../src/base/problems.ts';
import { endSentences, successorSentence } from '../../../src/lang/en/ends/end-sentences.ts';
import { blockMarkdown } from '../../../src/media/block-markdown.ts';
import { paragraph, title, type Block } from '../../../src/media/blocks.ts';
import { plainText } from '../../../src/media/plain-text.ts';
import { TYPE_KINDS, type TypeKey } from '../../../src/types/table/table.ts';
import { EXIT, UsageError } from '../../engine/exit.ts';
import { readExports } from '../../corpus/read.ts';
import { defineCommand } from '../declare/command.ts';
import { CONTENT, textOption } from '../declare/options.ts';
import type { ProductLine } from '../../../src/history/lineage.ts';
import { snapshotName } from '../../../src/kernel/snapshot.ts';
import { parseVariantName } from '../../../src/kernel/variant.ts';
import { kernelsOnFile, selectKernels, type KernelOnFile } from '../kernels.ts';
import { printJson, printText } from '../print.ts';
import { explainSymbol } from '../explain/explain-symbol.ts';
import { explainType } from '../explain/explain-type.ts';

const FORMATS = ['text', 'json', 'markdown'] as const;
const TYPE = new RegExp(`^(?:${TYPE_KINDS.join('|')}) \\S+$`);

export const explainCommand = defineCommand({
  name: 'explain',
  operands: ['SYMBOL|TYPE'],
  about: `
Says what became of a symbol: where it is gone and since when, what kind of end
it was, what took its place, and how far that is known. Of any symbol on file
it says what it is, who promises and who imports it, and why its CRC changed
last. A type, 'struct net_device', is told with its changes and its reach.`,
  options: {
    product: textOption('WHERE', 'only PRODUCT[/RELEASE][/ARCH], not all that is on file'),
    content: CONTENT,
  },
  formats: FORMATS,
  examples: ['kabi explain del_timer', "kabi explain 'struct net_device' --product debian-12"],
  exit: { 0: 'it is on file', 1: 'it is not, or the newest kernels lack it' },
  async run([operand], { product, content, format }) {
    const name = operand.trim().replace(/\s+/g, ' ');
    if (name === '') throw new UsageError("explain takes the name of a symbol, or a type: 'struct sk_buff'");
    const { kernels, lines, problems: found } = await kernelsOnFile(content);
    const selected = product === undefined ? kernels : selectKernels(kernels, product);
    const problems = sortProblems(found);
    const print = (blocks: readonly Block[], report: object) => {
      if (format === 'json') printJson({ schema: 'kabi-reports/explain/1', ...report, problems: [] });
      else printText(format === 'markdown' ? blockMarkdown(blocks) : plainText(blocks), problems);
    };
    if (TYPE.test(name)) {
      const type = await explainType(name as TypeKey, content, selected);
      if (type !== undefined) {
        const { blocks, ...json } = type;
        print(blocks, { symbol: null, type: json, end: null });
        return problems.some(isError) ? EXIT.failure : EXIT.clean;
      }
    } else {
      const symbol = await explainSymbol(name, content, selected, selectedLines(lines, selected));
      if (symbol !== undefined) {
        const { blocks, symbol: own, ...json } = symbol;
        print(blocks, { symbol: { ...own, ...json }, type: null, end: own.end });
        if (problems.some(isError)) return EXIT.failure;
        return own.gone.length > 0 ? EXIT.findings : EXIT.clean;
      }
    }
    const end = endByTable(name, () => null);
    print(await notOnFile(name, content, selected, end), { symbol: null, type: null, end: end ?? null });
    return EXIT.findings;
  },
});

/** What was asked for, and nothing else: what is not read is not known to be absent. */
function selectedLines(lines: readonly ProductLine[], selected: readonly KernelOnFile[]): ProductLine[] {
  const names = new Set(selected.map(({ id }) => snapshotName(id)));
  return lines.flatMap((line) => {
    const releases = line.releases.flatMap((record) => {
      const snapshots = Object.entries(record.snapshots).filter(([variant]) =>
        names.has(
          snapshotName({ product: record.product, release: record.release, ...parseVariantName(variant) }),
        ),
      );
      return snapshots.length === 0 ? [] : [{ ...record, snapshots: Object.fromEntries(snapshots) }];
    });
    return releases.length === 0 ? [] : [{ ...line, releases }];
  });
}

async function notOnFile(
  name: string,
  content: string,
  kernels: readonly KernelOnFile[],
  end: ReturnType<typeof endByTable>,
): Promise<Block[]> {
  const what = TYPE.test(name) ? `No type on file is called ${name}.` : `No kernel on file exports ${name}.`;
  if (end !== undefined)
    return [
      title(name),
      paragraph([...endSentences(end), ...end.successors.map(successorSentence), what].join(' ')),
    ];
  const newest = kernels.at(-1);
  if (newest === undefined || TYPE.test(name)) return [title(name), paragraph(what)];
  const exports = await readExports(content, newest.id, newest.record);
  const near = nearest(
    name,
    exports.map(({ symbol }) => symbol),
  );
  return [title(name), paragraph(`${what} Did you mean ${near.join(', ')}?`)];
}
