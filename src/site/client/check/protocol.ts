/** What the page and its worker say to each other. */
import type { Check } from '../../../load/check/check.ts';
import type { Provider } from '../../../load/verdict.ts';
import type { DataFailureKind } from '../../../search/data-failure.ts';
import type { Linked } from '../permalink.ts';

/** Files or texts to read; or modules and texts that were read before, from a permalink. */
export type CheckRequest =
  { readonly inputs: readonly { readonly name: string; readonly bytes: ArrayBuffer }[] } | Linked;

/** Kernels of a module stand newest first. */
export interface CheckAnswer extends Check {
  /** What other modules offer, beyond what the texts tell of it: it belongs into a link to the check. */
  readonly providers: readonly Provider[];
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
