/** What the checks of `kabi lint` are given. */
import type { Export } from '../kernel/export.ts';
import type { FiledDocument } from '../documents/record.ts';
import type { InterfacePolicy } from '../policy/context-record.ts';
import type { Policy } from '../policy/policy.ts';
import type { Problem } from '../base/problems.ts';
import type { RegisteredDriver } from '../load/registered-driver.ts';
/** Where in the content something stands. */
export interface ContentFiles {
  /** Path of a list or rule file as its policy names it. */
  list(policy: Policy, file: string): string;
  policy(policy: Policy): string;
  document(document: FiledDocument): string;
  interfacePolicy(policy: InterfacePolicy): string;
  /** Line on which a file first names something, and that line; empty if it does not. */
  readonly lineOf: (path: string, name: string) => Pick<Problem, 'line' | 'source'>;
}

/** All that is on file. */
export interface LintInput {
  readonly policies: readonly Policy[];
  readonly interfaces: readonly InterfacePolicy[];
  readonly drivers: readonly RegisteredDriver[];
  readonly documents: readonly FiledDocument[];
  /** Every distinct export of any release, by product and variant: `debian-12/amd64`. */
  readonly exports: ReadonlyMap<string, readonly Export[]>;
  /** Every name that any release on file exports. */
  readonly symbols: ReadonlySet<string>;
  readonly files: ContentFiles;
}

export type Check = (input: LintInput) => Problem[];
