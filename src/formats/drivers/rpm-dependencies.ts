/**
 * What packages of kernel modules require, one dependency a line, as `rpm -q --requires` prints it. Two kinds:
 *
 *     kernel(alloc_skb) = 0x5dd83415         Red Hat and its kin; ksym(…) for symbols of other module packages
 *     ksym(default:alloc_skb) = 5dd83415     SUSE: with the flavour, without 0x and without leading zeros
 *
 * Written by find-requires.ksyms of redhat-rpm-config and of rpm-config-SUSE. Provides of kernels look the same.
 */
import type { Import } from '../../kernel/module.ts';
import type { Parsed } from '../../base/problems.ts';
import { getOrInsert } from '../../base/maps.ts';
import { ImportList } from './import-list.ts';
import { noRecords, textLines } from '../../base/lines.ts';

const KIND = /^\s*(?:kernel|ksym)\(/;
const DEPENDENCY = /^\s*(?:kernel|ksym)\((?:([\w-]+):)?([^()\s]+)\)\s*=\s*(?:0x)?([0-9a-fA-F]{1,16})\s*$/;
/** `kernel(default:kernel_base) = 0f1e2d3c4b5a6978`: the sets of symbols of SLE 10 and 11, whose hashes are no CRCs. */
const LONGEST_CRC = 8;
const HASH_OF_SET = 16;

/** Whether a line may have required a symbol: requirements of other kinds, such as `/bin/sh`, have no such value. */
export function mayHaveBeenDependency(line: string): boolean {
  return NEARLY.test(line);
}

const NEARLY = /(?:kernel|ksym)\(|(?:0[xX]|[=\s])[0-9a-fA-F]{6,}\S?\s*$|0[xX][0-9a-fA-F]{4}/;

export interface RpmImports {
  /** Empty where the dependencies name none. */
  readonly flavour: string;
  readonly imports: readonly Import[];
}

export function isRpmDependency(line: string): boolean {
  return KIND.test(line);
}

/**
 * The required symbols, by flavour. Other dependencies (`/bin/sh`, `kernel-uname-r`) are passed over.
 *
 * @throws {Fault} if no line requires a symbol.
 */
export function parseRpmDependencies(text: string, path: string): Parsed<readonly RpmImports[]> {
  const lists = new Map<string, ImportList>();
  const rest = new ImportList(path);
  for (const line of textLines(text)) {
    if (!isRpmDependency(line.text)) {
      if (mayHaveBeenDependency(line.text)) rest.refuse(line);
      continue;
    }
    const [, flavour = '', symbol, crc] = (line.tooLong ? null : DEPENDENCY.exec(line.text)) ?? [];
    const isHash = crc?.length === HASH_OF_SET;
    if (symbol === undefined || crc === undefined || (crc.length > LONGEST_CRC && !isHash)) rest.refuse(line);
    else if (!isHash) {
      getOrInsert(lists, flavour, () => new ImportList(path)).add(line, symbol, Number.parseInt(crc, 16));
    }
  }
  const records = [...lists]
    .map(([flavour, { imports }]) => ({ flavour, imports }))
    .filter(({ imports }) => imports.length > 0);
  if (records.length === 0) throw noRecords(text, path);
  return { records, problems: [...rest.problems, ...[...lists.values()].flatMap((list) => list.problems)] };
}
