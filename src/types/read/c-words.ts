/** The words of C declarations, as scripts/genksyms/keywords.c of the kernel has them. */
import { isSymtypeRef, symtypeName } from '../../formats/symtypes/symtypes.ts';
import type { Body } from '../table/definition.ts';

export const STORAGE: ReadonlySet<string> = new Set(
  'typedef extern static inline register auto __inline __inline__ __extension__ __thread _Noreturn'.split(
    ' ',
  ),
);
export const QUALIFIERS: ReadonlyMap<string, string> = new Map([
  ['const', 'const'],
  ['__const', 'const'],
  ['__const__', 'const'],
  ['volatile', 'volatile'],
  ['__volatile__', 'volatile'],
  ['__volatile', 'volatile'],
  ['restrict', 'restrict'],
  ['__restrict', 'restrict'],
  ['__restrict__', 'restrict'],
]);
export const ATTRIBUTES: ReadonlySet<string> = new Set([
  '__attribute__',
  '__attribute',
  'asm',
  '__asm__',
  '__asm',
  '_Alignas',
]);
export const TYPEOF: ReadonlySet<string> = new Set(['typeof', '__typeof__', '__typeof']);

export function isWord(token: string): boolean {
  return /^[A-Za-z_$]/.test(token);
}

export function isTag(token: string): token is Body['kind'] {
  return token === 'struct' || token === 'union' || token === 'enum';
}

/** Words that start a type or qualify one. */
export function isOther(token: string): boolean {
  return QUALIFIERS.has(token) || STORAGE.has(token) || TYPEOF.has(token) || token === '__builtin_va_list';
}

export function plainName(token: string): string {
  return isSymtypeRef(token) ? symtypeName(token) : token;
}
