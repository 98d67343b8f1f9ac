/** What would have kept an update's kABI, in words: what its page, `kabi keep` and what they print share. */
import { percentOf } from '../../base/text.ts';
import type { Words } from '../../lang/words.ts';
import { say } from '../../lang/message.ts';
import { causeName } from '../../lang/en/cause-sentences.ts';
import type { ChangedType } from '../../types/diff/cause.ts';
import { isObstacle, type Advice, type MemberPlace, type AdviceStep } from '../../types/keep/advice.ts';
import type { Effort, Guard } from '../../types/keep/guards.ts';
import { DIALECT_FACTS, DIALECTS, MACROS, type DialectFacts } from '../../types/keep/macros.ts';
import type { KeepPlan, KeepStep } from '../../types/keep/plan.ts';
import { printOffset } from '../../types/table/definition-text.ts';

/** What is known of one variant, or of one list. */
export interface Keepable {
  readonly causes: readonly (Pick<ChangedType, 'kind' | 'name' | 'scopes'> & {
    /** Number of the exports at hand that reach it. */
    readonly symbols: number;
    readonly advice: Advice;
  })[];
  readonly keep: KeepPlan;
  /** Number of exports that changed without a known cause. */
  readonly unexplained: number;
  readonly exact: boolean;
  readonly drivers: readonly KeepableDriver[];
}

export interface KeepableDriver {
  readonly title: string;
  /** Number of its imports that changed with a known cause. */
  readonly imports: number;
  readonly causes: readonly number[];
}

export interface KeepFacts {
  /** The answer, sentence by sentence. */
  readonly answer: readonly string[];
  /** What fewer guards keep, some sentences per number of guards. */
  readonly steps: readonly (readonly string[])[];
  readonly rows: readonly KeepRow[];
  readonly drivers: readonly string[];
  readonly macros: readonly MacroRow[];
  /** What a reader has to know of the figures. */
  readonly note: string | undefined;
}

export interface KeepRow {
  /** Its place in the list of causes. */
  readonly cause: number;
  readonly name: string;
  readonly exports: number;
  readonly effort: Effort;
  /** `Hidden` */
  readonly title: string;
  /** What to do, a sentence per step. */
  readonly guards: readonly string[];
  /** What has to hold for that. */
  readonly conditions: readonly string[];
}

/** The guards of an update in the words of one vendor. */
export interface MacroRow {
  readonly dialect: DialectFacts;
  readonly macros: readonly string[];
}

/** Shares of what can be kept at which a step is told. */
const TOLD = [0.5, 0.9];
/** More causes than these in one sentence are counted. */
const FEW = 3;

/** @returns undefined if no export changed with a known cause: then there is nothing to keep */
export function keepFacts(
  { causes, keep, unexplained, exact, drivers }: Keepable,
  words: Words,
): KeepFacts | undefined {
  if (keep.exports === 0) return undefined;
  const texts = words.texts.keep;
  const names = causes.map(causeName);
  const some = (indices: readonly number[]) => {
    const shown = indices.slice(0, FEW).map((index) => names[index] ?? '');
    const rest = indices.length - shown.length;
    return words.listed(rest === 0 ? shown : [...shown, say(texts.more, { n: rest })]);
  };
  const last = keep.steps.at(-1);
  const kept = last?.kept ?? 0;
  const lost = keep.exports - kept;
  const values = { exports: keep.exports, kept, share: shareKept(kept, keep.exports) };
  const answer = [
    last === undefined
      ? say(texts.none, { exports: keep.exports })
      : say(texts.all, { ...values, n: last.guards.length }),
    ...(last === undefined
      ? []
      : [
          say(texts.hiddenAlone, { kept: keep.keptUpTo.hidden }),
          ...(keep.keptUpTo.placed > keep.keptUpTo.hidden
            ? [say(texts.placedToo, { kept: keep.keptUpTo.placed })]
            : []),
        ]),
    ...(lost === 0
      ? []
      : [say(texts.lost, { n: lost, causes: some(keep.obstacles.map(({ cause }) => cause)) })]),
    ...(unexplained === 0 ? [] : [say(texts.unexplained, { n: unexplained })]),
  ];
  const rows = causes.map(({ symbols, advice }, index): KeepRow => {
    const { effort } = advice;
    return {
      ...{ cause: index, name: names[index] ?? '', exports: symbols, effort, title: texts.effort[effort] },
      guards: advice.steps.flatMap((step) => stepSentences(step, names[index] ?? '', words)),
      conditions: conditionsOf(advice, words),
    };
  });
  return {
    answer,
    steps: stepsToTell(keep).map(({ guards, kept: own, atMost }) => [
      say(texts.step, { n: guards.length, kept: own, share: shareKept(own, keep.exports) }),
      keep.isExact || atMost <= own ? texts.exact : say(texts.bound, { guards: guards.length, atMost }),
    ]),
    rows,
    drivers: drivers.map(({ title, imports, causes: own }) => {
      const obstacles = own.filter((cause) => causes[cause]?.advice.effort === 'none');
      return obstacles.length > 0
        ? say(texts.driverLost, { driver: title, causes: some(obstacles) })
        : say(texts.driverKept, { driver: title, n: own.length, imports });
    }),
    macros: macroRows(causes.map(({ advice }) => advice)),
    note: exact ? undefined : texts.atMost,
  };
}

