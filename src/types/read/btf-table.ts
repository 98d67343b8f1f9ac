/** The type table of a kernel build from the BTF of its vmlinux and modules. */
import { VMLINUX } from '../../kernel/module.ts';
import type { Btf } from '../../formats/btf/btf-types.ts';
import { getOrInsert } from '../../base/maps.ts';
import { compareText } from '../../base/text.ts';
import type { Export } from '../../kernel/export.ts';
import { Fault } from '../../base/problems.ts';
import { isDeclaration, isNamedType, typeKeyOf } from './btf-names.ts';
import { BtfSpeller } from './btf-spelling.ts';
import {
  compareTypeKeys,
  isOpaque,
  type TypedExport,
  type TypeKey,
  type TypeTable,
  type ScopedDefinition,
} from '../table/table.ts';

/**
 * Collects the types that the exports of a build reach, a module at a time: nothing of a module is kept but the text of
 * its own definitions. Which function a symbol is, BTF tells by its name alone: where a source file has a static function
 * of the name of an export, the table has both, as two exports of that name.
 */
export class BtfTableBuilder {
  readonly #vmlinux: Btf;
  readonly #path: string;
  readonly #speller: BtfSpeller;
  readonly #symbols: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #ofModules = new Map<TypeKey, Map<string, string[]>>();
  readonly #exports: TypedExport[] = [];
  /** What vmlinux only declares. */
  readonly #declared: ReadonlySet<TypeKey>;
  #byKey: Map<TypeKey, number> | undefined;

  /**
   * @param exports those of the same build: which symbols each module exports
   * @param path of the vmlinux, for messages
   */
  constructor(vmlinux: Btf, exports: readonly Export[], path: string) {
    this.#vmlinux = vmlinux;
    this.#path = path;
    this.#speller = new BtfSpeller(vmlinux, path);
    const symbols = new Map<string, Set<string>>();
    for (const { module, symbol } of exports) getOrInsert(symbols, module, () => new Set()).add(symbol);
    this.#symbols = symbols;
    this.#declared = declaredIn(vmlinux);
    this.#addExports(VMLINUX, vmlinux, this.#speller);
  }

  /** Whether the module exports anything: the BTF of others adds nothing. */
  wants(module: string): boolean {
    return this.#symbols.has(module);
  }

  /**
   * @param module as Module.symvers names it
   * @param btf read with the BTF of vmlinux as its base, or with that of its own section `.BTF.base`
   * @throws {Fault} `btf-base-mismatch` if its own base is not of this kernel; `malformed-btf`
   */
  addModule(module: string, btf: Btf, path: string): void {
    const own = btf.base === this.#vmlinux ? undefined : btf.base;
    const base = own == null ? this.#speller : new BtfSpeller(own, path);
    const speller = new BtfSpeller(btf, path, base);
    this.#addExports(module, btf, speller);
    this.#wantCompletions(btf, speller);
    for (let found = speller.takeFound(); found.length > 0; found = speller.takeFound()) {
      for (const id of found) {
        const definitions = getOrInsert(
          this.#ofModules,
          typeKeyOf(btf, id),
          () => new Map<string, string[]>(),
        );
        const scopes = getOrInsert(definitions, speller.definition(id), () => []);
        if (!scopes.includes(module)) scopes.push(module);
      }
    }
    if (own != null) this.#findInVmlinux(own, base.takeFound(), path);
  }

