import { expect, test } from 'vitest';
import { findNamed, onlyExact, releaseIn, parseTypeNames, type SearchIndex } from './find.ts';
import { readMessage } from './messages.ts';
import { createNameIndex } from './search.ts';
import type { Place } from './search-index.ts';

const SYMBOLS = [
  '_RNvMs0_NtCsdJ13ReMSUMg_6kernel3oppNtB5_5Token3new',
  '__alloc_skb',
  '__kmalloc_noprof',
  '_printk',
  'alloc_skb_with_frags',
  'dma_buf_attach',
  'dma_buf_get',
  'drm_dev_register',
  'drm_dev_unplug',
  'ib_register_client',
  'kfree',
  'kmalloc_noprof',
  'module_layout',
  'net_device',
  'netif_napi_add_weight',
  'register_netdev',
  'rcu_read_unlock_strict',
  'skb_put',
  'sprint_OID',
  'sprint_oid',
  'timer_delete',
  'timer_delete_sync',
  'usb_register_driver',
  'usb_stor_suspend',
  'vfio_pin_pages',
];
const TYPES = [
  'struct module',
  'struct net_device',
  'struct sk_buff',
  'enum drm_mode',
  'typedef gfp_t',
  'union acpi_object',
];

function place(kind: Place['kind'], name: string, more: Partial<Place> = {}): Place {
  return { kind, name, url: `/${kind}/${name}/`, ...more };
}

const PLACES = [
  place('product', 'Debian 12'),
  place('product', 'Debian 13'),
  place('release', '6.1.0-53', { of: 'Debian 12', also: ['6.1.0-53-amd64', '6.1.187-1'] }),
  place('release', '6.1.0-54', { of: 'Debian 12', also: ['6.1.0-54-amd64', '6.1.190-1'] }),
  place('release', '6.12.117+deb13', { of: 'Debian 13', also: ['6.12.117+deb13-amd64', '6.12.117-1'] }),
  place('release', '5.14.0-427.el9', { of: 'EL 9', also: ['5.14.0-427.el9.x86_64'] }),
  place('driver', 'Jool'),
  place('driver', 'v4l2loopback'),
  place('module', 'drivers/gpu/drm/drm'),
  place('module', 'drivers/infiniband/core/ib_core'),
  place('module', 'drivers/vfio/vfio'),
  place('in-tree module', 'mlx5_core'),
  place('in-tree module', 'e1000e'),
];
const INDEX: SearchIndex = {
  symbols: createNameIndex(SYMBOLS.join('\n')),
  types: parseTypeNames(TYPES.join('\n')),
  places: PLACES,
};

function find(text: string, limit = 10) {
  const query = readMessage(text);
  if (query.kind === 'crc')
    return query.name === undefined ? [] : findNamed({ kind: 'name', name: query.name }, INDEX, limit);
  return findNamed(query, INDEX, limit);
}

