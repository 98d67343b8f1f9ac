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
