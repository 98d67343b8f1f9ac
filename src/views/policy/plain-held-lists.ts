/** The text and JSON of the pages that hold lists against drivers. */
import { en } from '../../lang/en/messages.ts';
import { say } from '../../lang/message.ts';
import { completeness, wantedOn, type HeldList } from '../../policy/drivers-on-lists.ts';
import type { DriversOnListsJson } from '../../records/json/policy-json.ts';
import { count } from '../../base/text.ts';
import { heading, paragraph, table, title, type Block } from '../../media/blocks.ts';
import { colophon, type PlainPage, type PlainSite } from '../frame/plain-page.ts';
import { heldCell, heldMatrix } from './held-matrix.ts';

const words = en.driversOnLists;

export function plainDriversOnLists(lists: readonly HeldList[], { urls, origin }: PlainSite): PlainPage {
  const url = origin + urls.driversOnLists;
  const { drivers, rows } = heldMatrix(lists);
  const { pairs, complete } = completeness(lists);
  const matrix: Block[] =
    rows.length === 0
      ? [paragraph(words.none)]
      : [
          paragraph(say(words.complete, { n: pairs, complete })),
          paragraph(words.lede),
          table([
            [words.list, words.arch, ...drivers],
            ...rows.map(({ list, arch, cells }) => [
              list.of,
              arch,
              ...cells.map((each) => heldCell(each, en)),
            ]),
          ]),
        ];
  return {
    text: [title(words.heading), ...matrix, colophon(url, null)],
    json: jsonOf(url, lists),
  };
}

export function plainHeldList(list: HeldList, { urls, origin }: PlainSite): PlainPage {
  const url = origin + urls.heldList(list.id);
  const wanted = wantedOn(list);
  const text = [
    title(say(words.listTitle, { list: list.of })),
    paragraph(list.basis === 'on-file' ? words.onFile : words.measured),
    table([
      [words.driver, words.arch, words.imports, words.listed],
      ...list.files.flatMap(({ arch, drivers }) =>
        drivers.map(({ driver, imports, notListed }) => [
          ...[driver, arch, count(imports), count(imports - notListed.length)],
        ]),
      ),
    ]),
    heading(words.wanted),
    ...(wanted.length === 0
      ? [paragraph(words.wantedNone)]
      : [
          paragraph(say(words.wantedText, { n: wanted.length })),
          table(wanted.map(({ symbol, drivers, archs }) => [symbol, drivers.join(', '), archs.join(', ')])),
        ]),
    colophon(url, null),
  ];
  return { text, json: jsonOf(url, [list]) };
}

function jsonOf(url: string, lists: readonly HeldList[]): DriversOnListsJson {
  return { schema: 'kabi-reports/drivers-on-lists/1', url, built: null, lists: [...lists] };
}
