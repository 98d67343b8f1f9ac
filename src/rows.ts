/** The row data that pages show: checked against the schema that `kabi build` writes it by. */
import { readRows } from 'kabi:rows';
import type { z } from 'zod';
import { parseSymbolRows, type SymbolRow } from './kabi/history.ts';
import {
  compareRowsSchema,
  driverRowsSchema,
  historyTableSchema,
  importersSchema,
  mentionsSchema,
  moduleRowsSchema,
  shardsSchema,
  type CompareRows,
  type DriverRows,
  type HistoryTable,
  type Importers,
  type Mentions,
  type ModuleRows,
  type Shard,
} from './kabi/schema/generated.ts';

let history: HistoryTable | undefined;
let importers: Importers | undefined;
let named: Mentions | undefined;
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

export function hasDrivers(): boolean {
  return Object.keys(symbolImporters().drivers).length > 0;
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

/** @param id of an entry of the `compares` collection */
export function compareRows(id: string): CompareRows {
  return read(`compares/${id}.json`, compareRowsSchema);
}

/** @param id of an entry of the `modules` collection */
export function moduleRows(id: string): ModuleRows {
  return read(`modules/${id}.json`, moduleRowsSchema);
}

export function symbolRows(): SymbolRow[] {
  return parseSymbolRows(readRows('symbols.ndjson'));
}

function read<T>(name: string, schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(readRows(name)));
}
