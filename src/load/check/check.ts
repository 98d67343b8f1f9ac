/**
 * The check of a driver, as `kabi check` and the page /check/ run it: opening whatever stands for the driver, then judging
 * its modules on each kernel. Where inputs and kernels come from is the caller's.
 */
import { itemAt } from '../../base/items.ts';
import { isSameArchitecture } from '../../kernel/architecture.ts';
import type { SnapshotId } from '../../kernel/snapshot.ts';
import { Fault, sortProblems, type Problem } from '../../base/problems.ts';
import type { CheckedModule } from './checked-module.ts';
import { diagnose, symbolsToLookUp } from '../diagnosis/diagnose.ts';
import type { Finding } from '../diagnosis/finding.ts';
import { isBuildCalled, OnFile } from '../diagnosis/on-file.ts';
import { withCauses, type ExplainUpdate } from '../diagnosis/update-causes.ts';
import type { OpenedDriver } from './driver.ts';
import type { OpenedModule } from './opened-module.ts';
import type { Facts } from '../facts.ts';
import type { SymbolEnd } from '../../history/ends/symbol-end.ts';
import type { KernelOnSite } from '../kernel-builds.ts';
import { refusedFinding, type LoggedRefusal } from '../logged-refusal.ts';
import { judgeTogether } from '../judge.ts';
import type { PlannedKernel } from '../builds/build-plan.ts';
import { MODULE_LAYOUT } from '../builds/generations.ts';
import { generationOf, isWhole, plansOf, symbolsOf, type ArchitecturePlan } from './driver-plans.ts';
import type { KernelBuild, LoadFinding } from '../verdict.ts';

/** A kernel that modules are checked against; read only if one of them is concerned. */
export interface KernelToCheck {
  readonly id: SnapshotId;
  /** Title of the product; its name, where that is not at hand. */
  readonly title?: string;
  /** Somebody asked for this very kernel: a module of another architecture is judged on it, too. */
  readonly isNamed?: boolean;
  /** Somebody asked for it, or for its product: `elsewhere` is for what texts tell alone. Absent: for all there is. */
  readonly asked?: 'yes' | 'elsewhere';
  read(): KernelBuild | Promise<KernelBuild>;
}

export interface Check {
  /** In the order of the driver's modules, each with its kernels in the order that they were given in. */
  readonly modules: readonly CheckedModule[];
  /** What the texts among the inputs were found to tell, text by text; the first of each is its answer. */
  readonly diagnoses: readonly Diagnosis[];
  /** How many builds of the modules, which are one driver, the kernels take: an architecture each. Empty for texts alone. */
  readonly plans: readonly ArchitecturePlan[];
  /** By the modules' place: the kernels with the module_layout that it was built against. */
  readonly generations: readonly (readonly SnapshotId[] | undefined)[];
  /** Titles of the products, by name. */
  readonly titles: ReadonlyMap<string, string>;
  /** Of the inputs, and of what could not be checked. Sorted. */
  readonly problems: readonly Problem[];
}

/** What a text says, and what follows from it. */
export interface Diagnosis {
  readonly facts: Facts;
  readonly findings: readonly Finding[];
}

/** What became of those symbols that are gone from some kernel on file. */
export type LookUpEnds = (
  symbols: ReadonlySet<string>,
  kernels: readonly KernelOnSite[],
) => ReadonlyMap<string, SymbolEnd> | Promise<ReadonlyMap<string, SymbolEnd>>;

/** What is open when no input was. */
export const NO_DRIVER: OpenedDriver = { modules: [], providers: [], facts: [], problems: [] };

/** Opens one input after the other. A fault of one is a problem, and does not keep the others from being checked. */
export async function openEach<Input>(
  inputs: readonly Input[],
  open: (input: Input) => Promise<OpenedDriver>,
): Promise<OpenedDriver> {
  const opened: OpenedDriver[] = [];
  for (const input of inputs) {
    try {
      opened.push(await open(input));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      opened.push({ ...NO_DRIVER, problems: [error.problem], isPartial: true });
    }
  }
  return {
    modules: opened.flatMap(({ modules }) => modules),
    providers: opened.flatMap(({ providers }) => providers),
    facts: opened.flatMap(({ facts }) => facts),
    problems: opened.flatMap(({ problems }) => problems),
    ...(opened.some(({ isPartial }) => isPartial === true) ? { isPartial: true } : {}),
  };
}

/**
 * A module of another architecture is only of interest where somebody asks for it; so is, on any kernel but the one that
 * refused it, a module of which a text tells no more than that.
 */
