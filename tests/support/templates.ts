import { LARGE_MODULE, LONG_NAME } from './fixture-content.ts';

/** A page of every template of the example site, by its path below the root; several where they differ in kind. */
export const TEMPLATES = {
  home: '',
  'no such page': '404.html',
  prose: 'about/',
  check: 'check/',
  'all releases': 'r/',
  product: 'r/acme-1/',
  'product without releases': 'r/acme-3/',
  'product with a hostile title': 'r/globex-10/',
  release: 'r/acme-2/2.0.0+acme2/',
  'release with two comparisons': 'r/acme-1/1.0.0-3/',
  'release without changes': 'r/acme-1/1.0.0-10/',
  'release with causes and a large module': 'r/acme-2/2.0.1~rc1+acme2/',
  'release without modversions': 'r/globex-9/5.14.0-3.el9/',
  latest: 'r/acme-2/latest/',
  comparison: 'c/acme-1/1.0.0-2..1.0.0-3/',
  'comparison of one module': `c/acme-2/2.0.0+acme2..2.0.1~rc1+acme2/${LARGE_MODULE}/`,
  'all modules': 'm/',
  module: 'm/drivers/vfio/vfio/',
  'all drivers': 'd/',
  driver: 'd/gizmo/',
  'drivers of a release': 'r/acme-2/2.0.1~rc1+acme2/drivers/',
  'all modules in kernels’ trees': 'd/in-tree/',
  'module in a kernel’s tree': 'd/acme_drm/',
  'modules that differ in case': 'd/xt_dscp/',
  'modules that import a symbol': 's/_printk/importers/',
  policies: 'policy/',
  'policies of a vendor': 'policy/acme/',
  'promise against practice': 'policy/practice/',
  glossary: 'policy/glossary/',
  'all of what if': 'policy/what-if/',
  'what if': 'policy/what-if/acme-1/1.0.0-1..1.0.0-2/',
  'release with rules': 'r/acme-1/1.0.0-2/',
  'all symbols': 'symbols/',
  'A-Z list': 'symbols/dr/',
  symbol: 's/vfio_pin_pages/',
  types: 't/',
  'types of a kind': 't/struct/',
  reserve: 't/reserve/',
  type: 't/struct/sk_buff/',
  'type that no CRC shows': 't/struct/acme_quiet/',
  'types that differ in case': 't/struct/acme_ops/',
  'comparison with causes': 'c/acme-2/2.0.0+acme2..2.0.1~rc1+acme2/',
  'symbols that differ in case': 's/sprint_oid/',
  'symbol with a long name': `s/${LONG_NAME}/`,
} as const;
export type Template = keyof typeof TEMPLATES;

/** The file behind the path. */
export function fileOf(path: string): string {
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}
