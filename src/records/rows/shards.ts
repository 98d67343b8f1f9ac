import { z } from 'zod';
import { jsonFile } from './row-file.ts';

/** An A-Z list. */
export const shardSchema = z.object({
  /** Exported by a newest release. */
  current: z.array(z.string()),
  gone: z.array(z.string()),
});

export type Shard = z.infer<typeof shardSchema>;

/** rows/shards.json, by shard (symbolShard in urls.ts). */
export const shardsSchema = z.record(z.string(), shardSchema);

export const SHARDS = jsonFile('shards.json', shardsSchema);
