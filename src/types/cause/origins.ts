/**
 * Which changes of a kernel's changelog made a cause. Titles are written for people: they name a type, a member, a function,
 * or only what they are about. So an origin has a degree, and a cause whose title nobody can tell has none.
 */
import type { ChangelogChange } from '../../formats/changelogs/changelog.ts';
import { getOrInsert } from '../../base/maps.ts';
import type { ChangedType } from '../diff/cause.ts';
import { causeWords, identifiersIn, type CauseWords } from './cause-words.ts';

/**
 * `named`: the title names the member that changed, or the function itself. `likely`: it names the type, or the type of such
 * a member beside what the type is about. `possible`: it is about the same thing.
 */
export const ORIGIN_DEGREES = ['named', 'likely', 'possible'] as const;
export type OriginDegree = (typeof ORIGIN_DEGREES)[number];

/** What in a title told. */
export const ORIGIN_REASONS = [
  'member',
  'function',
  'type',
  'member-type',
  'sibling',
  'subject',
  'companion',
] as const;
export type OriginReason = (typeof ORIGIN_REASONS)[number];

export interface Origin {
  /** Index into the changes. */
  readonly change: number;
  readonly degree: OriginDegree;
  readonly reason: OriginReason;
  /** The word of the title that told. */
  readonly word: string;
}

/** More candidates than these are no help to anybody. */
const MOST = 3;
/** Of candidates that are only possible, more than these show that the words are too common to tell anything. */
const MOST_POSSIBLE = 2;

/** What of a cause is looked at. */
export type AttributableCause = Pick<ChangedType, 'kind' | 'name' | 'edits'>;

/** Changes of which a title can be looked up by its words. Made once for an update, and asked for each of its causes. */
export class ChangeIndex {
  readonly #titles: readonly Title[];
  readonly #byWord = new Map<string, number[]>();

