/** What the page and its worker say to each other. */
import type { CheckedModule } from '../../../load/check/checked-module.ts';
import type { Diagnosis } from '../../../load/check/check.ts';
import type { DataFailureKind } from '../../../search/data-failure.ts';
import type { Linked } from './permalink.ts';
import type { Problem } from '../../../base/problems.ts';

/** Files or texts to read; or modules and texts that were read before, from a permalink. */
export type CheckRequest =
  { readonly inputs: readonly { readonly name: string; readonly bytes: ArrayBuffer }[] } | Linked;

export interface CheckAnswer {
  readonly checked: readonly CheckedModule[];
  readonly diagnoses: readonly Diagnosis[];
  /** Titles of the products, by name. */
  readonly titles: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/**
 * `failure`: nothing was judged, as data of the site are not there. `bug`: this program broke off. `isReady` is said once,
 * when there is somebody to ask.
 */
export type CheckMessage =
  | { readonly isReady: true }
  | { readonly answer: CheckAnswer }
  | { readonly failure: DataFailureKind }
  | { readonly bug: string };
