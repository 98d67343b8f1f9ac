import { z } from 'zod';
import { COVERAGES } from '../../kernel/snapshot.ts';
import { CRC_GENERATORS } from '../../kernel/export.ts';
import { variantField } from '../../kernel/variant-field.ts';
import { releaseRef } from '../../history/release-ref.ts';
import { wholeNumber } from '../../base/schemas.ts';
import { rustSchema, summarySchema } from '../summary.ts';
import { jsonFile, type RowFile } from './row-file.ts';

/** Symbols that stop modules from loading: the first by name, how many there are, and those of Rust by crate. */
export const namedSymbolsSchema = z.object({
  first: z.array(z.object({ symbol: z.string(), module: z.string() })),
  all: wholeNumber,
  crates: z.array(z.tuple([z.string(), wholeNumber])),
});

/** What a package's changelog says of an update. */
export const fixesSchema = z.object({ changes: wholeNumber, cves: z.array(z.string()) });

/** rows/notes/<product>/<release>.json: what its announcement tells beside its entry and the causes. */
export const notesRowsSchema = z.object({
  variants: z.array(
    z.object({
      variant: variantField,
      before: releaseRef,
      finding: z.object({
        variant: variantField,
        summary: summarySchema,
        common: wholeNumber,
        generators: z.tuple([z.enum(CRC_GENERATORS), z.enum(CRC_GENERATORS)]),
        removed: z.array(z.string()),
        rust: rustSchema,
        coverages: z.tuple([z.enum(COVERAGES), z.enum(COVERAGES)]),
        uncovered: wholeNumber,
      }),
      removed: namedSymbolsSchema,
      /** Under the promise in force; null where there is none. */
      breaking: namedSymbolsSchema.nullable(),
    }),
  ),
  /** Null where the changelogs of the versions between the two are not all on file. */
  fixes: fixesSchema.nullable(),
});

export type NotesRows = z.infer<typeof notesRowsSchema>;
export type NamedSymbols = z.infer<typeof namedSymbolsSchema>;

/** @param release `<product>/<release>` */
export function notesRowsFile(release: string): RowFile<NotesRows> {
  return jsonFile(`notes/${release}.json`, notesRowsSchema);
}
