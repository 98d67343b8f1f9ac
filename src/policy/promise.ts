/** The words of promises: closed lists that content files, verdicts and pages share. */

/** What lies between two kernels. */
export const TRANSITIONS = ['within-minor', 'between-minors', 'between-majors', 'across-rebuilds'] as const;
/**
 * `within-minor`: an update of one minor release or service pack. `between-minors`: to the next one. `between-majors`: to
 * the next major or LTS release. `across-rebuilds`: to another vendor's rebuild of the same release.
 */
export type Transition = (typeof TRANSITIONS)[number];

/**
 * What stays: `kabi`, modules load without a rebuild; `kapi`, their source still builds; `nothing`, no promise is made;
 * `not-applicable`, there is no such transition; `unknown`, no statement was found.
 */
export const KEEPS = ['kabi', 'kapi', 'nothing', 'not-applicable', 'unknown'] as const;
export type Keeps = (typeof KEEPS)[number];

/** For which symbols. `unknown`: something is promised, and of what is not said. */
export const PROTECTED_SETS = ['all', 'list', 'none', 'unknown'] as const;
export type ProtectedSet = (typeof PROTECTED_SETS)[number];

/** Whether the vendor has drivers rebuilt; `listed-only`: only those that need more than the protected symbols. */
export const REBUILDS = ['needed', 'recommended', 'listed-only', 'not-needed', 'unknown'] as const;
export type Rebuild = (typeof REBUILDS)[number];

/** Whether somebody can allow what the promise forbids. */
export const WAIVERS = ['possible', 'excluded', 'none-needed', 'unknown'] as const;
export type Waiver = (typeof WAIVERS)[number];

/** `adopted`: holds or held. `proposed`: was an option; judged by what-if, never in force. */
export const STATUSES = ['adopted', 'proposed'] as const;
export type PolicyStatus = (typeof STATUSES)[number];
