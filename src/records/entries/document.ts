import { z } from 'zod';
import { LANGUAGES } from '../../base/language.ts';
import { discussionSchema, noteSchema } from '../../documents/record.ts';
import { namedSymbolSchema } from '../../documents/named-symbol.ts';
import { releaseRef } from '../../history/release-ref.ts';
import { symbolList } from '../../base/schemas.ts';

export const documentEntry = {
  id: z.string(),
  /** Of the body. */
  body: z.enum(LANGUAGES),
  /** Newest release of each product that symbols are looked up in, oldest line first. */
  releases: z.array(releaseRef),
  /** Day of the newest snapshot among them. */
  built: z.iso.date().nullable(),
  named: z.array(namedSymbolSchema),
  /** Provider modules on file by the names that the document has for them. */
  modules: z.record(z.string(), symbolList),
  /** Drivers with a page, in the tree or out of it, by the names that the document has for them. */
  drivers: z.record(z.string(), z.string()),
  /** Policies of its options that updates on file were judged under. */
  judged: z.array(z.string()),
};

/** discussions/<id>.md, and <id>.<language>.md for each further body. */
export const discussionEntrySchema = z.object({ ...documentEntry, record: discussionSchema });

export type DiscussionEntry = z.infer<typeof discussionEntrySchema>;

/** notes/<id>.md, and <id>.<language>.md for each further body. */
export const noteEntrySchema = z.object({ ...documentEntry, record: noteSchema });

export type NoteEntry = z.infer<typeof noteEntrySchema>;

export type DocumentEntry = DiscussionEntry | NoteEntry;
