/** What the commands print with `--format json`. Fields may be added, never renamed. */
import { z } from 'zod';
import { PROBLEMS, type ProblemKind } from '../problems.ts';

/** A fault in the data, as every report lists them. */
export const problemReportSchema = z.strictObject({
  kind: z.enum(Object.keys(PROBLEMS) as [ProblemKind, ...ProblemKind[]]),
  /** `error`: the input was not used. `warning`: it was used, and the reader should know. */
  level: z.enum(['error', 'warning']),
  title: z.string(),
  path: z.string(),
  line: z.int().positive().optional(),
  /** The line at fault. */
  source: z.string().optional(),
  /** What to do. */
  hint: z.string(),
});

export const INGEST_STATUSES = ['written', 'unchanged', 'replaced', 'refused'] as const;
export type IngestStatus = (typeof INGEST_STATUSES)[number];

const count = z.int().nonnegative();

/** `kabi ingest --format json` */
export const ingestReportSchema = z.strictObject({
  schema: z.literal('kabi-reports/ingest/1'),
  /** Snapshots that were not on file before. */
  ingested: count,
  unchanged: count,
  replaced: count,
  /** Inputs that could not be ingested; each has its problem below. */
  refused: count,
  /** In the order of the inputs. An input that does not say which snapshot it is, is not among them. */
  snapshots: z.array(
    z.strictObject({
      product: z.string(),
      release: z.string(),
      arch: z.string(),
      flavour: z.string(),
      status: z.enum(INGEST_STATUSES),
      exports: count,
      /** Base name of the file or package. */
      source: z.string(),
      /** What the status does not say, for people. */
      note: z.string().optional(),
    }),
  ),
  problems: z.array(problemReportSchema),
});
export type IngestReport = z.infer<typeof ingestReportSchema>;