test.each([
  // Symbols, as they are remembered.
  ['kfree', 'symbol kfree'],
  ['KFREE', 'symbol kfree'],
  [' kfree ', 'symbol kfree'],
  ['printk', 'symbol _printk'],
  ['alloc_skb', 'symbol __alloc_skb'],
  ['__kmalloc_noprof', 'symbol __kmalloc_noprof'],
  ['kmalloc_noprof', 'symbol kmalloc_noprof'],
  ['dma_buf', 'symbol dma_buf_get'],
  ['dma_buf_att', 'symbol dma_buf_attach'],
  ['napi_add', 'symbol netif_napi_add_weight'],
  ['unlock_strict', 'symbol rcu_read_unlock_strict'],
  ['rcu_read_unlock_strict', 'symbol rcu_read_unlock_strict'],
  ['pin_pages', 'symbol vfio_pin_pages'],
  ['usb stor', 'symbol usb_stor_suspend'],
  ['timer_delete', 'symbol timer_delete'],
  ['timer_delete_s', 'symbol timer_delete_sync'],
  ['sprint_OID', 'symbol sprint_OID'],
  ['sprint_oid', 'symbol sprint_oid'],
  // With a slip of the finger.
  ['vfio_pni_pages', 'symbol vfio_pin_pages'],
  ['register_netdv', 'symbol register_netdev'],
  ['skb_putt', 'symbol skb_put'],
  ['timer_deelte', 'symbol timer_delete'],
  // What is pasted from elsewhere.
  ['gizmo: disagrees about version of symbol vfio_pin_pages', 'symbol vfio_pin_pages'],
  ['gizmo: Unknown symbol ib_register_client (err -2)', 'symbol ib_register_client'],
  ['ERROR: modpost: "register_netdev" [/x/gizmo.ko] undefined!', 'symbol register_netdev'],
  ['0xbce1a965\tmodule_layout', 'symbol module_layout'],
  ['0x5dd83415 kfree', 'symbol kfree'],
  ['module_layout = 0xf230cadf', 'symbol module_layout'],
  ['kernel(skb_put) = 0x009cd05d', 'symbol skb_put'],
  ['ksym(default:skb_put) = 24845021', 'symbol skb_put'],
  ['kfree@6.1.0-54', 'symbol kfree'],
  // Types, by name, by kind and name.
  ['struct net_device', 'type struct net_device'],
  ['struct  module', 'type struct module'],
  ['struct mod', 'type struct module'],
  ['sk_buff', 'type struct sk_buff'],
  ['gfp_t', 'type typedef gfp_t'],
  ['enum drm', 'type enum drm_mode'],
  ['union acpi_object', 'type union acpi_object'],
  ['struct sk_bufff', 'type struct sk_buff'],
  ['net_device', 'symbol net_device'],
  // Releases, in every form that people have them in.
  ['6.1.0-54', 'release 6.1.0-54'],
  ['6.1.0-54-amd64', 'release 6.1.0-54'],
  ['6.1.0-54-cloud-amd64', 'release 6.1.0-54'],
  ['6.1.0-54-rt-amd64', 'release 6.1.0-54'],
  ['uname -r 6.1.0-54-amd64', 'release 6.1.0-54'],
  ['linux-image-6.1.0-54-amd64', 'release 6.1.0-54'],
  ['linux-headers-6.1.0-53-amd64', 'release 6.1.0-53'],
  ['linux-image-6.1.0-54-amd64-unsigned', 'release 6.1.0-54'],
  ['6.1.0-54-amd64 SMP preempt mod_unload modversions', 'release 6.1.0-54'],
  ['6.1.190-1', 'release 6.1.0-54'],
  ['6.12.117+deb13-amd64', 'release 6.12.117+deb13'],
  ['6.12.117', 'release 6.12.117+deb13'],
  ['5.14.0-427.el9.x86_64', 'release 5.14.0-427.el9'],
  // Everything else that has a page.
  ['Debian 13', 'product Debian 13'],
  ['jool', 'driver Jool'],
  ['v4l2', 'driver v4l2loopback'],
  ['ib_core', 'module drivers/infiniband/core/ib_core'],
  ['drivers/gpu/drm/drm', 'module drivers/gpu/drm/drm'],
  ['vfio', 'module drivers/vfio/vfio'],
  ['mlx5_core', 'in-tree module mlx5_core'],
  ['e1000', 'in-tree module e1000e'],
  // Rust by its readable path.
  ['kernel::opp', 'symbol _RNvMs0_NtCsdJ13ReMSUMg_6kernel3oppNtB5_5Token3new'],
  ['Token::new', 'symbol _RNvMs0_NtCsdJ13ReMSUMg_6kernel3oppNtB5_5Token3new'],
])('%s leads to %s', (query, expected) => {
  const [first] = find(query);
  expect(first && `${first.kind} ${first.name}`).toBe(expected);
});

test.each(['qqqqqq', '0xae9bea50', 'struct nowhere', '6.9.9', 'kernel::nowhere', ''])(
  '%s leads nowhere',
  (query) => {
    expect(find(query)).toEqual([]);
  },
);

test('what is named to the letter is told from what is named so among others', () => {
  expect(onlyExact(find('kfree'))?.name).toBe('kfree');
  expect(onlyExact(find('6.1.0-54-amd64'))?.name).toBe('6.1.0-54');
  expect(onlyExact(find('net_device'))).toBeUndefined();
  expect(onlyExact(find('dma_buf'))).toBeUndefined();
});

test('a short list leaves room for what is no symbol', () => {
  const found = find('d', 5).map(({ kind }) => kind);
  expect(found).toHaveLength(5);
  expect(found.filter((kind) => kind !== 'symbol').length).toBeGreaterThanOrEqual(2);
});

test('no page is listed twice', () => {
  for (const query of ['vfio', 'drm', 'e', '6.1']) {
    const keys = find(query, 50).map(({ kind, name }) => `${kind} ${name}`);
    expect(new Set(keys).size).toBe(keys.length);
  }
});

test('what names no release is none', () => {
  expect(['kfree', 'struct x', 'Debian 12', 'e1000', 'v4l2loopback'].map(releaseIn)).toEqual(
    Array.from({ length: 5 }, () => undefined),
  );
});
