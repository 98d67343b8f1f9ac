/** Which types a definition or prototype names. */
import { isBaseWord, NAME_PATTERN, unquoteName } from './declaration.ts';
import type { TypeKey } from './table.ts';

/**
 * A base type stands at the start of a line, or of a parameter; behind `typedef `, too, which starts its line. Enumerators
 * end in a comma and are none.
 */
const BASE_TYPE = new RegExp(
  String.raw`(?:^\t*(?!\t*(?:'(?:[^'\\\n]|\\.)*'|\S+)(?: = .*)?,$)(?:typedef )?|[(] ?|, )(?:(?:const|volatile|restrict|_Atomic) )*(?:(struct|union|enum) )?(${NAME_PATTERN})`,
  'gm',
);

/**
 * The types that a text names, each once, in the order of the text. Words that turn out to be no typedef of the table
 * are base types of the compiler. The name that a definition itself defines is left out.
 */
export function referencesOf(text: string): TypeKey[] {
  const found = new Set<TypeKey>();
  BASE_TYPE.lastIndex = OWN_NAME.test(text) ? text.indexOf('\n') : 0;
  for (let match = BASE_TYPE.exec(text); match !== null; match = BASE_TYPE.exec(text)) {
    const [, kind, name = ''] = match;
    if (kind !== undefined) found.add(`${kind as 'struct'} ${unquoteName(name)}`);
    else if (!isBaseWord(name) && !TAGS.has(name)) found.add(`typedef ${unquoteName(name)}`);
  }
  return [...found];
}

const OWN_NAME = new RegExp(String.raw`^(?:struct|union|enum) ${NAME_PATTERN}(?: \{|;)`);

/** A tag without a name opens a body. */
const TAGS: ReadonlySet<string> = new Set(['struct', 'union', 'enum']);
