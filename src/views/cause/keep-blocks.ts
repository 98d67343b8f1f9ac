/** What would have kept an update's kABI, for a terminal, a mail or Markdown. */
import type { Words } from '../../lang/words.ts';
import { count } from '../../base/text.ts';
import { heading, list, paragraph, table, type Block } from '../../media/blocks.ts';
import { sentences, type KeepFacts } from './keep-facts.ts';

export function keepBlocks(facts: KeepFacts, { texts }: Pick<Words, 'texts'>): Block[] {
  const words = texts.keep;
  const part = (title: string, blocks: readonly Block[]) =>
    blocks.length === 0 ? [] : [heading(title), ...blocks];
  return [
    paragraph(sentences(facts.answer)),
    ...(facts.steps.length === 0 ? [] : [list(facts.steps.map((each) => [sentences(each)]))]),
    ...(facts.note === undefined ? [] : [paragraph(facts.note)]),
    ...part(
      words.guardRows,
      facts.rows.length === 0
        ? []
        : [
            list(
              facts.rows.map(({ name, exports, title, guards, conditions }) => [
                { code: name },
                ` (${count(exports)}): ${title}. ${sentences([...guards, ...conditions])}`,
              ]),
            ),
          ],
    ),
    ...part(words.drivers, facts.drivers.length === 0 ? [] : [list(facts.drivers.map((each) => [each]))]),
    ...part(
      words.macros,
      facts.macros.length === 0
        ? []
        : [
            table(
              facts.macros.map(({ dialect, macros }) => [dialect.title, macros.join(', '), dialect.file]),
            ),
          ],
    ),
  ];
}
