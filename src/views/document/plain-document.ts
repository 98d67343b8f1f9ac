import { z } from 'zod';
import { en } from '../../lang/en/messages.ts';
import { say } from '../../lang/message.ts';
import { claimCounts, judgeClaims } from '../../documents/claims.ts';
import { claimsSentence } from '../../lang/en/claims-sentence.ts';
import type { DocumentCollection, ProposalRecord, ThreadRecord } from '../../documents/record.ts';
import type { DocumentEntry } from '../../records/entries/document.ts';
import type { NamedSymbol } from '../../documents/named-symbol.ts';
import { wording, type Text } from '../../base/wording.ts';
import { documentJsonSchema, type DocumentJson } from '../../records/json/page-json.ts';
import { messageTime } from '../../media/message-time.ts';
import { heading, list, paragraph, table, title, type Block, type Inline } from '../../media/blocks.ts';
import { readingWords } from './reading-words.ts';
import { colophon, type PlainPage, type PlainSite } from '../frame/plain-page.ts';

/** A body of a document, as Markdown and as blocks. */
export interface DocumentBody {
  readonly markdown: string;
  readonly blocks: readonly Block[];
}

/** A discussion, a proposal or notes. */
export function plainDocument(
  collection: DocumentCollection,
  entry: DocumentEntry,
  body: DocumentBody,
  { urls, origin }: PlainSite,
): PlainPage {
  const { record, named, releases, built } = entry;
  const url = origin + urls.document(collection, entry.id);
  const json: DocumentJson = { schema: 'kabi-reports/document/1', url, text: body.markdown, ...entry };
  const words = (value: Text) => wording(value, 'en', record.language).text.replaceAll('`', '');
  const name = words(record.title);
  const number = record.kind === 'proposal' ? record.number : undefined;
  const text = [
    title(number === undefined ? name : `${number}: ${name}`),
    paragraph(words(record.summary)),
    ...facts(record, words),
    ...body.blocks,
    ...(record.kind === 'thread' ? threadBlocks(record, words) : []),
    ...(record.kind === 'proposal' ? proposalBlocks(record, entry, words) : []),
    ...(named.length === 0 ? [] : [heading(en.named.heading), ...namedBlocks(named, releases)]),
    heading(en.sources),
    list(record.sources.map(sourceItem)),
    colophon(url, built),
  ];
  return { text, json: z.encode(documentJsonSchema, json) };
}

type Words = (value: Text) => string;

function facts(record: DocumentEntry['record'], words: Words): Block[] {
  const all: string[] = [];
  switch (record.kind) {
    case 'thread':
      if (record.list !== undefined) all.push(record.list);
      all.push(`Subject: ${record.subject}`, `By ${record.participants.join(', ')}`);
      break;
    case 'proposal':
      if (record.category !== undefined) all.push(words(record.category));
      if (record.status !== undefined) all.push(say(en.discussions.status, { status: words(record.status) }));
      all.push(
        record.created === undefined
          ? en.discussions.undated
          : say(en.discussions.written, { day: record.created }),
      );
      if (record.revised !== undefined) all.push(say(en.discussions.revised, { day: record.revised }));
      if (record.authors.length > 0) all.push(`By ${record.authors.map((each) => each.name).join(', ')}`);
      break;
    case 'note':
      all.push(
        `${en.notes.published} ${record.published}`,
        `${en.notes.kernels}: ${record.kernels.map(({ line, version }) => `${line} ${version}`).join(', ')}`,
      );
      if (record.subsystems.length > 0) all.push(`${en.notes.subsystems}: ${record.subsystems.join(', ')}`);
      break;
  }
  return [list(all.map((each) => [each]))];
}

function threadBlocks({ messages }: ThreadRecord, words: Words): Block[] {
  return [
    heading(en.thread.messages),
    list(
      messages.map(({ from, date, url, id, says }): Inline[] => [
        `${from}, ${date === null ? en.discussions.dateUnknown : messageTime(date)}`,
        ...(says === undefined ? [] : [`: ${words(says)}`]),
        ...(id === undefined ? [] : [` Message-ID <${id}>`]),
        ...(url === undefined ? [] : [' ', { text: en.thread.inArchive, url }]),
      ]),
    ),
  ];
}

