import { writeFile } from 'node:fs/promises';
import { CHANGE_KINDS } from '../../../src/kernel/change.ts';
import { VERDICTS } from '../../../src/policy/verdict.ts';
import { EXIT, UsageError } from '../../engine/exit.ts';
import { defineCommand } from '../declare/command.ts';
import { choose, CONTENT, many, oneOf, parsed } from '../declare/options.ts';
import { GATE_FORMATS, SINGLE_FORMATS, writeGate, type GateFormat } from '../gate/formats.ts';
import { passes, runGate, type Gate } from '../gate/gate.ts';
import { FAILING } from '../gate/rows.ts';
import { pairBuilds, resolveOperand } from '../operands.ts';
import { PROMISE_OPTIONS, readPromise } from '../promise-options.ts';

export const gate = defineCommand({
  name: 'gate',
  operands: ['BASE', 'NEW'],
  about: `
Says whether NEW keeps what was promised of BASE: for a kernel's CI. Both are
what "kabi compare" takes. Without --policy, --list and --rules every export is
promised. A line that cannot be read ends with 2: it could hide a change.`,
  options: {
    ...PROMISE_OPTIONS,
    verdict: many(
      oneOf(
        'V',
        VERDICTS,
        `list these, not what breaks or is unknown; may be repeated: ${VERDICTS.join(', ')}`,
      ),
    ),
    write: many(parsed('FORMAT:FILE', 'write this format to a file as well; may be repeated', formatAndFile)),
    content: CONTENT,
  },
  formats: GATE_FORMATS,
  examples: ['kabi gate kabi/Module.symvers Module.symvers --list kabi/list --write junit:kabi.xml'],
  exit: { 0: 'the promise is kept', 1: 'something breaks it, or may', 2: 'nothing was judged' },
  async run([base, now], { format, verdict, write, content, ...options }) {
    const promise = await readPromise(options, content);
    const a = await resolveOperand(base, content);
    const pairs = await pairBuilds(a, await resolveOperand(now, content));
    const single = [format, ...write.map((each) => each.format)].find((each) =>
      SINGLE_FORMATS.includes(each),
    );
    if (single !== undefined && pairs.length > 1) {
      const [first] = pairs;
      throw new UsageError(
        `${single} describes one pair of builds, and these have ${pairs.length} in common: ` +
          `say which, as in ${first?.[0].name ?? ''} ${first?.[1].name ?? ''}`,
      );
    }
    const gates: Gate[] = [];
    for (const pair of pairs) gates.push(await runGate(pair, promise, CHANGE_KINDS));
    const verdicts = verdict.length === 0 ? FAILING : verdict;
    const rendered = (wanted: GateFormat) =>
      gates.map((each) => writeGate(each, wanted, verdicts)).join(wanted === 'symbols' ? '' : '\n');
    for (const each of write) await writeFile(each.file, rendered(each.format));
    process.stdout.write(rendered(format));
    return gates.every(passes) ? EXIT.clean : EXIT.findings;
  },
});

function formatAndFile(given: string, name: string): { readonly format: GateFormat; readonly file: string } {
  const [format = '', ...file] = given.split(':');
  if (file.length === 0)
    throw new UsageError(`${name} takes FORMAT:FILE, as in junit:kabi.xml, not "${given}"`);
  return { format: choose(`the format of ${name}`, GATE_FORMATS, format), file: file.join(':') };
}
