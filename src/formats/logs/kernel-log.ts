/**
 * What a kernel logs when it refuses a module, whatever dmesg, journalctl or syslog put before it. The messages are those
 * of kernel/module/version.c and kernel/module/main.c (kernel/module.c up to 5.18):
 *
 *     foo: disagrees about version of symbol bar
 *     foo: Unknown symbol bar (err -22)
 *     foo: version magic '6.1.0-54-amd64 SMP …' should be '6.1.0-53-amd64 SMP …'
 *     foo: module uses symbol (bar) from namespace BAZ, but does not import it.
 */
import { getOrInsert } from '../../base/maps.ts';
import { DISAGREES, MAGIC, NAMESPACE, UNKNOWN } from './kernel-log-lines.ts';
import { noRecords, textLines } from '../../base/lines.ts';
import { isSymbolName } from '../../kernel/symbol-name.ts';

/**
 * What was wrong with a symbol. `absent`: not exported, or not to a module of this licence (ENOENT, and 0 before 3.4).
 * `crc-differs`: EINVAL. `namespace`: not imported. `other`: an error that says nothing of the symbol, such as a provider
 * that did not finish to load in time (EBUSY).
 */
export type LoggedFault = 'absent' | 'crc-differs' | 'namespace' | 'other';

/** What a log says of one module. */
export interface LoggedRefusal {
  readonly module: string;
  readonly symbols: ReadonlyMap<string, LoggedFault>;
  /** Of the module, and of the kernel that refused it; empty if the log does not say. */
  readonly vermagic: string;
  readonly kernelVermagic: string;
}

const ENOENT = -2;
const EINVAL = -22;

export function isRefusal(line: string): boolean {
  return [DISAGREES, UNKNOWN, MAGIC, NAMESPACE].some((message) => message.test(line));
}

/**
 * The refusals in a log, by module, in the order of the log. All other lines are passed over.
 *
 * @throws {Fault} if there are none.
 */
export function parseKernelLog(text: string, path: string): readonly LoggedRefusal[] {
  const refusals = new Map<string, Refusal>();
  const of = (module: string) => getOrInsert(refusals, module.replaceAll('-', '_'), () => new Refusal());
  for (const { text: line } of textLines(text)) {
    const disagrees = DISAGREES.exec(line);
    if (disagrees !== null) of(disagrees[1] ?? '').add(disagrees[2] ?? '', 'crc-differs');
    const namespace = NAMESPACE.exec(line);
    if (namespace !== null) of(namespace[1] ?? '').add(namespace[2] ?? '', 'namespace');
    const unknown = UNKNOWN.exec(line);
    if (unknown !== null) of(unknown[1] ?? '').add(unknown[2] ?? '', faultOf(Number(unknown[3])));
    const magic = MAGIC.exec(line);
    if (magic !== null) of(magic[1] ?? '').magic = [magic[2] ?? '', magic[3] ?? ''];
  }
  if (refusals.size === 0) throw noRecords(text, path);
  return [...refusals].map(([module, { symbols, magic }]) => ({
    module,
    symbols,
    vermagic: magic[0].trimEnd(),
    kernelVermagic: magic[1].trimEnd(),
  }));
}

class Refusal {
  readonly symbols = new Map<string, LoggedFault>();
  magic: readonly [module: string, kernel: string] = ['', ''];

  /** The first message about a symbol is the one that says most; the error number follows it. */
  add(symbol: string, fault: LoggedFault): void {
    if (isSymbolName(symbol) && !this.symbols.has(symbol)) this.symbols.set(symbol, fault);
  }
}

function faultOf(errorNumber: number): LoggedFault {
  switch (errorNumber) {
    case 0:
    case ENOENT:
      return 'absent';
    case EINVAL:
      return 'crc-differs';
    default:
      return 'other';
  }
}
