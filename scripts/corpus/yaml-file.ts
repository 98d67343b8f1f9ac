import { isNode, isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { Fault, type Problem } from '../../src/base/problems.ts';
import { readBytes } from './read-bytes.ts';
import { decodeUtf8 } from './utf8.ts';

/** Finds the place of a field of a YAML file: `['builds', 0, 'release']`. */
export type PlaceOf = (field: readonly PropertyKey[]) => Pick<Problem, 'line' | 'source'>;

/** The value of a YAML file, or why it cannot be used. */
export type YamlFile<T> =
  { readonly value: T; readonly placeOf: PlaceOf } | { readonly problems: readonly Problem[] };

/** Reads a YAML file against its schema. Each fault becomes a problem with its line. */
export async function readYaml<T>(file: string, schema: z.ZodType<T>): Promise<YamlFile<T>> {
  try {
    return parseYaml(decodeUtf8(await readBytes(file), file), file, schema);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { problems: [error.problem] };
  }
}

export function parseYaml<T>(text: string, file: string, schema: z.ZodType<T>): YamlFile<T> {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const lines = text.split('\n');
  const placeAt = (offset: number | undefined): Pick<Problem, 'line' | 'source'> => {
    if (offset === undefined) return {};
    const { line } = lineCounter.linePos(offset);
    return { line, source: lines[line - 1] ?? '' };
  };
  const problem = (detail: string, offset: number | undefined): Problem => ({
    kind: 'invalid-file',
    path: file,
    ...placeAt(offset),
    detail,
  });
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map((e) => problem(e.message.split(' at line ', 1)[0] ?? '', e.pos[0])),
    };
  }
  // A document of aliases to aliases unpacks to more than memory holds; the library counts them.
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error) {
    return { problems: [problem(messageOf(error), 0)] };
  }
  const result = schema.safeParse(value);
  if (result.success) {
    return { value: result.data, placeOf: (field) => placeAt(offsetOf(document, field)) };
  }
  return {
    problems: result.error.issues.map((issue) => {
      const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
      const where = [...issue.path, ...unknownKey];
      const name = issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
      return problem(name + issue.message, offsetOf(document, where));
    }),
  };
}

/** Where the field starts; a missing field is placed at what should hold it. */
function offsetOf(document: Document, where: readonly PropertyKey[]): number | undefined {
  for (let length = where.length; length >= 0; length -= 1) {
    const parent: unknown = length === 0 ? undefined : document.getIn(where.slice(0, length - 1), true);
    if (isMap(parent)) {
      const key = parent.items.find(
        (pair) => isScalar(pair.key) && pair.key.value === where[length - 1],
      )?.key;
      if (isScalar(key)) return key.range?.[0];
    }
    const node: unknown = length === 0 ? document.contents : document.getIn(where.slice(0, length), true);
    if (isNode(node)) return node.range?.[0];
  }
  return undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
