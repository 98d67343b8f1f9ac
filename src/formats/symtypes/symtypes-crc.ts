/**
 * The CRC of an export from its symtypes, computed as genksyms does (expand_and_crc_sym() in
 * scripts/genksyms/genksyms.c), or gendwarfksyms (calculate_version() in scripts/gendwarfksyms/types.c). That it comes out as
 * Module.symvers has it proves that nothing was lost on the way.
 */
import { getOrInsert } from '../../base/maps.ts';
import { crc32 } from '../../base/crc32.ts';
import {
  isSymtypeRef,
  opaqueText,
  symtypeKind,
  symtypeTokens,
  type SymtypeRef,
  type Symtypes,
} from './symtypes.ts';

const TAGS = { s: 'struct ', u: 'union ', e: 'enum ', t: '', E: '' } as const;

/** Part of a definition: bytes that go into the CRC as they are, and the number of the type that follows them. */
interface Segment {
  readonly bytes: Uint8Array;
  readonly type: number;
}

const NO_TYPE = -1;

interface NumberedType {
  readonly ref: SymtypeRef;
  /** What stands for it once it was written out. */
  readonly mention: Uint8Array;
}

/** Symtypes, or what stands for them. */
export type SymtypesSource = Pick<Symtypes, 'generator' | 'objects' | 'definition'>;

/** Types go by numbers here: an export reaches thousands, and a kernel has 20,000 exports. */
export class SymtypesCrc {
  readonly #symtypes: SymtypesSource;
  readonly #isDwarf: boolean;
  readonly #encoder = new TextEncoder();
  readonly #types: NumberedType[] = [];
  readonly #numbers = new Map<SymtypeRef, number>();
  readonly #segments = new Map<string, readonly Segment[]>();
  /** Of the object that was asked for last, by number of the type. */
  #definitions: (readonly Segment[] | undefined)[] = [];
  #object = -1;
  /** The expansion in which each type was written out last. */
  readonly #visited: number[] = [];
  #expansion = 0;

  constructor(symtypes: SymtypesSource) {
    this.#symtypes = symtypes;
    this.#isDwarf = symtypes.generator === 'gendwarfksyms';
  }

  /** Undefined if the object exports no such symbol. */
  crcOf(object: number, symbol: string): number | undefined {
    const text = this.#symtypes.objects[object]?.exports.get(symbol);
    if (text === undefined) return undefined;
    if (object !== this.#object) this.#definitions = [];
    this.#object = object;
    this.#expansion += 1;
    // Definitions that are under way, and where each goes on: they nest hundreds deep.
    const stack = [{ segments: this.#split(text), next: 0 }];
    let crc = 0;
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const segment = top.segments[top.next];
      top.next += 1;
      if (segment === undefined) {
        stack.pop();
        continue;
      }
      crc = crc32(segment.bytes, crc);
      const { type } = segment;
      if (type === NO_TYPE) continue;
      if (this.#visited[type] === this.#expansion) {
        crc = crc32(this.#types[type]?.mention ?? segment.bytes, crc);
      } else {
        this.#visited[type] = this.#expansion;
        stack.push({ segments: this.#definition(type), next: 0 });
      }
    }
    return crc;
  }

  #definition(type: number): readonly Segment[] {
    const known = this.#definitions[type];
    if (known !== undefined) return known;
    const ref = this.#types[type]?.ref;
    if (ref === undefined) throw new RangeError(`there is no type ${type}`);
    const found = this.#split(this.#symtypes.definition(this.#object, ref) ?? opaqueText(ref));
    this.#definitions[type] = found;
    return found;
  }

  #split(text: string): readonly Segment[] {
    return getOrInsert(this.#segments, text, () => {
      const segments: Segment[] = [];
      let literal = '';
      const tokens = symtypeTokens(text);
      // Whether it is extern says nothing of its type.
      const own = tokens[0] === 'extern' && !this.#isDwarf ? tokens.slice(1) : tokens;
      for (const [index, token] of own.entries()) {
        // genksyms ends each token with a blank; gendwarfksyms hashes its text as it is, blanks between tokens.
        const isLast = index === own.length - 1;
        const blank = this.#isDwarf ? (isLast ? '' : ' ') : ' ';
        if (isSymtypeRef(token)) {
          segments.push({ bytes: this.#encoder.encode(literal), type: this.#number(token) });
          literal = this.#isDwarf ? blank : '';
        } else {
          literal += token + blank;
        }
      }
      segments.push({ bytes: this.#encoder.encode(literal), type: NO_TYPE });
      return segments;
    });
  }

  #number(ref: SymtypeRef): number {
    return getOrInsert(this.#numbers, ref, () => {
      this.#visited.push(0);
      const mention = this.#encoder.encode(this.#isDwarf ? ref : `${TAGS[symtypeKind(ref)]}${ref.slice(2)} `);
      return this.#types.push({ ref, mention }) - 1;
    });
  }
}
