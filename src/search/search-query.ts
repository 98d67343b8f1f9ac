/** What somebody types or pastes into the search box. */
import { refusedSymbol } from '../formats/logs/kernel-log-lines.ts';

export type SearchQuery =
  /** `0x` and two to eight digits. */
  | { readonly kind: 'crc'; readonly crc: string }
  /** A name or part of one; the release of `symbol@release`. */
  | { readonly kind: 'name'; readonly name: string; readonly release?: string };

const CRC = /^0x[0-9a-f]{2,8}$/i;
/** A line of Module.symvers, or of `modprobe --dump-modversions`. */
const CRC_AND_NAME = /^0x[0-9a-f]{8}\s+([A-Za-z_.][\w.]*)(?:\s|$)/i;
/** As `rpm -q --requires` prints it. */
const RPM_DEPENDENCY = /^(?:ksym|kernel)\(([\w.]+)\)\s*=\s*(?:0x)?[0-9a-f]+$/i;
const AT_RELEASE = /^([A-Za-z_.][\w.]*)@(\S+)$/;

export function readQuery(text: string): SearchQuery {
  const query = text.trim();
  if (CRC.test(query)) return { kind: 'crc', crc: query };
  const name =
    CRC_AND_NAME.exec(query)?.[1] ?? RPM_DEPENDENCY.exec(query)?.[1] ?? refusedSymbol(query) ?? query;
  const [, symbol, release] = AT_RELEASE.exec(name) ?? [];
  if (symbol === undefined || release === undefined) return { kind: 'name', name };
  return { kind: 'name', name: symbol, release };
}
