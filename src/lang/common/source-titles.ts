/** What told types, by its own name, which is the same in every language. */
import type { TypeSource } from '../../types/table/table.ts';

export const SOURCE_TITLES: Readonly<Record<TypeSource, string>> = {
  btf: 'BTF',
  genksyms: 'genksyms',
  gendwarfksyms: 'gendwarfksyms',
};
