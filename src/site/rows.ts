/** The row data that pages show. */
import { readRows } from 'kabi:rows';
import { hasTypePage } from '../addresses/type-pages.ts';
import type { HistoryTable } from '../history/history-table.ts';
import type { SymbolRow } from '../history/runs.ts';
import type { HeldList } from '../policy/drivers-on-lists.ts';
import type { Protections } from '../policy/protection.ts';
import type { WhatIfRows } from '../policy/what-if-record.ts';
import { causeRowsFile, keepRowsFile, type CauseRows, type KeepRows } from '../records/rows/causes.ts';
import {
  CHANGE_PLACES,
  compareRowsFile,
  type ChangePlaces,
  type CompareRows,
} from '../records/rows/comparison.ts';
import { driverRowsFile, type DriverRows } from '../records/rows/driver.ts';
import { HISTORY } from '../records/rows/history.ts';
import { IMPORT_UPDATES, type ImportUpdates } from '../records/rows/import-updates.ts';
import {
  IMPORTERS,
  type Importers,
  IN_TREE_IMPORTERS,
  type InTreeImporters,
} from '../records/rows/importers.ts';
import {
  inTreeRowsFile,
  type InTreeRows,
  IN_TREE_DRIVERS,
  IN_TREE_NAMES,
  type InTreeDriver,
  type InTreeNames,
} from '../records/rows/in-tree.ts';
import { MENTIONS, type Mentions } from '../records/rows/mentions.ts';
import { MODULES, moduleRowsFile, type ModuleEntry, type ModuleRows } from '../records/rows/modules.ts';
import { notesRowsFile, type NotesRows } from '../records/rows/notes.ts';
import { DRIVERS_ON_LISTS, PROTECTIONS } from '../records/rows/protections.ts';
import { PROTOTYPES, type Prototypes } from '../records/rows/prototypes.ts';
import { RESERVE, type ReserveRows } from '../records/rows/reserve.ts';
import { Rows } from '../records/rows/rows.ts';
import { SHARDS, type Shard } from '../records/rows/shards.ts';
import { SYMBOLS, ENDS, endsBySymbol } from '../records/rows/symbols.ts';
import { TYPE_NAMES, TYPES, type TypeRow } from '../records/rows/types.ts';
import { whatIfRowsFile } from '../records/rows/what-if.ts';
import { WHY, type WhyRows } from '../records/rows/why.ts';
import type { SymbolEnd } from '../history/ends/symbol-end.ts';
import { kindOf, type TypeKey, type TypeKind } from '../types/table/table.ts';

const rows = new Rows(readRows);
let types: ReadonlySet<string> | undefined;

export const historyTable = (): HistoryTable => rows.get(HISTORY);
/** The A-Z lists, by their name. */
export const symbolShards = (): Readonly<Record<string, Shard>> => rows.get(SHARDS);
/** Which registered drivers import a symbol. */
export const symbolImporters = (): Importers => rows.get(IMPORTERS);
/** Which modules of kernels' own trees import a symbol. */
export const inTreeImporters = (): InTreeImporters => rows.get(IN_TREE_IMPORTERS);
/** Why symbols changed. */
export const whyRows = (): WhyRows => rows.get(WHY);
let ends: ReadonlyMap<string, SymbolEnd> | undefined;
/** What became of symbols that are gone somewhere. */
export const symbolEnds = (): ReadonlyMap<string, SymbolEnd> => (ends ??= endsBySymbol(rows.read(ENDS)));
/** How symbols are declared. */
export const prototypes = (): Prototypes => rows.get(PROTOTYPES);
/** Which page has the rows of a module in a comparison. */
export const changePlaces = (): ChangePlaces => rows.get(CHANGE_PLACES);
export const importUpdates = (): ImportUpdates => rows.get(IMPORT_UPDATES);
/** Which documents name a symbol, a type or an option. */
export const mentions = (): Mentions => rows.get(MENTIONS);
/** Who protects which symbol. */
export const protections = (): Protections => rows.get(PROTECTIONS);
/** What lists of protected symbols hold of what registered drivers import. */
export const driversOnLists = (): readonly HeldList[] => rows.get(DRIVERS_ON_LISTS);
export const reserveRows = (): ReserveRows => rows.get(RESERVE);
export const modules = (): readonly ModuleEntry[] => rows.get(MODULES);
export const symbolRows = (): readonly SymbolRow[] => rows.read(SYMBOLS);
/** Whether any release on file exports a symbol. */
export const hasSymbol = (name: string): boolean => symbolRows().some(({ symbol }) => symbol === name);
export const typeRows = (): readonly TypeRow[] => rows.read(TYPES);
/** @param id of an entry of the `compares` collection that has causes */
export const causeRows = (id: string): CauseRows => rows.read(causeRowsFile(id));
/** @param id of an entry of the `compares` collection that has causes */
export const keepRows = (id: string): KeepRows => rows.read(keepRowsFile(id));
/** @param id of an entry of the `compares` collection */
export const compareRows = (id: string): CompareRows => rows.read(compareRowsFile(id));
/** @param id of an entry of the `releases` collection */
export const notesRows = (id: string): NotesRows => rows.read(notesRowsFile(id));
/** @param id of an entry of the `drivers` collection */
export const driverRows = (id: string): DriverRows => rows.read(driverRowsFile(id));
/** @param id of an entry of the `releases` collection with findings about modules in the tree */
export const inTreeRows = (id: string): InTreeRows => rows.read(inTreeRowsFile(id));
export const moduleRows = (module: string): ModuleRows => rows.read(moduleRowsFile(module));
/** @param id of an entry of the `whatIfs` collection */
export const whatIfRows = (id: string): WhatIfRows => rows.read(whatIfRowsFile(id));

/** Every type on file, by kind and name. */
export function typeNames(): ReadonlySet<string> {
  return (types ??= new Set(rows.get(TYPE_NAMES)));
}

/** Those of a kind that have a page. */
export function typesOf(kind: TypeKind): TypeKey[] {
  return ([...typeNames()] as TypeKey[]).filter((key) => kindOf(key) === kind && hasTypePage(key));
}

/** The modules of kernels' own trees that have a page: a registered driver of the same name has the address. */
export function inTreeDrivers(): InTreeDriver[] {
  return rows.read(IN_TREE_DRIVERS).filter(isOwnPage);
}

/** The same by name, with their paths. */
export function inTreeNames(): InTreeNames {
  return rows.get(IN_TREE_NAMES).filter(isOwnPage);
}

function isOwnPage({ name }: { readonly name: string }): boolean {
  return !Object.hasOwn(symbolImporters().drivers, name);
}

export function hasDrivers(): boolean {
  return Object.keys(symbolImporters().drivers).length > 0 || inTreeImporters().kernels.length > 0;
}

export function hasDocuments(collection: 'discussions' | 'notes'): boolean {
  return Object.keys(mentions().documents).some((key) => key.startsWith(`${collection}/`));
}

export function hasPolicies(): boolean {
  return protections().policies.length > 0;
}
