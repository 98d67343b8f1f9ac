import { z } from 'zod';
import { jsonFile } from './row-file.ts';
import { symbolList } from '../../base/schemas.ts';

/** rows/importers.json: which registered drivers import a symbol. */
export const importersSchema = z.object({
  /** Titles by name. */
  drivers: z.record(z.string(), z.string()),
  /** Names of drivers by symbol, sorted. */
  symbols: z.record(z.string(), symbolList),
});

export type Importers = z.infer<typeof importersSchema>;

export const IMPORTERS = jsonFile('importers.json', importersSchema);

/** rows/in-tree-importers.json: which modules of the newest kernels with modules on file import a symbol. */
export const inTreeImportersSchema = z.object({
  /** One per product: its newest release with modules on file, over all variants. */
  kernels: z.array(z.object({ product: z.string(), title: z.string(), release: z.string() })),
  /** Names of modules, sorted. */
  modules: z.array(z.string()),
  /** Per symbol and kernel: indices into `modules` in base 36, separated by blanks. */
  symbols: z.record(z.string(), z.array(z.string())),
});

export type InTreeImporters = z.infer<typeof inTreeImportersSchema>;

export const IN_TREE_IMPORTERS = jsonFile('in-tree-importers.json', inTreeImportersSchema);
