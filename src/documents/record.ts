/** Front matter of what people write and quote: content/discussions/<id>.md and content/notes/<id>.md. */
import { z } from 'zod';
import { webAddress } from '../history/product.ts';
import { LANGUAGES, type Language } from '../base/language.ts';
import { naming, reading } from '../base/reading.ts';
import { sha256Digits } from '../history/release.ts';
import { text } from '../base/wording.ts';

/** What was read, with its address where it is known; or a file that `kabi import` took. */
const source = z.union(
  [
    z.strictObject({ ...naming, url: webAddress.optional(), ...reading }),
    z.strictObject({ ...naming, file: z.string().min(1), sha256: sha256Digits }),
  ],
  { error: 'a title, and the day on which it was read (with its url), or its file and sha256' },
);
export type DocumentSource = z.infer<typeof source>;

const names = z.array(z.string().trim().min(1)).default([]);

const base = {
  title: text,
  /** A sentence or two: under the title, in lists, as the page's description. */
  summary: text,
  /** Of the body and of bare strings. The body in the other language stands in `<id>.<language>.md`. */
  language: z.enum(LANGUAGES).default('en'),
  sources: z.array(source).min(1),
  /** What the document names: exported symbols; types as `struct iommu_domain`; options as `CONFIG_PARAVIRT`. */
  symbols: names,
  types: names,
  config: names,
  /** Names that are meant, by the misprints of them that the source has: shown as such, and named by `kabi lint`. */
  misprints: z.record(z.string(), z.string()).default({}),
};

const message = z.strictObject({
  from: z.string().min(1),
  /** With the sender's offset where it is known. */
  date: z.union([z.iso.datetime({ offset: true }), z.iso.date()]).nullable(),
  subject: z.string().optional(),
  id: z.string().optional(),
  in_reply_to: z.string().optional(),
  url: webAddress.optional(),
  /** What it says, in our words. */
  says: text.optional(),
});
export type MessageRecord = z.infer<typeof message>;

export const threadSchema = z.strictObject({
  kind: z.literal('thread'),
  ...base,
  /** Of the mails, as the first one has it. */
  subject: z.string().min(1),
  list: z.string().optional(),
  archive: webAddress.optional(),
  /** Those who wrote, or whose words are quoted. */
  participants: z.array(z.string().min(1)).min(1),
  /** Oldest first; threads are often on file in part. */
  messages: z.array(message).min(1),
});

/** What a document says of an interface. `other`: in words that are none of these. */
export const CLAIMS = [
  'removed',
  'arguments',
  'argument-types',
  'arguments-and-types',
  'unchanged',
  'other',
] as const;
export type Claim = (typeof CLAIMS)[number];

const interfaces = z.strictObject({
  title: text,
  symbols: z
    .array(z.strictObject({ symbol: z.string().min(1), claim: z.enum(CLAIMS), reason: text.optional() }))
    .min(1),
});
export type InterfaceGroup = z.infer<typeof interfaces>;

const modules = z.strictObject({
  title: text,
  arch: z.string().optional(),
  modules: z.array(z.strictObject({ module: z.string().min(1), symbols: z.array(z.string().min(1)) })).min(1),
});
export type ModuleGroup = z.infer<typeof modules>;

/** Rows of vendor by transition, or of another table with a name in front. */
const matrix = z.strictObject({
  title: text,
  columns: z.array(text).min(1),
  rows: z.array(z.strictObject({ name: z.string(), cells: z.array(text) })).min(1),
});

const perTeam = z.array(z.strictObject({ team: text, points: z.array(text).min(1) })).default([]);

/** What tables of a document say, in a form that can be checked. */
export const tableRecords = {
  interfaces: z.array(interfaces).default([]),
  modules: z.array(modules).default([]),
  elsewhere: z.array(matrix).default([]),
  impact: perTeam,
};

export const proposalSchema = z.strictObject({
  kind: z.literal('proposal'),
  ...base,
  /** As its makers number it: `oEEP-0009`. */
  number: z.string().min(1).optional(),
  status: text.optional(),
  category: text.optional(),
  authors: z.array(z.strictObject({ name: z.string().min(1), group: z.string().optional() })).default([]),
  created: z.iso.date().optional(),
  revised: z.iso.date().optional(),
  /** The promise that was in force, and who could lift it. */
  before: text.optional(),
  options: z
    .array(
      z.strictObject({
        name: text,
        change: text,
        aim: text.optional(),
        terms: z.array(text).default([]),
        benefit: text.optional(),
        cost: text.optional(),
        needs: text.optional(),
        /** The same as a policy that updates can be judged under: `openeuler/oeep-0009-option-1`. */
        policy: z
          .string()
          .regex(/^[^/]+\/[^/]+$/, 'a policy as vendor/name')
          .optional(),
      }),
    )
    .default([]),
  decision: z.array(text).default([]),
  tasks: perTeam,
  ...tableRecords,
  /** Products whose newest releases the claims are set against, oldest line first. */
  compare: z.array(z.string()).default([]),
});

export const discussionSchema = z.discriminatedUnion('kind', [threadSchema, proposalSchema]);

export const noteSchema = z.strictObject({
  kind: z.literal('note'),
  ...base,
  /** Day that the notes were published. */
  published: z.iso.date(),
  /** Kernels that they are about: `Linux` `5.15`; `ANCK` `6.6.25-002`, which stems from upstream `6.6.25`. */
  kernels: z.array(z.strictObject({ line: z.string(), version: z.string(), upstream: z.string() })).min(1),
  /** As MAINTAINERS or the kernel's folders call them. */
  subsystems: names,
  compare: z.array(z.string()).default([]),
});

export type ThreadRecord = z.infer<typeof threadSchema>;
export type ProposalRecord = z.infer<typeof proposalSchema>;
export type NoteRecord = z.infer<typeof noteSchema>;
export type DocumentRecord = ThreadRecord | ProposalRecord | NoteRecord;

export type DocumentCollection = 'discussions' | 'notes';

export const DOCUMENT_SCHEMAS: Readonly<Record<DocumentCollection, z.ZodType<DocumentRecord>>> = {
  discussions: discussionSchema,
  notes: noteSchema,
};

/** A document on file. */
export interface FiledDocument {
  readonly collection: DocumentCollection;
  readonly id: string;
  readonly record: DocumentRecord;
  /** Markdown by language; the one of the record is always there. */
  readonly bodies: ReadonlyMap<Language, string>;
}
