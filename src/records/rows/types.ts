import { z } from 'zod';
import type { CauseClass } from '../../types/diff/cause.ts';
import { jsonFile } from './row-file.ts';
import { linesFile } from './row-file.ts';
import type { ToldOrigin } from '../../types/cause/told-origins.ts';

/** rows/types.ndjson, a line each: a type that some export on file reaches. */
export interface TypeRow {
  /** `struct net_device` */
  readonly name: string;
  /** The name's own definitions. */
  readonly texts: readonly string[];
  readonly variants: readonly TypeRowVariant[];
  /** Newest first. */
  readonly changes: readonly TypeRowChange[];
  /** In the newest kernel that has it, of the last variant above. */
  readonly usedBy: { readonly types: readonly string[]; readonly exports: readonly string[] };
  readonly otherScopes: readonly string[];
  readonly reserve: { readonly left: readonly string[]; readonly used: readonly string[] };
}

export interface TypeRowVariant {
  /** Index into HistoryTable.variants. */
  readonly variant: number;
  /** Indices into the variant's releases, of those with types on file. */
  readonly releases: readonly number[];
  /** From one to another of `releases`: index into `texts`. */
  readonly runs: readonly (readonly [from: number, to: number, text: number])[];
}

/** A release in which it was a cause, or changed behind the CRCs. */
export interface TypeRowChange {
  readonly product: string;
  readonly before: string;
  readonly after: string;
  /** Of the product of `after`. */
  readonly variants: readonly string[];
  readonly class: CauseClass;
  /** causeDetail's words. */
  readonly detail: string;
  readonly hidden: boolean;
  /** Symbols that reach it: changed ones, or if it is hidden, unchanged ones. */
  readonly symbols: number;
  readonly modules: number | null;
  readonly beforeText: string | null;
  readonly afterText: string | null;
  /** The changes that made it, the likeliest first; absent if no changelog on file tells, and of what no CRC shows. */
  readonly origins?: readonly ToldOrigin[];
}

export const TYPES = linesFile<TypeRow>('types.ndjson', ({ name }) => name);

/** Every type on file, by kind and name: `struct net_device`. */
export const TYPE_NAMES = jsonFile('type-names.json', z.array(z.string()));
