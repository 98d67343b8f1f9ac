import { keepReportSchema } from './keep-report.ts';
import { explainReportSchema } from './explain-report.ts';
import { gateReportSchema } from './gate-report.ts';
import {
  buildReportSchema,
  checkReportSchema,
  compareReportSchema,
  fsckReportSchema,
  importReportSchema,
  ingestReportSchema,
  lintReportSchema,
  notesReportSchema,
  measureReportSchema,
} from './reports.ts';

/** The reports by the command that prints them. */
export const REPORT_SCHEMAS = {
  ingest: ingestReportSchema,
  compare: compareReportSchema,
  gate: gateReportSchema,
  check: checkReportSchema,
  import: importReportSchema,
  build: buildReportSchema,
  lint: lintReportSchema,
  explain: explainReportSchema,
  fsck: fsckReportSchema,
  notes: notesReportSchema,
  measure: measureReportSchema,
  keep: keepReportSchema,
} as const;
