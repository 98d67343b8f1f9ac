/** How a product's release names sort. Each scheme is the one that its vendor's own tools apply. */
export const VERSION_SCHEMES = ['debian', 'rpm', 'upstream', 'openeuler'] as const;
export type VersionScheme = (typeof VERSION_SCHEMES)[number];
