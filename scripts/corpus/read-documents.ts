/** What is on file below content/discussions and content/notes. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { splitFrontMatter } from '../../src/documents/read/front-matter.ts';
import { compareText } from '../../src/base/text.ts';
import { Fault, sortProblems, type Problem } from '../../src/base/problems.ts';
import { DOCUMENT_SCHEMAS, type DocumentCollection, type FiledDocument } from '../../src/documents/record.ts';
import { slug } from '../../src/history/product.ts';
import { LANGUAGES, type Language } from '../../src/base/language.ts';
import { documentFile, documentsFolder } from './layout.ts';
import { readBytes } from './read-bytes.ts';
import { decodeUtf8 } from './utf8.ts';
import { parseYaml } from './yaml-file.ts';

const ENDING = '.md';

/** Every document, sorted by collection and id. One at fault is left out, and said in the problems. */
export async function readDocuments(
  content: string,
): Promise<{ documents: FiledDocument[]; problems: Problem[] }> {
  const documents: FiledDocument[] = [];
  const problems: Problem[] = [];
  for (const collection of Object.keys(DOCUMENT_SCHEMAS) as DocumentCollection[]) {
    const names = await fileNames(documentsFolder(content, collection));
    for (const id of names.filter((name) => translationOf(name) === undefined)) {
      const translations = names.filter((name) => translationOf(name)?.id === id);
      const read = await readDocument(content, collection, id, translations);
      if (read.document !== undefined) documents.push(read.document);
      problems.push(...read.problems);
    }
    for (const name of names) {
      const translation = translationOf(name);
      if (translation === undefined || names.includes(translation.id)) continue;
      const detail = `it translates ${translation.id}${ENDING}, which is not there`;
      problems.push({ kind: 'unresolved-reference', path: documentFile(content, collection, name), detail });
    }
  }
  return { documents, problems: sortProblems(problems) };
}

/** Names without their ending. */
async function fileNames(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const files = await readdir(folder);
  return files
    .filter((file) => file.endsWith(ENDING) && !file.startsWith('.'))
    .map((file) => file.slice(0, -ENDING.length))
    .sort(compareText);
}

/** `oeep-0009.zh` is the Chinese body of `oeep-0009`. */
function translationOf(name: string): { id: string; language: Language } | undefined {
  const language = LANGUAGES.find((each) => name.endsWith(`.${each}`));
  return language === undefined ? undefined : { id: name.slice(0, -language.length - 1), language };
}

async function readDocument(
  content: string,
  collection: DocumentCollection,
  id: string,
  translations: readonly string[],
): Promise<{ document?: FiledDocument; problems: readonly Problem[] }> {
  const file = documentFile(content, collection, id);
  const invalid = (detail: string, line?: number): { problems: Problem[] } => ({
    problems: [{ kind: 'invalid-file', path: file, ...(line === undefined ? {} : { line }), detail }],
  });
  if (!slug.safeParse(id).success)
    return invalid('the name of a document is a part of URLs: letters, digits and . + ~ _ -');
  const texts: string[] = [];
  for (const name of [id, ...translations]) {
    const path = documentFile(content, collection, name);
    try {
      texts.push(decodeUtf8(await readBytes(path), path));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return { problems: [error.problem] };
    }
  }
  const [own = '', ...others] = texts;
  const parts = splitFrontMatter(own);
  if (parts === undefined) return invalid('it does not start with front matter between two lines of ---', 1);
  const read = parseYaml(parts.yaml, file, DOCUMENT_SCHEMAS[collection]);
  if (!('value' in read)) {
    return { problems: read.problems.map((problem) => shifted(problem, parts.yamlOffset)) };
  }
  const bodies = new Map([[read.value.language, parts.body]]);
  for (const [index, name] of translations.entries()) {
    const language = translationOf(name)?.language;
    if (language === undefined) continue;
    if (bodies.has(language)) return invalid(`${name}${ENDING} is in the language of the document itself`);
    bodies.set(language, others[index] ?? '');
  }
  return { document: { collection, id, record: read.value, bodies }, problems: [] };
}

function shifted(problem: Problem, lines: number): Problem {
  return problem.line === undefined ? problem : { ...problem, line: problem.line + lines };
}
