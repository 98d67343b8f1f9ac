/** What can be wrong with BTF. */
import { Fault } from '../../base/problems.ts';

export function malformedBtf(path: string, detail: string): Fault {
  return new Fault({ kind: 'malformed-btf', path, detail });
}

export function mismatch(path: string, detail: string): Fault {
  return new Fault({ kind: 'btf-base-mismatch', path, detail });
}
