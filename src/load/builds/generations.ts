/**
 * Kernels in groups of equal `module_layout`: the CRC of struct module and the other types that loader and module share
 * (kernel/module/version.c). It is compared before all others, so that it names the kernels a module can have been built for.
 */
import type { SnapshotId } from '../../kernel/snapshot.ts';
import type { Import } from '../../kernel/module.ts';

export const MODULE_LAYOUT = 'module_layout';

export interface Generation {
  readonly crc: number;
  /** In the order of the kernels. */
  readonly builds: readonly SnapshotId[];
}

/** @param kernels with the CRC of their module_layout; 0 or undefined: they have none, and are in no generation */
export function generationsOf(
  kernels: Iterable<{ readonly id: SnapshotId; readonly layout: number | undefined }>,
): Generation[] {
  const groups = new Map<number, SnapshotId[]>();
  for (const { id, layout = 0 } of kernels) {
    if (layout === 0) continue;
    const group = groups.get(layout);
    if (group === undefined) groups.set(layout, [id]);
    else group.push(id);
  }
  return [...groups].map(([crc, builds]) => ({ crc, builds }));
}

/** The CRC of module_layout that a module was built against; undefined if it is not among its imports. */
export function layoutOf(imports: readonly Import[]): number | undefined {
  const crc = imports.find(({ symbol }) => symbol === MODULE_LAYOUT)?.crc ?? 0;
  return crc === 0 ? undefined : crc;
}
