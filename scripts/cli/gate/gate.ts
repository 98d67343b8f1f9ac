/** Two builds under a promise, read strictly: what cannot be read must not pass as unchanged. */
import path from 'node:path';
import { Fault, sortProblems, type Problem } from '../../../src/base/problems.ts';
import { diffExports, sameGenerator } from '../../../src/history/diff.ts';
import type { ChangeKind } from '../../../src/kernel/change.ts';
import { isSameArchitecture } from '../../../src/kernel/architecture.ts';
import { causeName } from '../../../src/lang/en/cause-sentences.ts';
import { groupWords, unjudgedSentence } from '../../../src/lang/en/gate-sentences.ts';
import { judgeDiff, type Judged, type JudgedChange } from '../../../src/policy/judged.ts';
import type { Cause } from '../../../src/types/diff/cause.ts';
import { InputError } from '../../engine/exit.ts';
import type { Build } from '../operands.ts';
import { formatProblems } from '../problem-list.ts';
import type { HeldAgainst, ReadPromise } from '../promise-options.ts';
import type { ListPlace } from '../promised-list.ts';
import type { OperandComparison } from '../report/comparison.ts';
import { explain, type Explained } from '../report/explain.ts';

export interface Gate {
  readonly comparison: OperandComparison & { readonly against: HeldAgainst };
  /** The same as the comparison's. */
  readonly judged: Judged;
  /** What breaks, by what breaks it; largest group first. */
  readonly groups: readonly BreakingGroup[];
}

export interface BreakingGroup {
  /** "by struct device", "removed" */
  readonly words: string;
  /** Place in the attribution's causes; undefined where none is known, or none is to be. */
  readonly cause: number | undefined;
  readonly kind: JudgedChange['kind'];
  readonly rows: readonly JudgedChange[];
}

/** @throws {Fault|InputError} if there is anything in the input that could hide a change */
export async function runGate(
  [a, b]: readonly [Build, Build],
  promise: ReadPromise,
  kinds: readonly ChangeKind[],
): Promise<Gate> {
  refuseUnread([...promise.problems, ...a.problems, ...b.problems]);
  const against = promise.of(a, b);
  refuseStrangers(a, b, against);
  const diff = diffExports(a, b);
  const { explained, problems: typeProblems = [] } = kinds.includes('crc-changed')
    ? await explain(a, b, diff)
    : {};
  const judged = judgeDiff(diff, [a, b], against.guarantee, kinds);
  refuseForeignList(judged, against);
  const comparison = { a, b, diff, kinds, explained, typeProblems, against, judged };
  return { comparison, judged, groups: groupBreaking(judged, explained) };
}

export function passes({ judged: { counts } }: Gate): boolean {
  return counts.breaking === 0 && counts.unknown === 0;
}

/** Where a name is promised; undefined if no list names it. */
export function placeOf({ comparison: { against } }: Gate, symbol: string): ListPlace | undefined {
  return against.places.get(symbol);
}

export function causeOf(explained: Explained | undefined, { kind, change }: JudgedChange): Cause | undefined {
  const index =
    kind === 'crc-changed' ? explained?.attribution.explanations.get(change.symbol)?.causes[0] : undefined;
  return index === undefined ? undefined : explained?.attribution.causes[index];
}

function groupBreaking({ rows }: Judged, explained: Explained | undefined): BreakingGroup[] {
  const groups = Map.groupBy(
    rows.filter(({ verdict }) => verdict === 'breaking'),
    (row) => causeOf(explained, row) ?? row.kind,
  );
  return [...groups]
    .map(([key, ofGroup]) => {
      const cause = typeof key === 'string' ? undefined : key;
      const kind = typeof key === 'string' ? key : 'crc-changed';
      return {
        words: groupWords(kind, cause && causeName(cause)),
        cause: cause && explained?.attribution.causes.indexOf(cause),
        kind,
        rows: ofGroup,
      };
    })
    .sort((x, y) => y.rows.length - x.rows.length);
}

/** Two equal lines say the same as one, and merged lists repeat names; all else that was found wrong can hide a change. */
function refuseUnread(problems: readonly Problem[]): void {
  const unread = sortProblems(problems.filter(({ kind }) => kind !== 'repeated-line'));
  if (unread.length > 0)
    throw new InputError(`${formatProblems(unread)}\n${unjudgedSentence(unread.length)}`);
}

function refuseStrangers(a: Build, b: Build, { listTitles }: HeldAgainst): void {
  for (const side of [a, b]) {
    if (side.exports.length === 0) {
      throw new Fault({ kind: 'no-records', path: side.name, detail: 'it lists no export' });
    }
  }
  if (a.id.arch !== null && b.id.arch !== null && !isSameArchitecture(a.id.arch, b.id.arch)) {
    const detail = `${a.name} is for ${a.id.arch}, ${b.name} for ${b.id.arch}`;
    throw new Fault({ kind: 'different-architectures', path: b.name, detail });
  }
  const isKnown = [a, b].every(({ crcGenerator }) => crcGenerator !== 'none');
  if (isKnown && !sameGenerator(a.crcGenerator, b.crcGenerator)) {
    const detail = `${a.crcGenerator} for ${a.name}, ${b.crcGenerator} for ${b.name}`;
    throw new Fault({ kind: 'different-generators', path: b.name, detail });
  }
  const arch = b.id.arch ?? a.id.arch;
  const named = listTitles.flatMap(architecturesIn);
  if (arch !== null && named.length > 0 && !named.some((each) => isSameArchitecture(each, arch))) {
    const detail = `it names ${named.join(' and ')}, they are for ${arch}`;
    throw new Fault({ kind: 'foreign-list', path: listTitles[0] ?? '', detail });
  }
}

/** Architectures that titles such as `rhel9_x86_64_stablelist` and `kabi_whitelist_aarch64` name. */
function architecturesIn(title: string): string[] {
  return (
    path.basename(title).match(/x86_64|amd64|aarch64|arm64|ppc64le|s390x|riscv64|loongarch64|i[36]86/g) ?? []
  );
}

/** A list of which most names are unknown on both sides is that of another kernel. */
function refuseForeignList({ absent }: Judged, { list, guarantee }: HeldAgainst): void {
  const names = guarantee.listed?.size ?? 0;
  if (list === null || absent.length * 2 <= names) return;
  const detail = `of its ${names} names, ${absent.length} are exported by neither`;
  throw new Fault({ kind: 'foreign-list', path: list, detail });
}
