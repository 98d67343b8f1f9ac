/** What one build exports, and how it is named. */
import type { CrcGenerator, Export } from './export.ts';
import { variantName, type Variant } from './variant.ts';

/**
 * Which of a kernel's exports a snapshot holds. `part`: those of a vendor's list (`Module.kabi_x86_64`), or of vmlinux
 * without its modules (`vmlinux.symvers`). What such a snapshot lacks, the kernel may export all the same.
 */
export const COVERAGES = ['all', 'part'] as const;
export type Coverage = (typeof COVERAGES)[number];

/** Names one build of one release. */
export interface SnapshotId extends Variant {
  readonly product: string;
  readonly release: string;
}

/** What one build exports; the unit that everything is computed from. */
export interface Snapshot {
  readonly id: SnapshotId;
  readonly crcGenerator: CrcGenerator;
  /** Sorted by symbol, in code-unit order; one entry per symbol. */
  readonly exports: readonly Export[];
}

/** `debian-12/6.1.0-54/amd64`: how messages and reports name a snapshot. */
export function snapshotName(id: SnapshotId): string {
  return `${id.product}/${id.release}/${variantName(id)}`;
}
