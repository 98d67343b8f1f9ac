import { LOADS_MEANS } from '../../load/verdict.ts';
import { problemJson, type Problem } from '../../base/problems.ts';
import type { CheckReport } from '../../records/json/reports.ts';
import type { CheckedModule } from '../../load/check/checked-module.ts';
import type { Diagnosis } from '../../load/check/check.ts';
import { diagnosisReport } from './diagnosis-report.ts';

/** The check as the schema of the report has it. */
export function checkReport(
  modules: readonly CheckedModule[],
  problems: readonly Problem[],
  diagnoses: readonly Diagnosis[] = [],
): CheckReport {
  return {
    schema: 'kabi-reports/check/1',
    loadsMeans: LOADS_MEANS,
    modules: modules.map(({ file, module, notes, releases }) => ({
      file,
      name: module.name,
      arch: module.arch,
      vermagic: module.vermagic,
      imports: module.imports.length,
      notes: [...notes],
      releases: releases.map(({ id, finding }) => {
        const { verdict, mismatched, missing, gplOnly, notImported, notComparable, noVersion } = finding;
        const { refused, reasons, unchecked } = finding;
        return {
          product: id.product,
          release: id.release,
          arch: id.arch,
          flavour: id.flavour,
          verdict,
          mismatched: [...mismatched],
          missing: [...missing],
          gplOnly: [...gplOnly],
          notImported: [...notImported],
          notComparable: [...notComparable],
          noVersion: [...noVersion],
          refused: [...refused],
          ...(reasons.length === 0 ? {} : { reason: reasons.join('; ') }),
          unchecked: [...unchecked],
        };
      }),
    })),
    diagnoses: diagnoses.map(diagnosisReport),
    problems: problems.map(problemJson),
  };
}
