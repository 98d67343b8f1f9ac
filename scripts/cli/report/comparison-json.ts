import { exportJson } from '../../../src/views/comparison/compare-json.ts';
import { problemJson, type Problem } from '../../../src/base/problems.ts';
import type { CompareReport } from '../../../src/records/json/reports.ts';
import type { ChangedType } from '../../../src/types/diff/cause.ts';
import { causeSentence } from '../../../src/lang/en/cause-sentences.ts';
import type { Build } from '../operands.ts';
import type { Judgement } from '../../../src/policy/verdict.ts';
import type { OperandComparison } from './comparison.ts';
import { compareText } from '../../../src/base/text.ts';
import type { VersionChanges } from '../../../src/formats/changelogs/facts.ts';
import type { Explained } from './explain.ts';

/** The comparison as the schema of the report has it. */
export function comparisonReport(comparison: OperandComparison, problems: readonly Problem[]): CompareReport {
  const { a, b, diff, kinds, explained, judged } = comparison;
  const judgements = new Map(judged?.rows.map((row) => [`${row.kind} ${row.change.symbol}`, row]));
  return {
    schema: 'kabi-reports/compare/1',
    a: buildJson(a),
    b: buildJson(b),
    summary: diff.summary,
    common: diff.common,
    ...promiseJson(comparison),
    changes: diff.changes.flatMap((change) =>
      change.kinds
        .filter((kind) => kinds.includes(kind))
        .map((kind) => ({
          symbol: change.symbol,
          kind,
          before: exportJson(change.before),
          after: exportJson(change.after),
          ...(kind === 'crc-changed' ? whyJson(change.symbol, explained) : {}),
          ...judgementJson(judgements.get(`${kind} ${change.symbol}`)),
        })),
    ),
    ...(explained === undefined ? {} : explainedJson(explained)),
    problems: problems.map(problemJson),
  };
}

function whyJson(
  symbol: string,
  explained: Explained | undefined,
): Pick<CompareReport['changes'][number], 'causes' | 'path'> {
  const explanation = explained?.attribution.explanations.get(symbol);
  return explanation === undefined ? {} : { causes: [...explanation.causes], path: [...explanation.path] };
}

function changelogJson(log: readonly VersionChanges[]): CompareReport['changelog'] {
  const changes = log.flatMap((version) => version.changes);
  return {
    versions: log.map(({ version }) => version),
    changes: changes.length,
    cves: [...new Set(changes.flatMap(({ cves }) => cves))].sort(compareText),
  };
}

function explainedJson({
  source,
  attribution,
  hidden,
  compilers,
  changelog,
  origins,
  inType,
}: Explained): Partial<CompareReport> {
  const { causes, consequences, unexplained, exact } = attribution;
  return {
    types: {
      source,
      exact,
      ...inTypeJson(inType),
      ...(compilers === undefined ? {} : { compilers: { ...compilers } }),
    },
    ...(inType && {
      changedInType: [...attribution.explanations.values()].map(({ symbol, causes: places, path }) => ({
        ...{ symbol, causes: [...places], path: [...path] },
      })),
    }),
    ...(changelog && { changelog: changelogJson(changelog) }),
    causes: causes.map(({ symbols, nearest, ...cause }, place) => ({
      ...causeJson(cause),
      symbols: symbols.length,
      nearest,
      ...(origins && { origins: (origins[place] ?? []).map((each) => ({ ...each, cves: [...each.cves] })) }),
    })),
    consequences: consequences.map(({ because, ...change }) => ({
      ...causeJson(change),
      because: [...because],
    })),
    unexplained: unexplained.map(({ symbol }) => symbol),
    hidden: hidden.map(({ symbols, isCompatible, ...change }) => ({
      ...causeJson(change),
      symbols: symbols.length,
      compatible: isCompatible,
    })),
  };
}

function inTypeJson(inType: Explained['inType']): Pick<NonNullable<CompareReport['types']>, 'inType'> {
  if (inType === undefined) return {};
  const { changed, same, unknown } = inType;
  return { inType: { changed, same, unknown } };
}

function causeJson(cause: ChangedType) {
  const { kind, name, scopes, before, after } = cause;
  return {
    kind,
    name,
    scopes: [...scopes],
    class: cause.class,
    sentence: causeSentence(cause),
    before,
    after,
  };
}

export function buildJson({ id, source, exports, crcGenerator, coverage }: Build): CompareReport['a'] {
  return { ...id, source, exports: exports.length, crcGenerator, coverage };
}

function promiseJson({ against, judged }: OperandComparison): Pick<CompareReport, 'promise' | 'verdicts'> {
  if (against === undefined || judged === undefined) return {};
  const { policy, list, rules, transition, guarantee } = against;
  const { keeps, protects } = guarantee;
  return { promise: { policy, list, rules, transition, keeps, protects }, verdicts: judged.counts };
}

function judgementJson(
  judgement: Judgement | undefined,
): Pick<CompareReport['changes'][number], 'verdict' | 'rule'> {
  if (judgement === undefined) return {};
  const { verdict, rule } = judgement;
  if (rule === undefined) return { verdict };
  const { path, line, pattern, passes, comment } = rule;
  return { verdict, rule: { path, line, pattern, passes, ...(comment !== undefined && { comment }) } };
}
