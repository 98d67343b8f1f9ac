import { z } from 'zod';
import { jsonFile } from './row-file.ts';
import { symbolList } from '../../base/schemas.ts';

/** rows/mentions.json: which documents name a symbol, a type or an option. */
export const mentionsSchema = z.object({
  /** What each is called in short, by `<collection>/<id>`; the newest first. */
  documents: z.record(z.string(), z.string()),
  /** Keys of `documents`, by name. */
  symbols: z.record(z.string(), symbolList),
  types: z.record(z.string(), symbolList),
  config: z.record(z.string(), symbolList),
});

export type Mentions = z.infer<typeof mentionsSchema>;

export const MENTIONS = jsonFile('mentions.json', mentionsSchema);
