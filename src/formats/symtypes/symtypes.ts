/**
 * symtypes: what the CRCs of exports are computed from, as text. One line for each type and export,
 *
 *     s#dev_ops struct dev_ops { int ( * open ) ( s#file * ) ; }
 *     dev_open int dev_open ( s#file * )
 *
 * with `s#`, `u#`, `e#`, `t#` and `E#` for struct, union, enum, typedef and constant of an enum. genksyms writes a file for
 * each object (scripts/genksyms/genksyms.c, `-T`), gendwarfksyms the same in its own words
 * (Documentation/kbuild/gendwarfksyms.rst). SUSE joins them to one (rpm/modversions --pack, suse-kabi-tools): a section for
 * each object, in which a definition that is the last one written before of its name is left out, and `s##name` says that
 * the object sees a declaration only. Oracle lists each name once, without sections.
 */
import { getOrInsert } from '../../base/maps.ts';
import { Fault, type Parsed, type Problem, type ProblemKind } from '../../base/problems.ts';
import { noRecords, textLines, type TextLine } from '../../base/lines.ts';
import { isSymbolName } from '../../kernel/symbol-name.ts';

export type SymtypesGenerator = 'genksyms' | 'gendwarfksyms';

/** `s#net_device`; a name with blanks is in quotes: `s#'Result<u8, E>'`. */
export type SymtypeRef = `${'s' | 'u' | 'e' | 't' | 'E'}#${string}`;

export interface SymtypesObject {
  /** Path of the object file without its suffix; as it was given for a file without sections. */
  readonly path: string;
  /** Declarations by symbol: their tokens, separated by blanks. */
  readonly exports: ReadonlyMap<string, string>;
}

/** The longest line known has 9 KB: a struct with everything unnamed in it. */
const LONGEST_LINE = 1_000_000;

