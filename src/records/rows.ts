/** The row data that pages show: checked against the schema that `kabi build` writes it by. */
import { getCollection } from 'astro:content';
import { readRows } from 'kabi:rows';
import { z } from 'zod';
import { parseSymbolRows, type SymbolRow } from '../history/runs.ts';
import { parseRows } from '../base/row-lines.ts';
import { protectionsSchema, type Protections } from '../policy/protection.ts';
import {
  compareRowsSchema,
  driverRowsSchema,
  importersSchema,
  mentionsSchema,
  moduleRowsSchema,
  shardsSchema,
  type CompareRows,
  type DriverRows,
  type Importers,
  type Mentions,
  type ModuleRows,
  type Shard,
} from './generated.ts';
import { historyTableSchema, type HistoryTable } from '../history/history-table.ts';
import {
  importUpdatesSchema,
  inTreeImportersSchema,
  inTreeNamesSchema,
  inTreeRowsSchema,
  type ImportUpdates,
  type InTreeDriver,
  type InTreeImporters,
  type InTreeNames,
  type InTreeRows,
} from './in-tree.ts';
import { whatIfSchema, type WhatIfRows } from '../policy/what-if-record.ts';
import {
  causeRowsSchema,
  reserveRowsSchema,
  whySchema,
  type CauseRows,
  type ReserveRows,
  type TypeRow,
  type WhyRows,
} from './types.ts';
import { kindOf, type TypeKey, type TypeKind } from '../types/table/table.ts';
import { hasTypePage } from '../addresses/type-pages.ts';

let why: WhyRows | undefined;
let types: ReadonlySet<string> | undefined;
let inTree: InTreeImporters | undefined;
let updates: ImportUpdates | undefined;
let history: HistoryTable | undefined;
let importers: Importers | undefined;
let named: Mentions | undefined;
let symbolProtections: Protections | undefined;
let shards: Readonly<Record<string, Shard>> | undefined;

export function historyTable(): HistoryTable {
  return (history ??= read('history.json', historyTableSchema));
}

/** The A-Z lists, by their name. */
export function symbolShards(): Readonly<Record<string, Shard>> {
  return (shards ??= read('shards.json', shardsSchema));
}

/** Which registered drivers import a symbol. */
export function symbolImporters(): Importers {
  return (importers ??= read('importers.json', importersSchema));
}

/** Which modules of kernels' own trees import a symbol. */
export function inTreeImporters(): InTreeImporters {
  return (inTree ??= read('in-tree-importers.json', inTreeImportersSchema));
}

/** @param id of an entry of the `compares` collection that has causes */
export function causeRows(id: string): CauseRows {
  return read(`causes/${id}.json`, causeRowsSchema);
}

/** Why symbols changed. */
export function whyRows(): WhyRows {
  return (why ??= read('why.json', whySchema));
}

/** Every type on file, by kind and name. */
export function typeNames(): ReadonlySet<string> {
  return (types ??= new Set(read('type-names.json', z.array(z.string()))));
}

/** Those of a kind that have a page. */
export function typesOf(kind: TypeKind): TypeKey[] {
  return ([...typeNames()] as TypeKey[]).filter((key) => kindOf(key) === kind && hasTypePage(key));
}

export function reserveRows(): ReserveRows {
  return read('reserve.json', reserveRowsSchema);
}

export function typeRows(): TypeRow[] {
  return parseRows(readRows('types.ndjson')) as TypeRow[];
}

export function importUpdates(): ImportUpdates {
  return (updates ??= read('import-updates.json', importUpdatesSchema));
}

/** The modules of kernels' own trees that have a page: a registered driver of the same name has the address. */
export function inTreeDrivers(): InTreeDriver[] {
  return (parseRows(readRows('in-tree.ndjson')) as InTreeDriver[]).filter(isOwnPage);
}

/** The same by name, with their paths. */
export function inTreeNames(): InTreeNames {
  return read('in-tree-names.json', inTreeNamesSchema).filter(isOwnPage);
}

function isOwnPage({ name }: { readonly name: string }): boolean {
  return !Object.hasOwn(symbolImporters().drivers, name);
}

/** @param id of an entry of the `releases` collection with findings about modules in the tree */
export function inTreeRows(id: string): InTreeRows {
  return read(`in-tree/${id}.json`, inTreeRowsSchema);
}

export function hasDrivers(): boolean {
  return Object.keys(symbolImporters().drivers).length > 0 || inTreeImporters().kernels.length > 0;
}

/** Which documents name a symbol, a type or an option. */
export function mentions(): Mentions {
  return (named ??= read('mentions.json', mentionsSchema));
}

export function hasDocuments(collection: 'discussions' | 'notes'): boolean {
  return Object.keys(mentions().documents).some((key) => key.startsWith(`${collection}/`));
}

/** @param id of an entry of the `drivers` collection */
export function driverRows(id: string): DriverRows {
  return read(`drivers/${id}.json`, driverRowsSchema);
}

/** Who protects which symbol. */
export function protections(): Protections {
  return (symbolProtections ??= read('protections.json', protectionsSchema));
}

export function hasPolicies(): boolean {
  return protections().policies.length > 0;
}

/** @param id of an entry of the `whatIfs` collection */
export function whatIfRows(id: string): WhatIfRows {
  return read(`what-if/${id}.json`, whatIfSchema);
}

/** @param id of an entry of the `compares` collection */
export function compareRows(id: string): CompareRows {
  return read(`compares/${id}.json`, compareRowsSchema);
}

/** Of every provider module. */
export async function allModuleRows(): Promise<ModuleRows[]> {
  const entries = await getCollection('modules');
  return entries.map(({ id }) => read(`modules/${id}.json`, moduleRowsSchema));
}

export function symbolRows(): SymbolRow[] {
  return parseSymbolRows(readRows('symbols.ndjson'));
}

function read<T>(name: string, schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(readRows(name)));
}