  constructor(changes: readonly ChangelogChange[]) {
    this.#titles = changes.map(({ title }) => titleOf(title));
    for (const [index, { words }] of this.#titles.entries())
      for (const word of words) getOrInsert(this.#byWord, word, () => []).push(index);
  }

  /**
   * The likeliest first; none rather than a wrong one.
   *
   * @param modules that provide the symbols which reach the cause, if they are few: they tell what it is about
   */
  originsOf(cause: AttributableCause, modules: readonly string[] = []): Origin[] {
    const words = causeWords(cause);
    const found = new Map<number, Scored>();
    for (const change of this.#candidates(words, modules)) {
      const title = this.#titles[change];
      const scored = title === undefined ? null : judge(words, title, modules);
      if (scored !== null) found.set(change, scored);
    }
    const ranked = [...found].sort(
      ([a, one], [b, other]) =>
        ORIGIN_DEGREES.indexOf(one.degree) - ORIGIN_DEGREES.indexOf(other.degree) ||
        other.score - one.score ||
        a - b,
    );
    const best = ranked[0]?.[1];
    if (best === undefined) return [];
    const same = ranked.filter(([, { degree, score }]) => degree === best.degree && score === best.score);
    if (same.length > (best.degree === 'possible' ? MOST_POSSIBLE : MOST)) return [];
    const kept =
      best.degree === 'possible' ? same : ranked.filter(([, { degree }]) => degree === best.degree);
    return kept
      .slice(0, MOST)
      .map(([change, { degree, reason, word }]): Origin => ({ change, degree, reason, word }));
  }

  #candidates({ name, members, types }: CauseWords, modules: readonly string[]): ReadonlySet<number> {
    const wanted = new Set([
      name,
      ...members,
      ...types,
      ...partsOf(name),
      ...members.flatMap(partsOf),
      ...modules,
      name.replaceAll('_', ''),
    ]);
    const found = new Set<number>();
    for (const word of wanted)
      for (const key of [word, word.toLowerCase()])
        for (const index of this.#byWord.get(key) ?? []) found.add(index);
    return found;
  }
}

interface Title {
  /** As they are written. */
  readonly names: ReadonlySet<string>;
  /** These, and their parts in lower case. */
  readonly words: ReadonlySet<string>;
  /** Those before the last colon, which say what it is about. */
  readonly subject: ReadonlySet<string>;
  /** Whether it mends something: such titles name what they are about more often than what they change. */
  readonly isFix: boolean;
  /** Whether it makes something other than it was. */
  readonly isMaking: boolean;
  /** Whether it is about what no kernel holds. */
  readonly isAside: boolean;
}

interface Scored {
  readonly degree: OriginDegree;
  readonly reason: OriginReason;
  readonly word: string;
  readonly score: number;
}

const ASIDE =
  /^(?:(?:selftests?|docs?|documentation|dt-bindings|tools)\b.*:|perf \w)|\b(?:kernel-?doc|typos?|comments?)\b/i;

function titleOf(text: string): Title {
  const colon = text.lastIndexOf(': ');
  return {
    names: new Set(identifiersIn(text)),
    words: wordsIn(text),
    subject: wordsIn(colon < 0 ? '' : text.slice(0, colon)),
    isFix: /(?:^|: )(?:fix|avoid|prevent|check|validate|reject|handle)\b/i.test(text),
    isMaking: /\b(?:add|convert|extend|introduce|make|remove|replace|rework)\b/i.test(text),
    isAside: ASIDE.test(text),
  };
}

function wordsIn(text: string): Set<string> {
  return new Set(identifiersIn(text).flatMap((name) => [name, name.toLowerCase(), ...partsOf(name)]));
}

/** `nf_tables` is `nf` and `tables`; `SipHash` is `sip` and `hash`. Single letters say nothing. */
function partsOf(name: string): string[] {
  return name
    .split(/_|(?<=[a-z0-9])(?=[A-Z])/)
    .map((part) => part.toLowerCase())
    .filter((part) => part.length > 1);
}

/** What members of many types are called, and what types of members are. */
const COMMON = new Set(
  `addr base bool buffer cache char close const count ctrl data default dev device device_node disable enable entry enum error event
  file flags func get handle hash head hlist_head id index info init int key kref len length link list list_head lock lock_class_key
  long mask max min mode module mutex map number per name new next node num off offset ops open owner page param parent pci_dev port priv private ptr
  put queue rcu_head read refcount refcount_t release reserved reset set short sk_buff size sock spinlock_t start state static stats
  status struct sync table task_struct time timer_list tx rx type u8 u16 u32 u64 s8 s16 s32 s64 __u8 __u16 __u32 __u64 union unsigned
  update usage use user val value version void volatile wait_queue_head_t work work_struct delayed_work write atomic_t size_t ssize_t
  gfp_t net_device`.split(/\s+/),
);

/** Whether a name stands for one thing, wherever it is written. */
function isDistinct(name: string): boolean {
  return !COMMON.has(name) && (name.includes('_') ? name.length >= 6 : name.length >= 8);
}

function judge(cause: CauseWords, title: Title, modules: readonly string[]): Scored | null {
  const { name, members, types, isFunction } = cause;
  const namesIt = title.names.has(name);
  if (title.isAside) return null;
  const subject = sharedSubject(name, title, modules);
  if (isFunction && namesIt) return { degree: 'named', reason: 'function', word: name, score: 2 };
  const member = members.find(
    (each) => title.names.has(each) && isDistinct(each) && (each.includes('_') || subject > 0 || namesIt),
  );
  const common = members.find((each) => title.words.has(each.toLowerCase()));
  const type = types.find((each) => title.names.has(each) && isDistinct(each));
  if (namesIt && common !== undefined && !(title.isFix && COMMON.has(common)))
    return { degree: 'named', reason: 'member', word: common, score: 4 };
  if (member !== undefined) return { degree: 'named', reason: 'member', word: member, score: 2 + subject };
  if (namesIt && type !== undefined) return { degree: 'named', reason: 'type', word: name, score: 2 };
  if (namesIt && name.includes('_') && !title.isFix)
    return { degree: 'likely', reason: 'type', word: name, score: 4 };
  const told = members.find((each) => title.names.has(each) && !COMMON.has(each) && !title.isFix);
  if (told !== undefined && types.some((each) => title.names.has(each)))
    return { degree: 'likely', reason: 'member', word: told, score: 1 + subject };
  if (type !== undefined && subject > 0)
    return { degree: 'likely', reason: 'member-type', word: type, score: 1 + subject };
  const sibling = siblingIn(isFunction ? [name] : members, title);
  if (sibling !== undefined) return { degree: 'likely', reason: 'sibling', word: sibling, score: 2 };
  return about(cause, title, subject, modules);
}

/** How much of the name's parts the title has, from 0 to 1. What all names of a subsystem end with tells nothing. */
function sharedSubject(name: string, title: Title, modules: readonly string[]): number {
  if (title.words.has(name.replaceAll('_', ''))) return 1;
  const parts = partsOf(name).filter((part) => !COMMON.has(part) && part.length > 2);
  if (parts.length === 0) return 0;
  const share = parts.filter((part) => title.words.has(part)).length / parts.length;
  return share < 0.5 && modules.some((module) => title.words.has(module)) ? 0.5 : share;
}

/** `tcp_v6_syn_recv_sock` beside `tcp_v4_syn_recv_sock`, or beside a member `syn_recv_sock`. */
function siblingIn(names: readonly string[], title: Title): string | undefined {
  return [...title.names].find((written) => names.some((name) => areSiblings(name, written)));
}

function areSiblings(name: string, written: string): boolean {
  const [a, b] = [name.split('_'), written.split('_')];
  if (a.length < 3 || name === written) return false;
  if (written.endsWith(`_${name}`)) return true;
  if (a.length < 4 || a.length !== b.length) return false;
  return a.filter((part, index) => part !== b[index]).length === 1 && a[0] === b[0];
}

/**
 * The title is about what the type is, and has a word of what changed in it. A word that many members are called by counts
 * half, and alone only where the whole name is there.
 */
function about(
  { name, members, isFunction }: CauseWords,
  title: Title,
  subject: number,
  modules: readonly string[],
): Scored | null {
  if (subject < 0.5) return null;
  if (isFunction) return family(name, title);
  const own = new Set(partsOf(name));
  const subjects = [...own].filter((part) => !COMMON.has(part));
  if (![...subjects, ...modules, name.replaceAll('_', '')].some((word) => title.subject.has(word)))
    return null;
  const parts = [...new Set(members.flatMap(partsOf))].filter((part) => !own.has(part));
  const shared = parts.filter((part) => !COMMON.has(part) && hasWord(title, part));
  const common = parts.filter((part) => !shared.includes(part) && title.words.has(part));
  const ends = [...own].filter((part) => COMMON.has(part) && title.words.has(part));
  const score = subject + shared.length + (common.length + ends.length + (title.isMaking ? 1 : 0)) / 2;
  const [word] = shared;
  // Titles of mends are full of words: one of them alone tells nothing.
  if (word !== undefined && (!title.isFix || shared.length > 1)) {
    const isClear =
      subject === 1 && shared.filter((part) => title.words.has(part)).length > 1 && !title.isFix;
    return { degree: isClear ? 'likely' : 'possible', reason: 'subject', word, score };
  }
  const initials = members.find((member) => hasInitials(title, member));
  const [half = initials] = subject === 1 || title.isMaking ? common : [];
  if (half !== undefined) return { degree: 'possible', reason: 'subject', word: half, score };
  return null;
}

/** Functions of one family change together: `rdma_restrack_begin` beside `rdma_restrack_count`. */
function family(name: string, title: Title): Scored | null {
  const [first = '', second = ''] = name.split('_');
  const prefix = `${first}_${second}_`;
  const word = [...title.names].find((each) => each.startsWith(prefix));
  if (word === undefined || title.isFix || second === '') return null;
  return { degree: 'possible', reason: 'sibling', word, score: 1 };
}

/** `tunnels` for `ntunnels`, `devcoredump` for `dump`: names are cut short in C. */
function hasWord({ words }: Title, part: string): boolean {
  if (words.has(part) || words.has(part.replace(/^n(?=\w{5})/, ''))) return true;
  return [...words].some((word) => word.length > part.length && word.endsWith(part) && part.length > 3);
}

/** `gb` for `general_bytes`. */
function hasInitials({ names }: Title, member: string): boolean {
  if (!/^[a-z]{2,4}$/.test(member)) return false;
  return [...names].some((name) =>
    name
      .split('_')
      .map((part) => part[0])
      .join('')
      .includes(member),
  );
}
