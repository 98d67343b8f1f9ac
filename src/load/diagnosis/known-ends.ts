/**
 * What became of symbols that makers of modules miss most often, where it happened before the oldest kernel on file or
 * where the exports do not show it. Versions are those of Linus Torvalds' tree; the names in `instead` are what its own
 * users were changed to.
 */

export interface KnownEnd {
  /** `unexported`: the kernel still has it. `never`: no mainline kernel exported it. */
  readonly end: 'unexported' | 'removed' | 'renamed' | 'inline' | 'never';
  /** The first version without it. */
  readonly since: string | undefined;
  readonly instead: string | undefined;
}

const ENDS: Readonly<Record<string, KnownEnd>> = {
  kallsyms_lookup_name: ended(
    'unexported',
    '5.7',
    'nothing takes its place: use what the kernel exports; a kprobe tells an address',
  ),
  kallsyms_on_each_symbol: ended('unexported', '5.7', 'nothing takes its place'),
  sys_call_table: ended('unexported', '2.6', 'nothing takes its place: hook by ftrace, kprobes or an LSM'),
  do_exit: ended('unexported', '5.17', 'kthread_exit or module_put_and_kthread_exit'),
  complete_and_exit: ended('renamed', '5.17', 'kthread_complete_and_exit'),
  PDE_DATA: ended('renamed', '5.17', 'pde_data'),
  set_fs: ended(
    'removed',
    '5.10',
    'kernel_read, kernel_write and the other functions that take kernel pointers',
  ),
  vfs_read: ended('unexported', '4.14', 'kernel_read'),
  vfs_write: ended('unexported', '4.14', 'kernel_write'),
  sys_close: ended('unexported', '4.17', 'close_fd since 5.11'),
  __close_fd: ended('renamed', '5.11', 'close_fd'),
  ksys_close: ended('removed', '5.11', 'close_fd'),
  do_gettimeofday: ended('removed', '5.0', 'ktime_get_real_ts64'),
  init_timer: ended('removed', '4.15', 'timer_setup'),
  setup_timer: ended('removed', '4.15', 'timer_setup'),
  del_timer: ended('renamed', '6.2', 'timer_delete'),
  del_timer_sync: ended('renamed', '6.2', 'timer_delete_sync'),
  from_timer: ended('renamed', '6.16', 'timer_container_of'),
  ioremap_nocache: ended('removed', '5.6', 'ioremap, which is the same'),
  pci_enable_msix: ended('removed', '4.12', 'pci_alloc_irq_vectors'),
  dma_zalloc_coherent: ended('removed', '5.1', 'dma_alloc_coherent, which clears'),
  pci_alloc_consistent: ended('removed', '5.18', 'dma_alloc_coherent'),
  pci_free_consistent: ended('removed', '5.18', 'dma_free_coherent'),
  pci_map_single: ended('removed', '5.18', 'dma_map_single'),
  pci_unmap_single: ended('removed', '5.18', 'dma_unmap_single'),
  pci_set_dma_mask: ended('removed', '5.18', 'dma_set_mask'),
  strlcpy: ended('removed', '6.8', 'strscpy'),
  prandom_u32: ended('removed', '6.1', 'get_random_u32'),
  register_sysctl_table: ended('removed', '6.5', 'register_sysctl'),
  __class_create: ended('renamed', '6.4', 'class_create, without the module'),
  blk_cleanup_disk: ended('removed', '6.0', 'put_disk'),
  printk: ended('renamed', '5.15', '_printk, which printk() calls: a rebuild finds it'),
  page_remove_rmap: ended('never', undefined, 'nothing: it is of the memory management itself'),
  follow_page_mask: ended('never', undefined, 'follow_pfnmap_start or pin_user_pages, as the case may be'),
  path_umount: ended(
    'never',
    undefined,
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

function ended(end: KnownEnd['end'], since: string | undefined, instead: string | undefined): KnownEnd {
  return { end, since, instead };
}