export function concerns(
  { id, isNamed = false, asked }: Omit<KernelToCheck, 'read' | 'title'>,
  { module, refusal }: Pick<OpenedModule, 'module' | 'refusal'>,
): boolean {
  if (asked === 'elsewhere') return false;
  if (isNamed) return true;
  if (module.arch !== null && !isSameArchitecture(module.arch, id.arch)) return false;
  return asked === 'yes' || refusal === undefined || module.isPartial !== true || hasRefused(refusal, id);
}

function hasRefused({ uname }: LoggedRefusal, id: SnapshotId): boolean {
  return uname !== undefined && isBuildCalled(uname, id);
}

/**
 * Kernel by kernel: the exports of one are in memory at a time, unless the caller keeps them; of what texts name, those
 * of all are kept.
 *
 * @param kernels oldest first
 * @param explain tells by which types an update changed CRCs
 * @param endsOf asked where texts are diagnosed
 */
export async function checkDriver(
  driver: OpenedDriver,
  kernels: readonly KernelToCheck[],
  explain?: ExplainUpdate,
  endsOf: LookUpEnds = () => new Map(),
): Promise<Check> {
  const { modules, providers } = driver;
  const perModule = modules.map((): { id: SnapshotId; finding: LoadFinding }[] => []);
  // What other modules offer stands beside the modules that need it, and is no question of its own.
  const texts = driver.facts.filter((facts) => modules.length === 0 || !isOffer(facts));
  const wanted = new Set(texts.flatMap((facts) => [...symbolsToLookUp(facts)]));
  const known: KernelOnSite[] = [];
  const drivers = modules.filter(isWhole);
  const needed = new Set([MODULE_LAYOUT, ...drivers.flatMap(({ module }) => symbolsOf(module))]);
  const planned: PlannedKernel[] = [];
  for (const kernel of kernels) {
    const places = [...modules.keys()].filter((place) => {
      const opened = modules[place];
      return opened !== undefined && concerns(kernel, opened);
    });
    if (places.length === 0 && texts.length === 0) continue;
    const build = await kernel.read();
    if (texts.length > 0)
      known.push({ id: kernel.id, title: kernel.title ?? kernel.id.product, build: withOnly(build, wanted) });
    if (drivers.some((each) => places.some((place) => modules[place] === each)))
      planned.push({ id: kernel.id, build: withOnly(build, needed) });
    const concerned = places.flatMap((place) => modules[place]?.module ?? []);
    const findings = judgeTogether(concerned, build, providers, driver.isPartial === true);
    for (const [index, computed] of findings.entries()) {
      const place = itemAt(places, index);
      const refusal = modules[place]?.refusal;
      const isRefused = refusal !== undefined && hasRefused(refusal, kernel.id);
      const finding = isRefused ? refusedFinding(computed, refusal) : computed;
      itemAt(perModule, place).push({ id: kernel.id, finding });
    }
  }
  const checked = modules.map((each, place) => ({ ...each, releases: itemAt(perModule, place) }));
  const onFile = new OnFile(known, texts.length > 0 ? await endsOf(wanted, known) : undefined);
  const diagnoses: Diagnosis[] = [];
  for (const facts of texts) {
    const findings = diagnose(facts, onFile);
    diagnoses.push({
      facts,
      findings: explain === undefined ? findings : await withCauses(findings, explain),
    });
  }
  const isNothing = modules.length === 0 && providers.length > 0 && texts.every(isOffer);
  const nothing: Problem[] = isNothing ? [{ kind: 'nothing-to-check', path: 'the check' }] : [];
  return {
    modules: checked,
    diagnoses,
    titles: new Map(kernels.map(({ id, title }) => [id.product, title ?? id.product])),
    plans: plansOf(drivers, planned, providers),
    generations: modules.map(({ module }) => generationOf(module, planned)),
    problems: sortProblems([...driver.problems, ...checked.flatMap(whyUnchecked), ...nothing]),
  };
}

/** Whether a text says nothing but what modules export. */
function isOffer({ statements, modules, exports }: Facts): boolean {
  return exports.length > 0 && modules.length === 0 && statements.length === 0;
}

function withOnly(build: KernelBuild, wanted: ReadonlySet<string>): KernelBuild {
  const exports = [...wanted].flatMap((symbol) => build.exports.get(symbol) ?? []);
  return { ...build, exports: new Map(exports.map((each) => [each.symbol, each])) };
}

/** Of a module that a text reports as refused, the diagnosis says what is known. */
function whyUnchecked({ file, module, releases, refusal }: CheckedModule): Problem[] {
  if (releases.length > 0 || refusal !== undefined) return [];
  return [
    { kind: 'no-kernel-to-check', path: file, ...(module.arch === null ? {} : { detail: module.arch }) },
  ];
}
