/** What is said of modules of a kernel that others replace. */
import { count, counted, listed } from '../../base/text.ts';
import { brokenBy, type Replacement } from '../../load/replace/replacement.ts';

/** @param kernel as a snapshot is named */
export function replacementAnswer(kernel: string, replacement: Replacement): string {
  const { replaced, absent, importers, modules } = replacement;
  if (replaced.length === 0) {
    return `${kernel} has no module ${listed(absent)} that exports anything: nothing imports from it.`;
  }
  const names = listed(replaced);
  if (modules === 0)
    return `What the modules of ${kernel} import is not on file: who needs ${names} is not known.`;
  const broken = brokenBy(replacement);
  const refused = broken.filter(({ finding }) => finding.verdict !== 'unknown').length;
  const open = broken.length - refused;
  const others = `${counted(importers.length, 'other in-tree module imports', 'other in-tree modules import')} from ${names}`;
  if (importers.length === 0) return `On ${kernel}, no other in-tree module imports from ${names}.`;
  const unknown = open === 0 ? '' : `; of ${count(open)} it is not known`;
  if (refused === 0) return `On ${kernel}, ${others}, and none would be refused with the new ones${unknown}.`;
  return `On ${kernel}, ${others}: with the new ones in place, ${count(refused)} would be refused${unknown}. Build these against the new Module.symvers, too, or keep what they import.`;
}

/** How far the exports are the same. */
export function replacementFacts({
  exports,
  removed,
  changed,
  modules,
  replaced,
  absent,
}: Replacement): string[] {
  const same = exports - removed - changed;
  return [
    ...(exports === 0
      ? []
      : [
          `Of ${counted(exports, 'symbol', 'symbols')} of ${listed(replaced)}, ${count(same)} stay as they are, ${count(changed)} get another CRC, ${count(removed)} are gone. ${counted(modules, 'in-tree module was', 'in-tree modules were')} looked at.`,
        ]),
    ...(replaced.length > 0 && absent.length > 0
      ? [`It has no module ${listed(absent)} that exports anything.`]
      : []),
  ];
}
