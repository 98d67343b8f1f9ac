/**
 * The messages of a kernel that refuses a module, whatever a log puts before them (kernel/module/version.c and
 * kernel/module/main.c; kernel/module.c up to 5.18). Each has the module first, then the symbol where it names one.
 */
export const DISAGREES = /(?:^|[\s\]:])([\w-]+): disagrees about version of symbol (\S+)/;
export const UNKNOWN = /(?:^|[\s\]:])([\w-]+): Unknown symbol (\S+) \(err (-?\d+)\)/;
export const MAGIC = /(?:^|[\s\]:])([\w-]+): version magic '([^']*)' should be '([^']*)'/;
export const NAMESPACE =
  /(?:^|[\s\]:])([\w-]+): module uses symbol \(?([^\s()]+)\)? from namespace \S+, but does not import it/;

/** The symbol that a line is about. */
export function refusedSymbol(line: string): string | undefined {
  return [DISAGREES, UNKNOWN, NAMESPACE].map((message) => message.exec(line)?.[2]).find((each) => each);
}