  /** The table of all that was added. */
  finish(): TypeTable {
    const types = new Map<TypeKey, ScopedDefinition[]>();
    const speller = this.#speller;
    for (let found = speller.takeFound(); found.length > 0; found = speller.takeFound()) {
      for (const id of found) {
        const text = speller.definition(id);
        const known = getOrInsert(types, typeKeyOf(this.#vmlinux, id), () => []);
        if (known[0] === undefined || isOpaque(known[0].text)) known[0] = { text, scopes: [] };
      }
    }
    for (const [key, definitions] of this.#ofModules) {
      const known = getOrInsert(types, key, () => []);
      const others = [...definitions]
        .filter(([text]) => text !== known[0]?.text)
        .map(([text, scopes]) => ({ text, scopes: scopes.sort(compareText) }))
        .sort(byRank);
      // A declaration of vmlinux's is the name's own only where nobody has more.
      if (known[0] !== undefined && isOpaque(known[0].text) && others[0] !== undefined) {
        known.unshift(others.shift() ?? known[0]);
      }
      known.push(...others);
    }
    return {
      source: 'btf',
      pointerSize: pointerSize(this.#vmlinux),
      types: new Map([...types].sort(([a], [b]) => compareTypeKeys(a, b))),
      exports: this.#exports.sort(
        (a, b) =>
          compareText(a.symbol, b.symbol) || compareText(a.scope, b.scope) || compareText(a.text, b.text),
      ),
    };
  }

  #addExports(scope: string, btf: Btf, speller: BtfSpeller): void {
    const symbols = this.#symbols.get(scope);
    if (symbols === undefined) return;
    const seen = new Set<string>();
    for (let id = btf.firstId; id < btf.end; id += 1) {
      const kind = btf.kind(id);
      if (kind !== 'FUNC' && kind !== 'VAR') continue;
      const symbol = btf.name(id);
      if (!symbols.has(symbol)) continue;
      const text = speller.prototype(id);
      if (seen.has(text)) continue;
      seen.add(text);
      this.#exports.push({ symbol, scope, text });
    }
  }

  /** A module that defines what vmlinux only declares completes the definitions of vmlinux for its exports. */
  #wantCompletions(btf: Btf, speller: BtfSpeller): void {
    for (let id = btf.firstId; id < btf.end; id += 1) {
      const isDefinition = isNamedType(btf, id) && !isDeclaration(btf, id) && btf.kind(id) !== 'TYPEDEF';
      if (isDefinition && this.#declared.has(typeKeyOf(btf, id))) speller.want(id);
    }
  }

  /**
   * A base of a module's own has of each type only what tells it again: `.BTF.base` as scripts/Makefile.modfinal and
   * btf__distill_base() of libbpf make it. btf_relocate() refuses a struct of another size, too.
   */
  #findInVmlinux(base: Btf, found: readonly number[], path: string): void {
    this.#byKey ??= indexOf(this.#vmlinux);
    for (const id of found) {
      const key = typeKeyOf(base, id);
      const same = this.#byKey.get(key);
      const isSized = base.kind(id) === 'STRUCT' || base.kind(id) === 'UNION';
      const size =
        same !== undefined && this.#vmlinux.kind(same) !== 'FWD' ? this.#vmlinux.size(same) : undefined;
      if (same === undefined || (isSized && size !== undefined && size !== base.size(id))) {
        throw new Fault({
          kind: 'btf-base-mismatch',
          path,
          detail: `${key} is another one in ${this.#path}`,
        });
      }
      this.#speller.want(same);
    }
  }
}

/** Definitions before declarations, then the commonest, then by the first that sees it. */
function byRank(a: ScopedDefinition, b: ScopedDefinition): number {
  return (
    Number(isOpaque(a.text)) - Number(isOpaque(b.text)) ||
    b.scopes.length - a.scopes.length ||
    compareText(a.scopes[0] ?? '', b.scopes[0] ?? '') ||
    compareText(a.text, b.text)
  );
}

function declaredIn(btf: Btf): Set<TypeKey> {
  const declared = new Set<TypeKey>();
  for (let id = btf.firstId; id < btf.end; id += 1) {
    if (isNamedType(btf, id) && isDeclaration(btf, id)) declared.add(typeKeyOf(btf, id));
  }
  return declared;
}

function indexOf(btf: Btf): Map<TypeKey, number> {
  const byKey = new Map<TypeKey, number>();
  for (let id = btf.firstId; id < btf.end; id += 1) {
    if (!isNamedType(btf, id)) continue;
    const key = typeKeyOf(btf, id);
    const known = byKey.get(key);
    if (known === undefined || btf.kind(known) === 'FWD') byKey.set(key, id);
  }
  return byKey;
}

/** The size of `long`, which on every architecture of Linux is that of a pointer (btf__pointer_size() of libbpf). */
function pointerSize(btf: Btf): 4 | 8 | null {
  for (let id = btf.firstId; id < btf.end; id += 1) {
    if (btf.kind(id) !== 'INT' || !LONG.has(btf.name(id))) continue;
    const size = btf.size(id);
    if (size === 4 || size === 8) return size;
  }
  return null;
}

const LONG = new Set(['long int', 'long unsigned int', 'long', 'unsigned long']);