/** Those with which a good part of what can be kept is kept for the first time; the last one is the answer. */
function stepsToTell({ steps }: KeepPlan): KeepStep[] {
  const last = steps.at(-1);
  const told = TOLD.flatMap((part) => steps.find(({ kept }) => kept >= part * (last?.kept ?? 0)) ?? []);
  return [...new Set(told)].filter((step) => step !== last);
}

function stepSentences(step: AdviceStep, cause: string, words: Words): string[] {
  const texts = words.texts.keep;
  const all = step.names.length === 0 ? [cause] : step.names;
  const rest = all.length - FEW;
  const few = rest > 1 ? [...all.slice(0, FEW), say(texts.more, { n: rest })] : all;
  const names = words.listed(few);
  if (isObstacle(step)) {
    const { whole, named } = texts.obstacles[step.obstacle];
    return [step.names.length === 0 ? whole : say(named, { names })];
  }
  const { whole, named } = texts.guards[step.guard];
  if (step.names.length === 0) return [whole];
  const place = step.place === undefined ? undefined : placeWords(step.place, words);
  const sentence = say(named, { names, place: place ?? '' });
  const isSaid = named.includes('{place}');
  return place === undefined || isSaid ? [sentence] : [sentence, say(texts.lies, { place })];
}

function placeWords(place: MemberPlace, { texts: { keep: texts } }: Words): string {
  const size = (bits: number) =>
    bits % 8 === 0 ? say(texts.bytes, { n: bits / 8 }) : say(texts.bits, { n: bits });
  switch (place.kind) {
    case 'union':
      return texts.union;
    case 'reserve':
      return say(texts.reserve, { slot: place.slot, size: size(place.bits) });
    case 'hole':
    case 'padding': {
      const offset = printOffset(place.offset, false);
      return say(texts[place.kind], { size: size(place.bits), behind: place.behind, offset });
    }
  }
}

function conditionsOf({ steps, heldBy, allocators, effort }: Advice, words: Words): string[] {
  const texts = words.texts.keep;
  if (effort === 'none') return [];
  const conditions = steps.flatMap((step) =>
    isObstacle(step) || step.condition === null ? [] : step.condition,
  );
  const isGrown = steps.some((step) => !isObstacle(step) && step.guard === 'extend');
  const grown =
    allocators === undefined
      ? texts.noAllocators
      : say(texts.allocators, { exports: words.listed(allocators.map((each) => `${each}()`)) });
  return [
    ...[...new Set(conditions)].map((condition) => texts.conditions[condition]),
    ...(isGrown ? [grown] : []),
    ...(heldBy === undefined ? [] : [say(texts.heldBy, { holder: heldBy })]),
  ];
}

/** Only of guards that occur. */
function macroRows(advices: readonly Advice[]): MacroRow[] {
  const guards = new Set<Guard>(
    advices.flatMap(({ steps }) => steps.flatMap((step) => (isObstacle(step) ? [] : step.guard))),
  );
  return DIALECTS.flatMap((dialect): MacroRow[] => {
    const macros = [...new Set([...guards].flatMap((guard) => MACROS[guard][dialect]?.split(', ') ?? []))];
    return macros.length === 0 ? [] : [{ dialect: DIALECT_FACTS[dialect], macros }];
  });
}

/** One paragraph of sentences, in any language. */
export function sentences(all: readonly string[]): string {
  return all.reduce(
    (text, next) => (text === '' || text.endsWith('。') ? text + next : `${text} ${next}`),
    '',
  );
}

/** `89 %`, `>99 %`: as share(), in signs that every language has. */
export function shareKept(part: number, whole: number): string {
  const { percent, bound } = percentOf(part, whole);
  return `${bound === null ? '' : SIGNS[bound]}${percent} %`;
}

const SIGNS = { under: '<', over: '>' } as const;
