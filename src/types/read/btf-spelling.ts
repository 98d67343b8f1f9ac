/**
 * Types of BTF in the words of definition-text.ts. Spelling a type notes which types it names: what an export reaches is
 * found on the way.
 *
 * Type tags (`__user`, `__rcu`) and the names of parameters are left out: neither is part of an ABI, and which of them a
 * kernel carries depends on its compiler.
 */
import type { Btf } from '../../formats/btf/btf-types.ts';
import { Fault } from '../../base/problems.ts';
import { baseName } from './base-names.ts';
import { isDeclaration, typeKindOf } from './btf-names.ts';
import { quoteName } from '../table/declaration.ts';
import { printOffset } from '../table/definition-text.ts';

/** Text before and behind the name that a type declares; `{}` stands for each body, which is that of a type below. */
interface Spelling {
  readonly head: string;
  readonly tail: string;
  readonly bodies: readonly number[];
}

const VOID: Spelling = { head: 'void', tail: '', bodies: [] };
/** No declaration of the kernel's nests deeper; a hostile one could go round for ever. */
const DEEPEST = 64;

export class BtfSpeller {
  readonly #btf: Btf;
  readonly #path: string;
  readonly #base: BtfSpeller | null;
  readonly #spellings: (Spelling | undefined)[] = [];
  readonly #seen = new Set<number>();
  #found: number[] = [];
  /** Types without a name are written wherever they are used: in a hostile file that could go on without end. */
  #left: number;

  constructor(btf: Btf, path: string, base: BtfSpeller | null = null) {
    this.#btf = btf;
    this.#path = path;
    this.#base = base;
    this.#left = 1_000_000 + 64 * btf.byteLength;
  }

