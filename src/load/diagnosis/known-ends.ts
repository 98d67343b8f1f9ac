/**
 * What became of symbols that makers of modules miss most often, where it happened before the oldest kernel on file or
 * where the exports do not show it. Read in the sources of Linux 5.10.262, 6.1.192, 6.12.118 and 7.2.13 as Debian packages
 * them: `by` is the first of these without the symbol. A stable kernel takes changes back, so that the version of the
 * mainline in which something went says little of a kernel that somebody runs.
 */

export interface KnownEnd {
  /** `unexported`: the kernel still has it. `never`: none of the kernels read exports it. */
  readonly end: 'unexported' | 'removed' | 'renamed' | 'inline' | 'never';
  /** The first version of the mainline without it, where a document says so. */
  readonly since: string | undefined;
  /** The first of the kernels read that is without it. */
  readonly by: string;
  readonly instead: string | undefined;
}

const ENDS: Readonly<Record<string, KnownEnd>> = {
  // Commit 0bd476e6c671 of the mainline.
  kallsyms_lookup_name: {
    ...ended(
      'unexported',
      '5.10',
      'nothing takes its place: use what the kernel exports; a kprobe tells an address',
    ),
    since: '5.7',
  },
  kallsyms_on_each_symbol: { ...ended('unexported', '5.10', 'nothing takes its place'), since: '5.7' },
  sys_call_table: ended('unexported', '5.10', 'nothing takes its place: hook by ftrace, kprobes or an LSM'),
  complete_and_exit: ended('renamed', '6.1', 'kthread_complete_and_exit'),
  PDE_DATA: ended('renamed', '6.1', 'pde_data, an inline function'),
  set_fs: ended(
    'removed',
    '6.1',
    'kernel_read, kernel_write and the other functions that take kernel pointers',
  ),
  vfs_read: ended('unexported', '5.10', 'kernel_read'),
  vfs_write: ended('unexported', '5.10', 'kernel_write'),
  sys_close: ended('unexported', '5.10', 'close_fd'),
  __close_fd: ended('renamed', '5.10', 'close_fd'),
  ksys_close: ended('removed', '5.10', 'close_fd'),
  do_gettimeofday: ended('removed', '5.10', 'ktime_get_real_ts64'),
  init_timer: ended('removed', '5.10', 'timer_setup'),
  setup_timer: ended('removed', '5.10', 'timer_setup'),
  del_timer: ended(
    'renamed',
    '6.1',
    'timer_delete, which del_timer() calls until it is gone from the headers',
  ),
  del_timer_sync: ended(
    'renamed',
    '5.10',
    'timer_delete_sync, which del_timer_sync() calls until it is gone from the headers',
  ),
  from_timer: ended('renamed', '7.2', 'timer_container_of'),
  ioremap_nocache: ended('removed', '5.10', 'ioremap'),
  pci_enable_msix: ended('removed', '5.10', 'pci_alloc_irq_vectors'),
  dma_zalloc_coherent: ended('removed', '5.10', 'dma_alloc_coherent, which clears'),
  pci_alloc_consistent: ended('removed', '6.1', 'dma_alloc_coherent'),
  pci_free_consistent: ended('removed', '6.1', 'dma_free_coherent'),
  pci_map_single: ended('removed', '6.1', 'dma_map_single'),
  pci_unmap_single: ended('removed', '6.1', 'dma_unmap_single'),
  pci_set_dma_mask: ended('removed', '6.1', 'dma_set_mask'),
  strlcpy: ended('removed', '6.12', 'strscpy'),
  prandom_u32: ended('removed', '6.1', 'get_random_u32'),
  register_sysctl_table: ended('removed', '6.12', 'register_sysctl'),
  __class_create: ended('renamed', '6.12', 'class_create, without the module'),
  printk: ended('renamed', '6.1', '_printk, which printk() calls: a rebuild finds it'),
  page_remove_rmap: ended('never', '5.10', 'nothing: it is of the memory management itself'),
  follow_page_mask: ended('never', '5.10', 'pin_user_pages, as the case may be'),
  path_umount: ended(
    'never',
    '5.10',
    'the change of the kernel that the module’s maker gives (KernelSU: path_umount)',
  ),
};

export function knownEnd(symbol: string): KnownEnd | undefined {
  return Object.hasOwn(ENDS, symbol) ? ENDS[symbol] : undefined;
}

/** Names that a symbol of old often has now, the most likely first: kernels rename by rules. */
export function successorsOf(symbol: string): readonly string[] {
  const bare = symbol.replace(/^_+/, '');
  return [
    // Allocations are wrapped to be counted since 6.10.
    `${symbol}_noprof`,
    `_${symbol}`,
    `__${symbol}`,
    ...(bare === symbol ? [] : [bare, `${bare}_noprof`]),
    ...(symbol === 'kmalloc_trace' ? ['__kmalloc_cache_noprof'] : []),
    ...(symbol.startsWith('del_timer') ? [symbol.replace('del_timer', 'timer_delete')] : []),
  ].filter((each) => each !== symbol);
}

function ended(end: KnownEnd['end'], by: string, instead: string): KnownEnd {
  return { end, since: undefined, by, instead };
}
