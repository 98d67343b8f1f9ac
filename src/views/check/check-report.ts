import { LOADS_MEANS } from '../../load/verdict.ts';
import { problemJson } from '../../base/problems.ts';
import type { CheckReport } from '../../records/json/reports.ts';
import { snapshotName } from '../../kernel/snapshot.ts';
import type { Check } from '../../load/check/check.ts';
import { diagnosisReport } from './diagnosis-report.ts';

/** The check as the schema of the report has it. */
export function checkReport({ modules, diagnoses, plans, generations, problems }: Check): CheckReport {
  return {
    schema: 'kabi-reports/check/1',
    loadsMeans: LOADS_MEANS,
    modules: modules.map(({ file, module, notes, releases }, place) => ({
      file,
      name: module.name,
      arch: module.arch,
      vermagic: module.vermagic,
      imports: module.imports.length,
      notes: [...notes],
      generation: generations[place]?.map((id) => snapshotName(id)) ?? null,
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
    plans: plans.map(({ arch, plan: { groups, isFewest, impossible, unknown, updates } }) => ({
      arch,
      groups: groups.map(({ builtFor, serves }) => ({
        builtFor: snapshotName(builtFor),
        serves: serves.map((id) => snapshotName(id)),
      })),
      isFewest,
      impossible: impossible.map(({ id, symbols }) => ({ kernel: snapshotName(id), symbols: [...symbols] })),
      unknown: unknown.map(({ id }) => snapshotName(id)),
      updates,
    })),
    replacements: [],
    diagnoses: diagnoses.map(diagnosisReport),
    problems: problems.map(problemJson),
  };
}
