/** What somebody types or pastes into the search box. */

export type SearchQuery =
  /** `0x` and two to eight digits; and the symbol that it is said to be of. */
  | { readonly kind: 'crc'; readonly crc: string; readonly name?: string }
  /** A name or part of one; the release of `symbol@release`. */
  | { readonly kind: 'name'; readonly name: string; readonly release?: string };

const CRC = /^0x[0-9a-f]{2,8}$/i;
/** A line of Module.symvers, or of `modprobe --dump-modversions`. */
const CRC_AND_NAME = /^(0x[0-9a-f]{8})\s+([A-Za-z_.][\w.]*)(?:\s|$)/i;
/** As `rpm -q --requires` prints it: `kernel(x) = 0x…`, `ksym(default:x) = …`; and as people write it: `x = 0x…`. */
const RPM_DEPENDENCY = /^(?:ksym|kernel)\((?:[\w-]+:)?([\w.]+)\)\s*=\s*(?:0x)?([0-9a-f]{1,8})$/i;
const NAME_IS_CRC = /^([A-Za-z_.][\w.]*)\s*[=:]\s*(0x[0-9a-f]{8})$/i;
const AT_RELEASE = /^([A-Za-z_.][\w.]*)@(\S+)$/;

/**
 * @param refusedSymbol finds the symbol that a message is about (messages.ts); without it, a text is a name
 */
export function readQuery(
  text: string,
  refusedSymbol: (text: string) => string | undefined = () => undefined,
): SearchQuery {
  const query = text.trim();
  if (CRC.test(query)) return { kind: 'crc', crc: query };
  const pair = crcAndName(query);
  if (pair !== undefined) return { kind: 'crc', ...pair };
  const name = refusedSymbol(query) ?? query;
  const [, symbol, release] = AT_RELEASE.exec(name) ?? [];
  if (symbol === undefined || release === undefined) return { kind: 'name', name };
  return { kind: 'name', name: symbol, release };
}

function crcAndName(query: string): { readonly crc: string; readonly name: string } | undefined {
  const line = CRC_AND_NAME.exec(query);
  if (line !== null) return { crc: line[1] ?? '', name: line[2] ?? '' };
  const rpm = RPM_DEPENDENCY.exec(query);
  if (rpm !== null) return { crc: `0x${(rpm[2] ?? '').padStart(8, '0')}`, name: rpm[1] ?? '' };
  const said = NAME_IS_CRC.exec(query);
  return said === null ? undefined : { crc: said[2] ?? '', name: said[1] ?? '' };
}

/** Names in a question, for where nothing is named as the whole: `when was kallsyms_lookup_name removed`. */
export function namesIn(text: string): readonly string[] {
  const words = text.match(/\b[A-Za-z_]\w*_\w+\b/g) ?? [];
  return [...new Set(words)].slice(0, MOST_NAMES);
}

const MOST_NAMES = 3;
