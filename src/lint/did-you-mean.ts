import { meantNames } from '../documents/names.ts';

/** `vfio_add_group_dev?` names that were meant, or that there is none like it. */
export function didYouMean(name: string, symbols: ReadonlySet<string>): string {
  const names = meantNames(name, [...symbols]);
  return names.length === 0 ? `${name}, nor one like it` : `${name}. Did you mean ${names.join(', ')}?`;
}
