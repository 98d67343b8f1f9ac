/** What is generated of types and of why symbols changed: part of the contract of schema/generated.ts. */
import { z } from 'zod';
import { CAUSE_CLASSES, UNEXPLAINED_REASONS, type CauseClass, type Edit } from '../types/diff/cause.ts';
import { TYPE_SOURCES } from '../types/table/table.ts';

const count = z.int().nonnegative();
const causeKind = z.enum(['struct', 'union', 'enum', 'typedef', 'function', 'variable']);

/** A type, or the declaration of an export, that is another one in the newer build. */
const changedTypeSchema = z.object({
  kind: causeKind,
  name: z.string(),
  scopes: z.array(z.string()),
  class: z.enum(CAUSE_CLASSES),
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** As the build found them. */
  edits: z.array(z.custom<Edit>()),
});

/** Why the CRCs of one variant changed, in numbers. */
export const causesSummarySchema = z.object({
  variant: z.string(),
  source: z.enum(TYPE_SOURCES),
  exact: z.boolean(),
  causes: z.record(z.enum(CAUSE_CLASSES), count),
  explained: count,
  /** Of changed symbols, by why they are unexplained. */
  unexplained: z.record(z.enum(UNEXPLAINED_REASONS), count),
  hidden: count,
  /** The one with the largest reach, in a few words; null if there is none. */
  first: z.string().nullable(),
});
export type CausesSummary = z.infer<typeof causesSummarySchema>;

/** rows/causes/<product>/<a>..<b>.json: per variant why symbols changed, and what no CRC shows. */
export const causeRowsSchema = z.array(
  z.object({
    variant: z.string(),
    source: z.enum(TYPE_SOURCES),
    exact: z.boolean(),
    /** By reach, largest first. */
    causes: z.array(
      changedTypeSchema.extend({
        symbols: count,
        nearest: count,
        /** In-tree modules that import one of the symbols; null if they are not on file. */
        modules: count.nullable(),
        /** Names of registered drivers that do. */
        drivers: z.array(z.string()),
      }),
    ),
    /** Types that causes carried along. */
    consequences: z.array(
      z.object({ kind: causeKind, name: z.string(), detail: z.string(), because: z.array(z.string()) }),
    ),
    explained: count,
    unexplained: z.array(z.object({ symbol: z.string(), reason: z.enum(UNEXPLAINED_REASONS) })),
    hidden: z.array(
      changedTypeSchema.extend({
        symbols: z.array(z.string()),
        /** In-tree modules that import one of them; null if they are not on file. */
        modules: count.nullable(),
        isCompatible: z.boolean(),
      }),
    ),
  }),
);
export type CauseRows = z.infer<typeof causeRowsSchema>;
export type CauseRow = CauseRows[number]['causes'][number];

/** rows/why.json: why symbols changed, for their own pages. */
export const whySchema = z.object({
  updates: z.array(z.object({ product: z.string(), release: z.string() })),
  /**
   * By symbol, newest first: index into `updates`, and the types on the way to the cause, the cause last: `struct sk_buff`.
   * None: its own declaration changed. Of several variants the first that has an explanation.
   */
  symbols: z.record(z.string(), z.array(z.tuple([count, z.array(z.string())]))),
});
export type WhyRows = z.infer<typeof whySchema>;

/** rows/reserve.json: room for later members, per variant of which types are on file; of variants without any nothing. */
export const reserveRowsSchema = z.array(
  z.object({
    product: z.string(),
    title: z.string(),
    variant: z.string(),
    /** Those with types on file, oldest first. */
    releases: z.array(z.string()),
    /** By kind and name, each from the first release in which it had any. */
    types: z.array(
      z.object({
        name: z.string(),
        /** Newest first, from one release to another; `left` and `used` name the reserved members. */
        runs: z.array(
          z.object({
            from: z.string(),
            to: z.string(),
            left: z.array(z.string()),
            /** Null if the source does not say. */
            bytesLeft: z.number().int().nullable(),
            used: z.array(z.string()),
          }),
        ),
      }),
    ),
  }),
);
export type ReserveRows = z.infer<typeof reserveRowsSchema>;

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
}