const SECTION = /^\/\* (\S+?)(?:\.o|\.symtypes)? \*\/$/;
const HEAD = /^(?:override )?([^\s']+(?:'(?:[^'\\]|\\.)*')?)(?: +(.*?))? *$/;
const REF = /^([stueE])(##?)(.+)$/;
const TOKEN = /[stueE]#'(?:[^'\\]|\\.)*'|[^ ]+|(?<= )(?= )/g;
/** How definitions and declarations of gendwarfksyms start, and those of genksyms cannot. */
const DWARF_TEXT =
  /^(?:(?:variable|subprogram|(?:structure|class|union|enumeration|typedef)_type)\b|typedef (?!struct|union|enum)\S+ \{)/;

const OPAQUE_HEADS = { s: 'struct', u: 'union', e: 'enum', t: 'typedef', E: 'enum' } as const;

/** The objects of one build, and what each of them sees under a name. */
export class Symtypes {
  readonly generator: SymtypesGenerator;
  readonly objects: readonly SymtypesObject[];
  readonly #definitions: ReadonlyMap<SymtypeRef, readonly Definition[]>;
  readonly #opaque: readonly ReadonlySet<SymtypeRef>[];

  constructor(generator: SymtypesGenerator, objects: readonly ReadObject[], definitions: Definitions) {
    this.generator = generator;
    this.objects = objects;
    this.#definitions = definitions;
    this.#opaque = objects.map(({ opaque }) => opaque);
  }

  /** The tokens of a definition, separated by blanks; undefined if there is none. */
  definition(object: number, ref: SymtypeRef): string | undefined {
    if (this.#opaque[object]?.has(ref) === true) return opaqueText(ref);
    const known = this.#definitions.get(ref);
    return known?.findLast(({ from }) => from <= object)?.text;
  }
}

/** The definition of a name from one object on, until another one follows. */
interface Definition {
  readonly from: number;
  readonly text: string;
}

type Definitions = ReadonlyMap<SymtypeRef, Definition[]>;

interface ReadObject extends SymtypesObject {
  readonly exports: Map<string, string>;
  /** What only this object does not see the definition of. */
  readonly opaque: Set<SymtypeRef>;
}

/** Joins the files of one build. Texts are kept once, however many objects see them. */
export class SymtypesReader {
  readonly #objects: ReadObject[] = [];
  readonly #definitions = new Map<SymtypeRef, Definition[]>();
  readonly #problems: Problem[] = [];
  #generator: SymtypesGenerator | undefined;

  /**
   * @param object what the file stands for if it has no sections: path of the object file, without its suffix
   * @throws {Fault} if there is no record in it, or if it is by another program than the files before.
   */
  add(text: string, path: string, object: string): void {
    let current: ReadObject | undefined;
    const sink: FileSink = { path, seen: new Set(), records: 0 };
    for (const line of textLines(text, LONGEST_LINE)) {
      const section = SECTION.exec(line.text)?.[1];
      if (section !== undefined) {
        current = this.#startObject(section);
        sink.seen.clear();
        continue;
      }
      current ??= this.#startObject(object);
      const kind = this.#addLine(line, current, sink);
      if (kind === undefined) sink.records += 1;
      else this.#problems.push({ kind, path, line: line.number, source: line.text });
    }
    if (sink.records === 0) throw noRecords(text, path);
  }

  finish(): Parsed<Symtypes> {
    const generator = this.#generator ?? 'genksyms';
    const records = new Symtypes(generator, this.#objects, this.#definitions);
    return { records, problems: this.#problems };
  }

  #startObject(path: string): ReadObject {
    const object = { path, exports: new Map<string, string>(), opaque: new Set<SymtypeRef>() };
    this.#objects.push(object);
    return object;
  }

  /** The kind of problem, if it is one. */
  #addLine({ text, tooLong }: TextLine, object: ReadObject, sink: FileSink): ProblemKind | undefined {
    if (tooLong) return 'line-too-long';
    const [, head, body = ''] = HEAD.exec(text) ?? [];
    if (head === undefined) return 'malformed-symtype';
    const [, kind, marks, name] = REF.exec(head) ?? [];
    if (kind === undefined || name === undefined) {
      if (body === '' || !isSymbolName(head)) return 'malformed-symtype';
      return this.#addExport(head, body, object, sink);
    }
    const ref = `${kind}#${name}` as SymtypeRef;
    if (marks === '##') {
      if (body !== '') return 'malformed-symtype';
      object.opaque.add(ref);
      return undefined;
    }
    // Alone it stands for the last definition: written where what overrides it has changed.
    if (body === '') return this.#definitions.has(ref) ? undefined : 'malformed-symtype';
    return this.#addType(ref, body, object, sink);
  }

  #addExport(symbol: string, text: string, object: ReadObject, sink: FileSink): ProblemKind | undefined {
    this.#judge(text, sink.path);
    const known = object.exports.get(symbol);
    object.exports.set(symbol, text);
    return known === undefined || known === text ? undefined : 'conflicting-duplicate';
  }

  #addType(ref: SymtypeRef, text: string, object: ReadObject, sink: FileSink): ProblemKind | undefined {
    if (text === opaqueText(ref)) {
      object.opaque.add(ref);
      return undefined;
    }
    this.#judge(text, sink.path);
    const definitions = getOrInsert(this.#definitions, ref, () => []);
    const index = this.#objects.length - 1;
    const last = definitions.at(-1);
    const isConflict = sink.seen.has(ref) && last?.text !== text;
    sink.seen.add(ref);
    object.opaque.delete(ref);
    if (last?.from === index) definitions.pop();
    if (definitions.at(-1)?.text !== text) definitions.push({ from: index, text });
    return isConflict ? 'conflicting-type' : undefined;
  }

  #judge(text: string, path: string): void {
    const isDwarf = DWARF_TEXT.test(text);
    // What both would write alike, as a constant of an enum, tells nothing.
    if (!isDwarf && !/[{(;]/.test(text)) return;
    const generator = isDwarf ? 'gendwarfksyms' : 'genksyms';
    this.#generator ??= generator;
    if (this.#generator !== generator) throw new Fault({ kind: 'mixed-type-generators', path, source: text });
  }
}

interface FileSink {
  readonly path: string;
  /** Types that the object at hand has defined. */
  readonly seen: Set<SymtypeRef>;
  records: number;
}

/** One file, whatever it is. @throws {Fault} as SymtypesReader.add */
export function parseSymtypes(text: string, path: string, object: string): Parsed<Symtypes> {
  const reader = new SymtypesReader();
  reader.add(text, path, object);
  return reader.finish();
}

/** Whether a text starts as symtypes do. */
export function isSymtypes(text: string): boolean {
  for (const { text: line, number } of textLines(text, LONGEST_LINE)) {
    if (SECTION.test(line)) return true;
    if (/^(?:override )?[stueE]##?\S+(?: |$)/.test(line)) return true;
    if (number > 20) return false;
  }
  return false;
}

export function symtypeTokens(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

export function isSymtypeRef(token: string): token is SymtypeRef {
  return token[1] === '#' && token.length > 2 && 'stueE'.includes(token[0] ?? '-');
}

export function symtypeKind(ref: SymtypeRef): 's' | 'u' | 'e' | 't' | 'E' {
  return ref[0] as 's';
}

/** Without its kind and quotes. */
export function symtypeName(ref: SymtypeRef): string {
  const name = ref.slice(2);
  return name.startsWith("'") ? name.slice(1, -1) : name;
}

/** What stands for a definition that an object does not see. */
export function opaqueText(ref: SymtypeRef): string {
  return `${OPAQUE_HEADS[symtypeKind(ref)]} ${ref.slice(2)} { UNKNOWN }`;
}
