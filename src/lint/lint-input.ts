/** What the checks of `kabi lint` are given. */
import type { Export } from '../kernel/export.ts';
import type { FiledDocument } from '../documents/record.ts';
import type { DriverSupport, InterfacePolicy } from '../policy/context-record.ts';
import type { Policy, Vendor } from '../policy/policy.ts';
import type { Problem } from '../base/problems.ts';
import type { RegisteredDriver } from '../load/registered-driver.ts';

/** Where in the content something stands. */
export interface ContentFiles {
  /** Path of a list or rule file as its policy names it. */
  list(policy: Policy, file: string): string;
  policy(policy: Policy): string;
  document(document: FiledDocument): string;
  interfacePolicy(policy: InterfacePolicy): string;
  vendor(vendor: Vendor): string;
  driverSupport(support: DriverSupport): string;
  /** Line on which a file first names something, and that line; empty if it does not. */
  readonly lineOf: (path: string, name: string) => Pick<Problem, 'line' | 'source'>;
}

/** A file that people wrote. */
export interface WrittenText {
  readonly path: string;
  readonly lines: readonly string[];
}

/** All that is on file. */
export interface LintInput {
  /** The day on which it is checked. */
  readonly today: string;
  readonly vendors: readonly Vendor[];
  readonly support: readonly DriverSupport[];
  /** Products with their releases, by `debian-12` and `debian-12/6.1.0-54`. */
  readonly releases: ReadonlySet<string>;
  /** Modules of the kernels on file: the last part of their paths. */
  readonly modules: ReadonlySet<string>;
  readonly texts: readonly WrittenText[];
  /** The pages of content/pages. */
  readonly pages: ReadonlySet<string>;
  /** Of builds that a list with CRCs is for, `<symbol> <crc>` of every export of any release, by product and variant. */
  readonly crcs: ReadonlyMap<string, ReadonlySet<string>>;
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

export type LintCheck = (input: LintInput) => Problem[];