function proposalBlocks(record: ProposalRecord, { named }: DocumentEntry, words: Words): Block[] {
  const { before, options, decision, tasks, impact, elsewhere, modules } = record;
  const { proposal } = en;
  const groups = judgeClaims(record, named);
  const perTeam = (name: string, teams: ProposalRecord['impact']) =>
    teams.length === 0
      ? []
      : [
          heading(name),
          list(teams.map(({ team, points }) => [`${words(team)}: ${points.map(words).join(' ')}`])),
        ];
  return [
    ...(before === undefined ? [] : [heading(proposal.before), paragraph(words(before))]),
    ...(options.length === 0 ? [] : [heading(proposal.options)]),
    ...options.flatMap(({ name, change, terms, ...rest }) => [
      paragraph(`${words(name)}: ${words(change)}`),
      list(
        [
          ...terms.map(words),
          ...(['aim', 'benefit', 'cost', 'needs'] as const).map(
            (each) =>
              `${proposal[each]}: ${rest[each] === undefined ? proposal.notStated : words(rest[each])}`,
          ),
        ].map((each) => [each]),
      ),
    ]),
    ...(decision.length === 0
      ? []
      : [heading(proposal.decision), list(decision.map((each) => [words(each)]))]),
    ...perTeam(proposal.tasks, tasks),
    ...perTeam(proposal.impact, impact),
    ...(groups.length === 0
      ? []
      : [
          heading(proposal.interfaces),
          paragraph(claimsSentence(claimCounts(groups))),
          paragraph(proposal.interfacesLimits),
        ]),
    ...groups.flatMap(({ title: of, claims }) => [
      paragraph(`${words(of)}:`),
      table(
        claims.map(({ symbol, claim, reason, judged, isBorneOut }) => [
          symbol,
          en.agreement[isBorneOut === null ? 'unknown' : isBorneOut ? 'yes' : 'no'],
          `${reason === undefined ? en.claims[claim] : words(reason)}${judged === undefined ? '' : `; ${en.found[judged.found]}`}`,
        ]),
      ),
    ]),
    ...(modules.length === 0 ? [] : [heading(proposal.modules)]),
    ...modules.flatMap(({ title: of, modules: own }) => [
      paragraph(`${words(of)}:`),
      table(own.map(({ module, symbols }) => [module, symbols.join(' ')])),
    ]),
    ...(elsewhere.length === 0 ? [] : [heading(proposal.elsewhere)]),
    ...elsewhere.flatMap(({ title: of, columns, rows }) => [
      paragraph(`${words(of)}:`),
      list(
        rows.map(({ name, cells }) => [
          `${name}: ${cells.map((cell, i) => `${words(columns[i] ?? '')}: ${words(cell)}`).join('; ')}`,
        ]),
      ),
    ]),
  ];
}

function namedBlocks(named: readonly NamedSymbol[], releases: DocumentEntry['releases']): Block[] {
  return [
    paragraph(en.named.text),
    ...named.map(({ symbol, isOnFile, products }) => {
      if (!isOnFile) return table([[symbol, en.notOnFile]]);
      const standing = releases.map(({ product, title: of }) => {
        const variants = products.find((each) => each.product === product)?.variants ?? [];
        const found = variants.map(({ module, crc }) => en.standings[module === null ? 'absent' : crc]);
        return `${of}: ${[...new Set(found)].join(' or ')}`;
      });
      return table([[symbol, standing.join('; ')]]);
    }),
  ];
}

function sourceItem(source: DocumentEntry['record']['sources'][number]): Inline[] {
  if (!('read' in source)) return [`${source.title}: ${source.file}, sha256 ${source.sha256}`];
  const words = readingWords(source, en);
  return source.url === undefined
    ? [`${source.title} (${words})`]
    : [{ text: source.title, url: source.url }, ` (${words})`];
}
