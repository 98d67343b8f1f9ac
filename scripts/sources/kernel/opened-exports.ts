import { basename } from 'node:path';
import { hasDependencies, parseProvides } from '../../../src/formats/drivers/provides.ts';
import { parseSymvers } from '../../../src/formats/exports/symvers.ts';
import type { Coverage } from '../../../src/kernel/snapshot.ts';
import type { CrcGenerator, Export } from '../../../src/kernel/export.ts';
import type { ChangelogEntry } from '../../../src/formats/changelogs/changelog.ts';
import type { Parsed, Problem } from '../../../src/base/problems.ts';
import { detectCrcGenerator, hasCrcs } from './crc-generator.ts';
import { parseKernelConfig } from './kernel-config.ts';
import { loaderFacts, type LoaderFacts } from './loader-facts.ts';
import { coverageOfFile, type Identity } from './build-names.ts';

/** One build as an outside file shows it: its exports, what it says of itself, and nothing yet of any product. */
export interface OpenedExports extends Identity {
  /** Base name of the file or package. */
  readonly file: string;
  readonly sha256?: string;
  readonly package?: { readonly name: string; readonly version: string };
  /** Day of the build, UTC: `2026-10-16`. */
  readonly built?: string;
  /** CONFIG_CC_VERSION_TEXT. */
  readonly compiler?: string;
  readonly modversions: boolean;
  readonly crcGenerator: CrcGenerator;
  readonly btf?: boolean;
  /** How the build loads modules, where its configuration was at hand. */
  readonly loader?: LoaderFacts;
  /** Which of the kernel's exports these are, as the file's name tells. */
  readonly coverage: Coverage;
  /** Sorted by symbol, one entry per symbol; may be empty, as some vendors' reference files are. */
  readonly exports: readonly Export[];
  /** Of the package, where it has one. */
  readonly changelog?: Parsed<readonly ChangelogEntry[]>;
  /** What was wrong with single lines. */
  readonly problems: readonly Problem[];
}

/** One build that a path leads to. */
export interface Source {
  /** Names it in messages. */
  readonly path: string;
  /** @throws {Fault} if it cannot be used. */
  open(): Promise<OpenedExports>;
}

/** The part that the texts themselves tell. */
export type ExportFacts = Pick<
  OpenedExports,
  'compiler' | 'modversions' | 'crcGenerator' | 'btf' | 'loader' | 'coverage' | 'exports' | 'problems'
>;

/**
 * Reads Module.symvers, or the provides of a kernel's rpm package, with the configuration of the same build where there is one, and its utsrelease.h.
 *
 * @param path Name of the symvers text for messages.
 * @throws {Fault} as parseSymvers does.
 */
export function readExportFacts(
  symvers: string,
  path: string,
  configText: string | undefined,
  utsrelease?: string,
): ExportFacts {
  const isProvides = hasDependencies(symvers);
  const { records: exports, problems } = (isProvides ? parseProvides : parseSymvers)(symvers, path);
  const config = configText === undefined ? undefined : parseKernelConfig(configText);
  return {
    ...(config?.compiler === undefined ? {} : { compiler: config.compiler }),
    modversions: config?.modversions ?? hasCrcs(exports),
    crcGenerator: detectCrcGenerator(exports, config),
    ...(config === undefined ? {} : { btf: config.btf, loader: loaderFacts(config, utsrelease) }),
    coverage: isProvides ? 'part' : coverageOfFile(basename(path)),
    exports,
    problems,
  };
}

/** Day in UTC of a time in seconds since 1970; undefined for a time that no build can have. */
export function dayOf(seconds: number | undefined): string | undefined {
  const isPlausible = seconds !== undefined && seconds > 0 && seconds < 253_402_300_800;
  return isPlausible ? new Date(seconds * 1000).toISOString().slice(0, 10) : undefined;
}
