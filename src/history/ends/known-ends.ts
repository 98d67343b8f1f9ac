/**
 * What became of symbols that makers of modules miss most often, where it happened before the oldest kernel on file or
 * where the exports do not show it. Versions are those of Linus Torvalds' tree. Each row names what it was checked against:
 * a commit, a build system that tests for the change, or a thread in which somebody met it. What could not be checked is
 * not here. `never` was checked in the sources of 5.10, 6.1, 6.12 and 7.2.
 */

export const KNOWN_END_KINDS = ['unexported', 'removed', 'renamed', 'never'] as const;

export interface KnownEnd {
  /** `unexported`: the kernel still has it. `never`: none of the kernels that were looked at exports it. */
  readonly end: (typeof KNOWN_END_KINDS)[number];
  /** The first version without it; undefined where that is not known. */
  readonly since: string | undefined;
  /** Exports that took its place. */
  readonly successors: readonly string[];
  /** What to do, where a name alone does not say it. */
  readonly instead: string | undefined;
  /** What the row was checked against. */
  readonly source: string;
}

interface Row {
  readonly end: KnownEnd['end'];
  readonly since?: string;
  readonly successors?: readonly string[];
  readonly instead?: string;
  readonly source: string;
}

const SOURCES = 'sources of Linux 5.10, 6.1, 6.12 and 7.2';
const KALLSYMS = 'commit 0bd476e6c671';
const PCI_DMA = 'asterisk/dahdi-linux#13 (pci-dma-compat.h was removed)';

const ENDS: Readonly<Record<string, Row>> = {
  kallsyms_lookup_name: {
    ...{ end: 'unexported', since: '5.7', source: KALLSYMS },
    instead: 'nothing takes its place: use what the kernel exports; a kprobe tells an address',
  },
  kallsyms_on_each_symbol: {
    ...{ end: 'unexported', since: '5.7', source: KALLSYMS },
    instead: 'nothing takes its place',
  },
  sys_call_table: {
    ...{ end: 'never', source: SOURCES },
    instead: 'nothing takes its place: hook by ftrace, kprobes or an LSM',
  },
  complete_and_exit: renamed('5.17', 'kthread_complete_and_exit', 'commit cead18552660'),
  PDE_DATA: {
    ...{ end: 'renamed', since: '5.17', source: 'commit 359745d78351' },
    instead: 'pde_data(), an inline function',
  },
  set_fs: {
    ...{ end: 'removed', since: '5.10', source: 'RinCat/RTL88x2BU-Linux-Driver#53 (on x86)' },
    instead: 'kernel_read, kernel_write and the other functions that take kernel pointers',
  },
  vfs_read: { end: 'unexported', since: '4.14', successors: ['kernel_read'], source: 'commit bd8df82be666' },
  vfs_write: {
    end: 'unexported',
    since: '4.14',
    successors: ['kernel_write'],
    source: 'commit bd8df82be666',
  },
  sys_close: {
    ...{ end: 'unexported', since: '4.17', source: 'NoviceLive/research-rootkit#3' },
    successors: ['close_fd'],
  },
  do_gettimeofday: removed('5.0', 'ktime_get_real_ts64', 'commit e4b92b108c6c'),
  init_timer: {
    ...{ end: 'removed', since: '4.15', source: 'OpenAutomationTechnologies/openPOWERLINK_V2#352' },
    instead: 'timer_setup(), a macro, with a function that takes the timer',
  },
  setup_timer: {
    ...{ end: 'removed', since: '4.15', source: 'commit 513ae785c63c' },
    instead: 'timer_setup(), a macro, with a function that takes the timer',
  },
  del_timer: renamed('6.2', 'timer_delete', 'commit 8fa7292fee5c (the wrapper of the old name went in 6.15)'),
  del_timer_sync: renamed('6.2', 'timer_delete_sync', 'OpenZFS, config/kernel-timer.m4; commit 8fa7292fee5c'),
  from_timer: {
    ...{ end: 'renamed', since: '6.16', source: 'commit 41cb08555c41' },
    instead: 'timer_container_of(), a macro',
  },
  ioremap_nocache: removed('5.6', 'ioremap', 'commit 4bdc0d676a64'),
  pci_enable_msix: removed('4.12', 'pci_alloc_irq_vectors', 'tbsdtv/linux_media#51'),
  dma_zalloc_coherent: {
    ...{ end: 'removed', since: '5.0', source: 'amzn/amzn-drivers#98' },
    instead: 'dma_alloc_coherent(), which clears',
  },
  pci_alloc_consistent: {
    ...{ end: 'removed', since: '5.18', source: 'myriadrf/xtrx_linux_pcie_drv#14' },
    instead: 'dma_alloc_coherent()',
  },
  pci_free_consistent: {
    ...{ end: 'removed', since: '5.18', source: 'myriadrf/xtrx_linux_pcie_drv#14' },
    instead: 'dma_free_coherent()',
  },
  pci_map_single: { end: 'removed', since: '5.18', instead: 'dma_map_single()', source: PCI_DMA },
  pci_unmap_single: { end: 'removed', since: '5.18', instead: 'dma_unmap_single()', source: PCI_DMA },
  pci_set_dma_mask: removed('5.18', 'dma_set_mask', 'enjoy-digital/litepcie#106'),
  kzfree: renamed('5.9', 'kfree_sensitive', 'commit 453431a54934'),
  strlcpy: removed('6.8', 'strscpy', 'OpenZFS, config/kernel-strlcpy.m4'),
  prandom_u32: removed('6.1', 'get_random_u32', 'commit de492c83cae0'),
  register_sysctl_table: removed('6.5', 'register_sysctl', 'commit b8cbc0855a22'),
  __class_create: {
    ...{ end: 'renamed', since: '6.4', successors: ['class_create'], source: 'commit 1aaba11da9aa' },
    instead: 'without the module as its first argument',
  },
  blk_cleanup_disk: removed('6.0', 'put_disk', 'OpenZFS, config/kernel-make-request-fn.m4'),
  printk: {
    ...{ end: 'renamed', since: '5.15', successors: ['_printk'], source: 'elastio/elastio-snap#98' },
    instead: 'printk() is a macro that calls it: a rebuild is enough',
  },
  page_remove_rmap: {
    ...{ end: 'never', source: SOURCES },
    instead: 'nothing: it is of the memory management itself',
  },
  follow_page_mask: {
    ...{ end: 'never', source: SOURCES },
    instead: 'follow_pfnmap_start or pin_user_pages, as the case may be',
  },
  path_umount: {
    ...{ end: 'never', source: SOURCES },
    instead: 'the change of the kernel that the module’s maker gives (KernelSU: path_umount)',
  },
};

export function knownEnd(symbol: string): KnownEnd | undefined {
  const row = Object.hasOwn(ENDS, symbol) ? ENDS[symbol] : undefined;
  if (row === undefined) return undefined;
  return { since: undefined, successors: [], instead: undefined, ...row };
}

function renamed(since: string, to: string, source: string): Row {
  return { end: 'renamed', since, successors: [to], source };
}

function removed(since: string, successor: string, source: string): Row {
  return { end: 'removed', since, successors: [successor], source };
}
