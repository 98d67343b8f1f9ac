/**
 * A type table as a graph of numbers: which definitions refer to which. What a reference means depends on the scope that
 * it is looked at from, so a walk starts in a scope. In BTF, where modules build on vmlinux, definitions of vmlinux refer
 * to definitions of vmlinux; only what is no more than declared there can be defined by the module that the walk began in.
 */
import { VMLINUX } from '../../kernel/module.ts';
import { referencesOf } from './references.ts';
import { isOpaque, type TypeKey, type TypeTable, type ScopedDefinition } from './table.ts';
import type { DefinitionOf } from './sizes.ts';

/** A definition in a table: the place of its definition among all definitions. */
export type NodeId = number;

/** A table is asked about with its neighbour on either side. */
const GRAPHS = new WeakMap<TypeTable, TypeGraph>();

export class TypeGraph {
  static of(table: TypeTable): TypeGraph {
    const known = GRAPHS.get(table);
    if (known !== undefined) return known;
    const graph = new TypeGraph(table);
    GRAPHS.set(table, graph);
    return graph;
  }

  readonly table: TypeTable;
  readonly keys: readonly TypeKey[];
  readonly #texts: string[] = [];
  readonly #keyOfNode: number[] = [];
  /** Per key the number of its first definition; the others follow. */
  readonly #firstNode: number[] = [];
  readonly #keyNumbers = new Map<TypeKey, number>();
  /** Of names with several definitions, or one that not everybody sees: what each scope sees. */
  readonly #seenBy = new Map<number, ReadonlyMap<string, NodeId>>();
  readonly #everybodys: (NodeId | undefined)[] = [];
  /** Per key, whether vmlinux defines it: no scope sees another definition behind one of vmlinux. */
  readonly #isFixed: boolean[] = [];
  /** Scopes that define what vmlinux only declares. */
  readonly #completing = new Set<string>();
  readonly #references: (readonly number[] | undefined)[] = [];

  constructor(table: TypeTable) {
    this.table = table;
    this.keys = [...table.types.keys()];
    this.keys.forEach((key, number) => this.#add(key, number, table.types.get(key) ?? []));
  }

  #add(key: TypeKey, number: number, definitions: readonly ScopedDefinition[]): void {
    this.#keyNumbers.set(key, number);
    this.#firstNode.push(this.#texts.length);
    const seenBy = new Map<string, NodeId>();
    for (const { text, scopes } of definitions) {
      const node = this.#texts.length;
      this.#texts.push(text);
      this.#keyOfNode.push(number);
      if (scopes.length === 0) this.#everybodys[number] = node;
      for (const scope of scopes) seenBy.set(scope, node);
    }
    if (seenBy.size > 0) this.#seenBy.set(number, seenBy);
    const everybodys = this.#everybodys[number];
    this.#isFixed.push(everybodys !== undefined && !isOpaque(this.text(everybodys)));
    if (everybodys === undefined || this.#isFixed[number] === true) return;
    for (const scope of seenBy.keys()) this.#completing.add(scope);
  }

  text(node: NodeId): string {
    return this.#texts[node] ?? '';
  }

  key(node: NodeId): TypeKey {
    return this.keys[this.#keyOfNode[node] ?? 0] ?? 'struct ';
  }

  /** Whether it is the definition that the name itself stands for. */
  isNamesOwn(node: NodeId): boolean {
    return this.#firstNode[this.#keyOfNode[node] ?? 0] === node;
  }

  /** What a scope sees under a name; undefined if it sees nothing. */
  find(key: TypeKey, scope: string): NodeId | undefined {
    const number = this.#keyNumbers.get(key);
    return number === undefined ? undefined : this.#resolve(number, scope);
  }

  definitionsIn(scope: string): DefinitionOf {
    return (key) => {
      const node = this.find(key, scope);
      return node === undefined ? undefined : this.text(node);
    };
  }

  /** Definitions that a text refers to, as a scope sees them. */
  targetsOf(text: string, scope: string): NodeId[] {
    return referencesOf(text).flatMap((key) => this.find(key, scope) ?? []);
  }

  /** As targetsOf(), of a definition that was reached from a scope. Calls `visit` for each. */
  forEachTarget(node: NodeId, scope: string, visit: (target: NodeId) => void): void {
    const references = (this.#references[node] ??= this.#numbersIn(this.text(node)));
    const isVmlinux = this.scopeOf(node, scope) === VMLINUX;
    for (const number of references) {
      const isFixed = isVmlinux && this.#isFixed[number] === true;
      const target = isFixed ? this.#everybodys[number] : this.#resolve(number, scope);
      if (target !== undefined) visit(target);
    }
  }

  /** The scope that a definition belongs to, of those that it was reached from: vmlinux, or the scope itself. */
  scopeOf(node: NodeId, scope: string): string {
    return this.table.source === 'btf' && this.#everybodys[this.#keyOfNode[node] ?? 0] === node
      ? VMLINUX
      : scope;
  }

  /**
   * The scope to go on from behind a definition. Behind one of vmlinux most modules see what vmlinux sees, so that their
   * walks can be one.
   */
  scopeBehind(node: NodeId, scope: string): string {
    return this.#completing.has(scope) ? scope : this.scopeOf(node, scope);
  }

  #numbersIn(text: string): number[] {
    return referencesOf(text).flatMap((key) => this.#keyNumbers.get(key) ?? []);
  }

  #resolve(number: number, scope: string): NodeId | undefined {
    return this.#seenBy.get(number)?.get(scope) ?? this.#everybodys[number];
  }
}