  /** The numbers of named types that were named since the last call, each once; those of the base are told by the base. */
  takeFound(): number[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  /** Counts a named type among those that were named. */
  want(id: number): void {
    if (this.#seen.has(id)) return;
    this.#seen.add(id);
    this.#found.push(id);
  }

  /** `int register_netdev(struct net_device *);` from a FUNC or VAR. */
  prototype(id: number): string {
    return `${this.#declaration(this.#btf.target(id), this.#btf.name(id), 0)};\n`;
  }

  /** The definition of a named struct, union, enum, typedef or declaration. */
  definition(id: number): string {
    const btf = this.#btf;
    if (btf.kind(id) === 'TYPEDEF') return `typedef ${this.#declaration(btf.target(id), btf.name(id), 0)};\n`;
    const head = `${this.#tag(id)} ${quoteName(cleaned(btf.name(id)))}`;
    return isDeclaration(btf, id) ? `${head};\n` : `${head} ${this.#body(id, 0)};\n`;
  }

  #tag(id: number): string {
    return typeKindOf(this.#btf, id) ?? 'struct';
  }

  #body(id: number, depth: number): string {
    if (depth > DEEPEST) throw this.#tooDeep(id);
    const indent = '\t'.repeat(depth + 1);
    const lines = [`{ // size ${this.#btf.size(id)}\n`];
    if (this.#tag(id) === 'enum') {
      for (const { name, value } of this.#btf.enumerators(id)) {
        lines.push(indent, quoteName(cleaned(name)), ' = ', value, ',\n');
      }
    } else {
      for (const { name, type, offset, width } of this.#btf.members(id)) {
        const declared = this.#declaration(type, name, depth + 1);
        const bits = width === null ? '' : ` : ${width}`;
        lines.push(indent, declared, bits, '; // ', printOffset(offset, width !== null), '\n');
      }
    }
    lines.push('\t'.repeat(depth), '}');
    const text = lines.join('');
    this.#left -= text.length;
    if (this.#left < 0) throw this.#tooDeep(id);
    return text;
  }

  #declaration(type: number, name: string, depth: number): string {
    const { head, tail, bodies } = this.#spell(type, 0);
    const declared = `${joined(head, quoteName(cleaned(name)))}${tail}`;
    if (bodies.length === 0) return declared;
    const [first = '', ...rest] = declared.split('{}');
    return rest.reduce((text, part, index) => text + this.#body(bodies[index] ?? 0, depth) + part, first);
  }

  #spell(id: number, depth: number): Spelling {
    if (id === 0) return VOID;
    if (id < this.#btf.firstId && this.#base !== null) return this.#base.#spell(id, depth);
    const known = this.#spellings[id - this.#btf.firstId];
    if (known !== undefined) return known;
    if (depth > DEEPEST) throw this.#tooDeep(id);
    const spelling = this.#spellNew(id, depth + 1);
    this.#left -= spelling.head.length + spelling.tail.length;
    if (this.#left < 0) throw this.#tooDeep(id);
    this.#spellings[id - this.#btf.firstId] = spelling;
    return spelling;
  }

  #spellNew(id: number, depth: number): Spelling {
    const btf = this.#btf;
    switch (btf.kind(id)) {
      case 'STRUCT':
      case 'UNION':
      case 'ENUM':
      case 'ENUM64':
      case 'FWD': {
        if (btf.name(id) === '') return { head: `${this.#tag(id)} {}`, tail: '', bodies: [id] };
        this.want(id);
        return { head: `${this.#tag(id)} ${quoteName(cleaned(btf.name(id)))}`, tail: '', bodies: [] };
      }
      case 'TYPEDEF':
        this.want(id);
        return { head: quoteName(cleaned(btf.name(id))), tail: '', bodies: [] };
      case 'INT':
      case 'FLOAT':
        return { head: baseName(cleaned(btf.name(id))), tail: '', bodies: [] };
      case 'PTR': {
        const { head, tail, bodies } = this.#spell(btf.target(id), depth);
        const isDirect = tail.startsWith('[') || tail.startsWith('(');
        if (isDirect) return { head: `${joined(head, '(')}*`, tail: `)${tail}`, bodies };
        return { head: joined(head, '*'), tail, bodies };
      }
      case 'ARRAY': {
        const { element, length } = btf.array(id);
        const { head, tail, bodies } = this.#spell(element, depth);
        return { head, tail: `[${length}]${tail}`, bodies };
      }
      case 'FUNC_PROTO':
        return this.#spellFunction(id, depth);
      case 'CONST':
      case 'VOLATILE':
      case 'RESTRICT':
        return this.#spellQualified(id, depth);
      case 'TYPE_TAG':
        return this.#spell(btf.target(id), depth);
      case 'VOID':
      case 'FUNC':
      case 'VAR':
      case 'DATASEC':
      case 'DECL_TAG':
        return VOID;
    }
  }

  #spellFunction(id: number, depth: number): Spelling {
    const result = this.#spell(this.#btf.target(id), depth);
    const bodies = [...result.bodies];
    const parameters = this.#btf.parameters(id).map(({ type }) => {
      if (type === 0) return '...';
      const { head, tail, bodies: inner } = this.#spell(type, depth);
      bodies.push(...inner);
      return head + tail;
    });
    const list = parameters.length === 0 ? 'void' : parameters.join(', ');
    return { head: result.head, tail: `(${list})${result.tail}`, bodies };
  }

  /** Qualifiers in one order, each once, however BTF has them. */
  #spellQualified(id: number, depth: number): Spelling {
    const qualifiers = new Set<string>();
    let target = id;
    for (let steps = 0; ; steps += 1) {
      const kind = this.#btf.kind(target);
      if (kind === 'CONST' || kind === 'VOLATILE' || kind === 'RESTRICT') qualifiers.add(kind.toLowerCase());
      else if (kind !== 'TYPE_TAG') break;
      if (steps > DEEPEST) throw this.#tooDeep(id);
      target = this.#btf.target(target);
    }
    const words = ['const', 'volatile', 'restrict'].filter((each) => qualifiers.has(each)).join(' ');
    const { head, tail, bodies } = this.#spell(target, depth);
    const isPointer = /\*(?:const|volatile|restrict| )*$/.test(head);
    if (isPointer) return { head: head + words, tail, bodies };
    // An array of constants may be constant itself.
    return { head: head.startsWith(`${words} `) ? head : `${words} ${head}`, tail, bodies };
  }

  #tooDeep(id: number): Fault {
    const detail = `type ${id} goes round in circles, or on without end`;
    return new Fault({ kind: 'malformed-btf', path: this.#path, detail });
  }
}

/** With a blank where two words, or a word and a star, would touch. */
function joined(head: string, next: string): string {
  return next === '' || /[*(]$/.test(head) ? head + next : `${head} ${next}`;
}

/** A name in a text of lines: whatever a hostile file has, it ends no line. */
function cleaned(name: string): string {
  return /[\0-\x1f\x7f-\x9f]/.test(name) ? name.replace(/[\0-\x1f\x7f-\x9f]/g, '?') : name;
}
