/** Why two builds differ, as far as their types can be read. */
import { sameGenerator, type Diff } from '../../../src/history/diff.ts';
import { Fault, type Problem } from '../../../src/base/problems.ts';
import { attribute, otherCompilers, providersIn } from '../../../src/types/cause/attribution.ts';
import type { Attribution, Cause } from '../../../src/types/diff/cause.ts';
import { changedInType, type ChangedInType } from '../../../src/types/cause/changed-in-type.ts';
import { commonTypeSource, comparableCrcs } from '../../../src/types/cause/comparable.ts';
import { differencesBetween } from '../../../src/types/diff/differences.ts';
import type { Advice } from '../../../src/types/keep/advice.ts';
import { advise } from '../../../src/types/keep/advise.ts';
import { hiddenChanges, type HiddenChange } from '../../../src/types/cause/hidden.ts';
import type { TypeSource, TypeTable } from '../../../src/types/table/table.ts';
import type { Build } from '../operands.ts';
import type { VersionChanges } from '../../../src/formats/changelogs/facts.ts';
import { mainModule, toldOrigins, type ToldOrigin } from '../../../src/types/cause/told-origins.ts';

export interface Explained {
  readonly source: TypeSource;
  readonly attribution: Attribution;
  /** Of builds whose CRCs say nothing of each other: the causes are those of changed types. Undefined if CRCs are compared. */
  readonly inType?: ChangedInType | undefined;
  readonly hidden: readonly HiddenChange[];
  /** What would have kept the CRCs of what reaches each cause, in the order of the causes; empty if none is compared. */
  readonly advice: readonly Advice[];
  /** What changed from one build to the other; undefined if no changelog on file tells. */
  readonly changelog?: readonly VersionChanges[] | undefined;
  /** By the place of the cause; undefined if no changelog on file tells. */
  readonly origins?: readonly (readonly ToldOrigin[])[] | undefined;
  /** What compiled the two builds, if that is known to differ and CRCs depend on it. */
  readonly compilers?: { readonly before: string; readonly after: string } | undefined;
}

export interface ExplainedDiff {
  /** Undefined if the two have no types of one source. */
  readonly explained?: Explained;
  /** Types that cannot be read keep nobody from comparing exports. */
  readonly problems: readonly Problem[];
}

export async function explain(a: Build, b: Build, diff: Diff): Promise<ExplainedDiff> {
  const source = commonTypeSource(a.typeSources, b.typeSources);
  if (source === undefined) return { problems: [] };
  try {
    const [before, after] = [await a.loadTypes(source), await b.loadTypes(source)];
    const told = explainBy(source, before.records, after.records, { a, b, diff });
    const explained = { ...told, ...(await originsBetween(a, b, told.attribution.causes)) };
    return { explained, problems: [...before.problems, ...after.problems] };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { problems: [error.problem] };
  }
}

async function originsBetween(
  a: Build,
  b: Build,
  causes: readonly Cause[],
): Promise<Pick<Explained, 'changelog' | 'origins'>> {
  const changelog = await b.changelogSince(a);
  if (changelog === undefined) return {};
  const providers = providersIn(b.exports);
  const origins = toldOrigins(causes, changelog, ({ symbols }) => mainModule(symbols, providers));
  return { changelog, origins };
}

function explainBy(
  source: TypeSource,
  before: TypeTable,
  after: TypeTable,
  { a, b, diff }: { readonly a: Build; readonly b: Build; readonly diff: Diff },
): Explained {
  const differences = differencesBetween(before, after);
  const compilers = compilersOf({ a, b }, before, after);
  const context = { compilersDiffer: compilers !== undefined, providerOf: providersIn(b.exports) };
  if (!sameGenerator(a.crcGenerator, b.crcGenerator)) {
    const names = new Set(a.exports.map(({ symbol }) => symbol));
    const common = b.exports.flatMap(({ symbol }) => (names.has(symbol) ? [symbol] : []));
    const { attribution, inType } = changedInType(before, after, common, differences, context);
    return { source, attribution, inType, hidden: [], advice: [], compilers };
  }
  const changed = diff.changes.filter(({ kinds }) => kinds.includes('crc-changed'));
  const attribution = attribute(
    before,
    after,
    changed.map(({ symbol }) => symbol),
    differences,
    context,
  );
  const hidden = hiddenChanges(before, after, comparableCrcs(a.exports, b.exports), differences);
  const advice = advise(attribution.causes, differences).map((each) => each.advice);
  return { source, attribution, hidden, advice, compilers };
}

/** gendwarfksyms hashes types as a compiler spells them, genksyms as the source does. */
function compilersOf(
  { a, b }: { readonly a: Build; readonly b: Build },
  before: TypeTable,
  after: TypeTable,
): Explained['compilers'] {
  if (before.source !== 'gendwarfksyms') return undefined;
  const isOther = a.compiler !== null && b.compiler !== null && a.compiler !== b.compiler;
  if (!isOther && !otherCompilers(before, after)) return undefined;
  return { before: a.compiler ?? before.compiler ?? '', after: b.compiler ?? after.compiler ?? '' };
}
