import type { ProductLine } from '../../src/history/lineage.ts';

/** A product of which one build is on file: `1.0` for `amd64`. */
export function productLine(name: string): ProductLine {
  const snapshot = {
    source: { file: 'x.deb' },
    modversions: true,
    crc_generator: 'genksyms',
    exports: 1,
    exports_sha256: '0'.repeat(64),
    ingest: 1,
    rebaselined: [],
  } as const;
  return {
    product: {
      ...{ name, title: name, vendor: 'V', order: 'debian', releases: [] },
      ...{ summary: 'S.', about: '', sources: [], dates: [] },
    },
    releases: [{ product: name, release: '1.0', snapshots: { amd64: { ...snapshot, rebaselined: [] } } }],
  };
}
