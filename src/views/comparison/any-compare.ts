/** Any two builds on the site, as /compare/ tells of them: by the rules of `kabi compare`, and in its form. */
import { diffExports, type Diff, type ExportTable } from '../../history/diff.ts';
import { changesJson } from './compare-json.ts';
import { parseExportFile } from '../../history/export-file.ts';
import { parseVariantName } from '../../kernel/variant.ts';
import type { CompareReport } from '../../records/json/reports.ts';

export interface ComparedBuilds {
  /** `debian-12/6.1.0-54/amd64` */
  readonly a: string;
  readonly b: string;
  readonly before: ExportTable;
  readonly after: ExportTable;
  readonly diff: Diff;
}

/** A build by its name, and its file (export-file.ts). */
export interface BuildFile {
  readonly name: string;
  readonly text: string;
}

export function compareBuilds(a: BuildFile, b: BuildFile): ComparedBuilds {
  const [before, after] = [parseExportFile(a.text), parseExportFile(b.text)];
  return { a: a.name, b: b.name, before, after, diff: diffExports(before, after) };
}

export function comparedReport({ a, b, before, after, diff }: ComparedBuilds): CompareReport {
  return {
    schema: 'kabi-reports/compare/1',
    a: buildJson(a, before),
    b: buildJson(b, after),
    summary: diff.summary,
    common: diff.common,
    changes: changesJson(diff),
    problems: [],
  };
}

function buildJson(name: string, { crcGenerator, coverage, exports }: ExportTable): CompareReport['a'] {
  const [product = '', release = '', variant = ''] = name.split('/');
  const about = { product, release, ...parseVariantName(variant), source: name };
  return { ...about, exports: exports.length, crcGenerator, coverage };
}
