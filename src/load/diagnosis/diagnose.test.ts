import { describe, expect, test } from 'vitest';
import type { Export } from '../../kernel/export.ts';
import { checkDriver, openEach, type KernelToCheck } from '../check/check.ts';
import { readDriver } from '../check/driver.ts';
import type { DiagnosisCause, Finding, RebuildAnswer } from './finding.ts';
import { diagnosisText } from '../../lang/en/diagnosis-sentences.ts';

/** Symbols of a small kernel: by who exports them, in the order of their CRCs. */
const EXPORTED: Readonly<Record<string, readonly string[]>> = {
  vmlinux: [
    'module_layout',
    'kfree',
    '_printk',
    'device_create_file',
    'register_netdev',
    'skb_put',
    'filp_open',
  ],
  'drivers/infiniband/core/ib_core': ['ib_alloc_mr', 'ib_dealloc_pd_user', 'ib_register_client'],
  'drivers/gpu/drm/drm': ['drm_dev_register', 'drm_gem_object_init'],
  'net/mac80211/mac80211': ['ieee80211_register_hw'],
  'net/wireless/cfg80211': ['cfg80211_new_sta'],
  'drivers/dma-buf/dma-buf': [],
};
const GONE_SINCE_55 = 'old_helper';

function exportsOf(release: string): Map<string, Export> {
  const isNew = release !== '6.1.0-53';
  const list = Object.entries(EXPORTED).flatMap(([module, symbols]) =>
    symbols.map((symbol, index): Export => {
      // The update to -54 changed skb_put and device_create_file.
      const changed = isNew && ['skb_put', 'device_create_file'].includes(symbol);
      return {
        symbol,
        crc: 0x1000 + index + (changed ? 0x100 : 0),
        module,
        type: 'EXPORT_SYMBOL',
        namespace: '',
      };
    }),
  );
  const buf: Export = {
    symbol: 'dma_buf_get',
    crc: 7,
    module: 'vmlinux',
    type: 'EXPORT_SYMBOL_GPL',
    namespace: 'DMA_BUF',
  };
  const gone: Export = {
    symbol: GONE_SINCE_55,
    crc: 8,
    module: 'vmlinux',
    type: 'EXPORT_SYMBOL',
    namespace: '',
  };
  const all = [...list, buf, ...(release === '6.1.0-55' ? [] : [gone])];
  return new Map(all.map((each) => [each.symbol, each]));
}

const KERNELS = ['6.1.0-53', '6.1.0-54', '6.1.0-55'].map((release): KernelToCheck => {
  const id = { product: 'debian-12', release, arch: 'amd64', flavour: 'default' };
  return {
    id,
    title: 'Debian 12',
    read: () => ({ ...id, modversions: true, vermagic: null, exports: exportsOf(release) }),
  };
});

async function diagnosed(text: string) {
  const driver = await openEach([text], (each) =>
    Promise.resolve(readDriver(new TextEncoder().encode(each), 'pasted text')),
  );
  return checkDriver(driver, KERNELS);
}

async function findings(text: string): Promise<readonly Finding[]> {
  const { diagnoses } = await diagnosed(text);
  return diagnoses.flatMap((each) => each.findings);
}

type Case = readonly [
  what: string,
  text: string,
  cause: DiagnosisCause,
  rebuild: RebuildAnswer,
  words: RegExp,
  module?: string,
];

const ON_54 = '[0.0] Linux version 6.1.0-54-amd64 (x@y)\n';

const CASES: readonly Case[] = [
  // What only the headers of an older kernel call: a rebuild finds what takes its place.
  [
    'a function that printk() calls now',
    `${ON_54}foo: Unknown symbol printk (err 0)`,
    'called-otherwise',
    'yes',
    /headers call other functions in place of printk\. Rebuild[^]*exports _printk/,
  ],
  [
    'the same of a kernel that is not named, which may have it or not',
    'foo: Unknown symbol printk (err 0)',
    'not-exported',
    'no',
    /_printk/,
  ],
  [
    'the same beside one that is gone',
    `${ON_54}foo: Unknown symbol printk (err -2)\nfoo: Unknown symbol nobody_has_this (err -2)`,
    'not-exported',
    'no',
    /needs the symbol nobody_has_this/,
  ],
  [
    'EINVAL alone, as when a log was cut',
    'foo: Unknown symbol skb_put (err -22)',
    'kernel-changed',
    'yes',
    /the line before it would tell a CRC from a namespace/,
  ],
  [
    'symbols of the kernel and of another module',
    'foo: disagrees about version of symbol skb_put\nfoo: disagrees about version of symbol cfg80211_new_sta',
    'kernel-changed',
    'yes',
    /the kernel differs, and other modules with it/,
  ],
  [
    'symbols of a module that no name tells',
    `${ON_54}foo: disagrees about version of symbol nobody_has_this`,
    'other-module-changed',
    'yes',
    /nobody_has_this/,
  ],
  [
    'a namespace on a kernel that takes a bare word',
    `${ON_54}foo: module uses symbol (dma_buf_get) from namespace DMA_BUF, but does not import it.`,
    'namespace',
    'after-change',
    /Add MODULE_IMPORT_NS\(DMA_BUF\) to its source/,
  ],
  [
    'a namespace on a kernel that takes a string',
    "ERROR: modpost: module kvmfr uses symbol dma_buf_get from namespace DMA_BUF, but does not import it.\nmake: Entering directory '/usr/src/linux-headers-6.14.0-15-generic'",
    'namespace',
    'after-change',
    /Add MODULE_IMPORT_NS\("DMA_BUF"\) to its source/,
  ],
  [
    'a namespace since a version that vendors do not keep to',
    'foo: module uses symbol (dma_buf_get) from namespace DMA_BUF, but does not import it.',
    'namespace',
    'after-change',
    /since Linux 5\.16, and in older kernels whose makers took it back/,
  ],
  [
    'another size of struct module',
    "module foo: .gnu.linkonce.this_module section size must match the kernel's built struct module size at run time",
    'struct-module',
    'yes',
    /Linux 6\.12 and 7\.2 check it[^]*6\.1 and 5\.10 do not/,
  ],
  [
    'what a kernel’s package provides',
    'kernel-core = 5.14.0-427.el9\nkernel(kfree) = 0x00001001\nkernel(skb_put) = 0x00001005\n',
    'kernel-provides',
    'not-needed',
    /2 symbols with their CRCs/,
  ],
  [
    'weak-modules, which does not tell a CRC from a symbol that is gone',
    'Module foo.ko from kernel 5.14.0-362.el9.x86_64 is not compatible with kernel 5.14.0-427.el9.x86_64 in symbols: kfree',
    'weak-modules',
    'yes',
    /has another CRC or is gone/,
  ],
  [
    'a log with markup in place of names',
    '<b>foo</b>: disagrees about version of symbol <i>skb_put</i>',
    'kernel-changed',
    'yes',
    /skb_put/,
  ],
  // Symbol versions: whose they are decides.
  [
    'symbols of the kernel',
    'wl: disagrees about version of symbol skb_put\nwl: Unknown symbol skb_put (err -22)',
    'kernel-changed',
    'yes',
    /Rebuild it for this kernel/,
    'wl',
  ],
  [
    'symbols of the kernel and of a module',
    'wl: disagrees about version of symbol skb_put\nwl: disagrees about version of symbol cfg80211_new_sta',
    'kernel-changed',
    'yes',
    /2 symbols/,
  ],
  [
    'symbols of ib_core alone',
    'ko2iblnd: disagrees about version of symbol ib_alloc_mr\nko2iblnd: disagrees about version of symbol ib_register_client',
    'provider-changed',
    'yes',
    /OFED.*Module\.symvers/s,
  ],
  [
    'symbols of drm alone',
    'evdi: disagrees about version of symbol drm_dev_register',
    'provider-changed',
    'yes',
    /drm.*running kernel.*Module\.symvers/s,
  ],
  [
    'symbols of mac80211 alone',
    'wl0: disagrees about version of symbol ieee80211_register_hw',
    'provider-changed',
    'yes',
    /wireless backport/,
  ],
  [
    'symbols of a module from outside',
    'gdrdrv: disagrees about version of symbol nvidia_p2p_get_pages',
    'other-module-changed',
    'yes',
    /NVIDIA.*Module\.symvers/s,
  ],
  [
    'symbols of nobody known',
    'aufs_ext: disagrees about version of symbol au_never_seen',
    'other-module-changed',
    'yes',
    /No kernel on file exports it, so it is not known whose it is/,
  ],
  [
    'module_layout alone',
    '[ 3.1] tun2: disagrees about version of symbol module_layout',
    'module-layout',
    'yes',
    /struct module/,
  ],
  [
    'module_layout and others',
    'x: disagrees about version of symbol module_layout\nx: disagrees about version of symbol ib_alloc_mr',
    'kernel-changed',
    'yes',
    /Rebuild/,
  ],
  [
    'err -22 where the log was cut before it',
    '[9.1] foo: Unknown symbol kfree (err -22)',
    'kernel-changed',
    'yes',
    /other CRC|another CRC/,
  ],
  [
    'depmod, of versions',
    'depmod: WARNING: /lib/modules/6.1.0-54-amd64/extra/foo.ko disagrees about version of symbol kfree',
    'kernel-changed',
    'yes',
    /6\.1\.0-54-amd64/,
    'foo',
  ],
  // Missing symbols
  [
    'a symbol that nobody exports',
    'foo: Unknown symbol nobody_has_this (err -2)',
    'not-exported',
    'no',
    /A rebuild alone does not help/,
  ],
  [
    'a symbol of kernels before 3.4',
    'foo: Unknown symbol nobody_has_this (err 0)',
    'not-exported',
    'no',
    /nobody_has_this/,
  ],
  ['a symbol of 2.6', 'foo: Unknown symbol nobody_has_this', 'not-exported', 'no', /nobody_has_this/],
  [
    'kallsyms_lookup_name',
    'foo: Unknown symbol kallsyms_lookup_name (err -2)',
    'not-exported',
    'no',
    /kallsyms_lookup_name/,
  ],
  [
    'a symbol of another module',
    'foo: Unknown symbol cfg80211_new_sta (err -2)',
    'provider-not-loaded',
    'not-needed',
    /cfg80211.*modprobe/s,
  ],
  [
    'a symbol of a proprietary module',
    'gdr: Unknown symbol nvidia_p2p_put_pages (err -2)',
    'not-exported',
    'no',
    /nvidia_p2p_put_pages/,
  ],
  [
    'depmod',
    'depmod: WARNING: /lib/modules/6.6/updates/foo.ko needs unknown symbol nobody_has_this',
    'not-exported',
    'no',
    /nobody_has_this/,
    'foo',
  ],
  [
    'depmod of the kernel build',
    'DEPMOD  6.1.0\ndepmod: WARNING: /tmp/x/lib/modules/6.1.0/kernel/drivers/foo.ko.xz needs unknown symbol nobody_has_this',
    'not-exported',
    'no',
    /nobody_has_this/,
    'foo',
  ],
  [
    'Android',
    '[1.0] Linux version 5.10.198-android12-9-00001-gabc (build@x)\n[2.0] ksu: Unknown symbol kern_path (err -2)',
    'trimmed',
    'no',
    /KMI/,
  ],
  [
    'KernelSU without a banner',
    'kernelsu: Unknown symbol path_put (err -2)',
    'trimmed',
    'no',
    /TRIM_UNUSED_KSYMS/,
  ],
  [
    'a provider that takes too long',
    'foo: gave up waiting for init of module baz.\nfoo: Unknown symbol baz_init (err -16)',
    'provider-busy',
    'not-needed',
    /baz.*30 seconds/,
  ],
  // Licences, namespaces, protection
  [
    'GPL taint',
    'nvfs: module using GPL-only symbols uses symbols nvidia_p2p_get_pages from proprietary module nvidia.\nnvfs: Unknown symbol nvidia_p2p_get_pages (err -2)',
    'gpl-and-proprietary',
    'no',
    /5\.9.*Nothing is missing/s,
  ],
  [
    'GPL taint before 5.19',
    'nvfs: module using GPL-only symbols uses symbols from proprietary module nvidia.\nnvfs: Unknown symbol nvidia_p2p_get_pages (err -2)',
    'gpl-and-proprietary',
    'no',
    /nvidia/,
  ],
  [
    'a namespace',
    'ipu: module uses symbol (dma_buf_get) from namespace DMA_BUF, but does not import it.\nipu: Unknown symbol dma_buf_get (err -22)',
    'namespace',
    'after-change',
    /MODULE_IMPORT_NS\("DMA_BUF"\)/,
  ],
  [
    'a namespace, of modpost',
    'ERROR: modpost: module my-cam uses symbol dma_buf_get from namespace DMA_BUF, but does not import it.',
    'namespace',
    'after-change',
    /MODULE_IMPORT_NS/,
    'my_cam',
  ],
  [
    'a namespace, printed the other way round',
    'r8168: module uses symbol DMA_BUF from namespace dma_buf_get, but does not import it.',
    'namespace',
    'after-change',
    /DMA_BUF/,
  ],
  [
    'the namespace of another module',
    'x: module tries to import module namespace: module:kvm',
    'build-fault',
    'after-change',
    /not built as this kernel wants it/,
  ],
  ['a protected export', 'rfkill: exports protected symbol rfkill_alloc', 'protected-export', 'no', /signed/],
  [
    'a protected symbol',
    '[5.1][  T412] wlan: Unknown symbol cfg80211_new_sta (err -13)',
    'protected-symbol',
    'no',
    /err -13/,
  ],
  [
    'a protected symbol in newer words',
    'wlan: Protected symbol: cfg80211_new_sta (err -13)',
    'protected-symbol',
    'no',
    /unsigned/,
  ],
  [
    'a duplicate export',
    'rtw_8822b: exports duplicate symbol rtw_ops (owned by rtw88_8822b)',
    'duplicate-export',
    'no',
    /rtw88_8822b/,
  ],
  [
    'a duplicate of the kernel',
    'foo: exports duplicate symbol kfree (owned by kernel)',
    'duplicate-export',
    'no',
    /the kernel itself/,
  ],
  // Before symbols
  [
    'version magic, another release',
    "vmnet: version magic '5.15.0-91-generic SMP mod_unload modversions ' should be '5.15.0-92-generic SMP mod_unload modversions '",
    'vermagic',
    'yes',
    /5\.15\.0-91-generic.*5\.15\.0-92-generic/s,
  ],
  [
    'version magic, preempt',
    "foo: version magic '6.6.1 SMP mod_unload ' should be '6.6.1 SMP preempt mod_unload '",
    'vermagic',
    'yes',
    /very release.*preempt/s,
  ],
  [
    'version magic, no modversions',
    "foo: version magic '6.6.1 SMP mod_unload ' should be '6.6.1 SMP mod_unload modversions '",
    'vermagic',
    'yes',
    /modversions/,
  ],
  [
    'version magic of 32-bit ARM',
    "pf_ring: version magic '4.1.10-v7+ SMP mod_unload ARMv7 p2v8 ' should be '4.1.10+ mod_unload ARMv6 p2v8 '",
    'vermagic',
    'yes',
    /ARM/,
  ],
  [
    'version magic, debug',
    "foo: version magic '6.5.6-300.fc39.x86_64 SMP preempt mod_unload ' should be '6.5.6-300.fc39.x86_64+debug SMP preempt mod_unload '",
    'vermagic',
    'yes',
    /debug/,
  ],
  [
    'version magic, realtime',
    "foo: version magic '6.1.0-54-amd64 SMP preempt mod_unload modversions ' should be '6.1.0-54-rt-amd64 SMP preempt_rt mod_unload modversions '",
    'vermagic',
    'yes',
    /rt-amd64/,
  ],
  [
    'struct module',
    "module zfs: .gnu.linkonce.this_module section size must match the kernel's built struct module size at run time",
    'struct-module',
    'yes',
    /another configuration/,
    'zfs',
  ],
  [
    'struct module without a name',
    ".gnu.linkonce.this_module section size must match the kernel's built struct module size at run time\nmodprobe: ERROR: could not insert 'zfs': Exec format error",
    'struct-module',
    'yes',
    /zfs/,
    'zfs',
  ],
  [
    'BTF',
    'BPF:[112266] FWD\nBPF: \nBPF:Invalid name\nBPF: \nfailed to validate module [v4l2loopback] BTF: -22',
    'btf',
    'yes',
    /BTF/,
    'v4l2loopback',
  ],
  [
    'an architecture',
    'Invalid architecture in ELF header: 183\ninsmod: ERROR: could not insert module foo.ko: Invalid module format',
    'wrong-machine',
    'after-change',
    /another kind of processor/,
    'foo',
  ],
  ['a stripped module', 'foo: module has no symbols (stripped?)', 'damaged-file', 'unknown', /stripped/],
  [
    'a truncated file',
    "Invalid ELF section header overflow\nmodprobe: ERROR: could not insert 'foo': Exec format error",
    'damaged-file',
    'unknown',
    /Invalid ELF section header overflow/,
    'foo',
  ],
  ['a module that is packed otherwise', 'not a zstd compressed module', 'damaged-file', 'unknown', /unpack/],
  ['common symbols', 'foo: please compile with -fno-common', 'build-fault', 'after-change', /-fno-common/],
  [
    'a live patch',
    'kpatch: module is marked as livepatch module, but livepatch support is disabled',
    'build-fault',
    'after-change',
    /live/,
  ],
  [
    'no versions',
    'foo: no symbol version for module_layout',
    'no-versions',
    'after-change',
    /Module\.symvers/,
  ],
  [
    'no versions, loaded by force',
    'foo: no versions for exported symbols: kernel tainted.',
    'no-versions',
    'after-change',
    /no symbol versions/,
  ],
  // Not kABI
  [
    'an unsigned module',
    "Loading of unsigned module is rejected\nmodprobe: ERROR: could not insert 'vboxdrv': Key was rejected by service",
    'signature',
    'no',
    /signature, not for its kABI/,
    'vboxdrv',
  ],
  [
    'an unknown key',
    "modprobe: ERROR: could not insert 'nvidia': Required key not available",
    'signature',
    'no',
    /signature/,
    'nvidia',
  ],
  [
    'lockdown',
    'Lockdown: insmod: unsigned module loading is restricted; see man kernel_lockdown.7',
    'signature',
    'no',
    /locked down/,
  ],
  ['module_blacklist=', 'Module nouveau is blacklisted', 'blacklisted', 'no', /command line/, 'nouveau'],
  [
    'LoadPin',
    'LoadPin: kernel-module denied obj="/home/x/foo.ko" pid=12 cmdline="insmod foo.ko"',
    'load-policy',
    'no',
    /policy/,
  ],
  [
    'NVIDIA of two versions',
    'NVRM: API mismatch: the client has the version 535.86.05, but\nNVRM: this kernel module has the version 525.105.17.',
    'userspace-mismatch',
    'not-needed',
    /Reboot/,
  ],
  // Words of tools, in any language
  [
    'Exec format error',
    "modprobe: ERROR: could not insert 'rtw88_core': Exec format error",
    'tool-words',
    'unknown',
    /ENOEXEC/,
    'rtw88_core',
  ],
  [
    'the same in German',
    "modprobe: ERROR: could not insert 'foo': Fehler im Format der Programmdatei",
    'tool-words',
    'unknown',
    /ENOEXEC/,
  ],
  [
    'the same in French',
    "modprobe: ERROR: could not insert 'foo': Erreur de format pour exec()",
    'tool-words',
    'unknown',
    /ENOEXEC/,
  ],
  [
    'the same in Chinese',
    "modprobe: ERROR: could not insert 'foo': 可执行文件格式错误",
    'tool-words',
    'unknown',
    /ENOEXEC/,
  ],
  [
    'the same in Japanese',
    "modprobe: ERROR: could not insert 'foo': 実行形式エラー",
    'tool-words',
    'unknown',
    /ENOEXEC/,
  ],
  [
    'a rejected key in Spanish',
    "modprobe: ERROR: could not insert 'foo': La clave fue rechazada por el servicio",
    'signature',
    'no',
    /signature/,
  ],
  [
    'insmod',
    'insmod: ERROR: could not insert module ./foo.ko: Invalid module format',
    'tool-words',
    'unknown',
    /ENOEXEC/,
    'foo',
  ],
  [
    'an old modprobe',
    'FATAL: Error inserting wl (/lib/modules/3.2.0/updates/dkms/wl.ko): Invalid module format',
    'tool-words',
    'unknown',
    /ENOEXEC/,
    'wl',
  ],
  [
    'BusyBox',
    "insmod: can't insert 'foo.ko': invalid module format",
    'tool-words',
    'unknown',
    /ENOEXEC/,
    'foo',
  ],
  [
    'toybox on Android',
    'insmod: failed to load /vendor/lib/modules/foo.ko: Exec format error',
    'tool-words',
    'unknown',
    /ENOEXEC/,
    'foo',
  ],
  [
    'systemd',
    "systemd-modules-load[312]: Failed to insert module 'zfs': Exec format error",
    'tool-words',
    'unknown',
    /ENOEXEC/,
    'zfs',
  ],
  [
    'unknown symbol, of modprobe',
    "modprobe: ERROR: could not insert 'foo': Unknown symbol in module, or unknown parameter (see dmesg)",
    'tool-words',
    'unknown',
    /ENOENT/,
  ],
  [
    'rights',
    "modprobe: ERROR: could not insert 'foo': Operation not permitted",
    'tool-words',
    'unknown',
    /Secure Boot/,
  ],
  [
    'no hardware',
    "modprobe: ERROR: could not insert 'foo': No such device",
    'tool-words',
    'unknown',
    /hardware/,
  ],
  [
    'already there',
    "modprobe: ERROR: could not insert 'foo': Module already in kernel",
    'already-loaded',
    'not-needed',
    /already/,
  ],
  [
    'memory',
    "modprobe: ERROR: could not insert 'foo': Cannot allocate memory",
    'memory',
    'not-needed',
    /memory/,
  ],
  [
    'a module that is not there',
    'modprobe: FATAL: Module evdi not found in directory /lib/modules/6.8.12-1-pve',
    'not-installed',
    'yes',
    /6\.8\.12-1-pve/,
    'evdi',
  ],
  [
    'VMware',
    'Version mismatch: module vmmon-only/vmmon.ko 6.8.0-40-generic, kernel 6.8.0-45-generic',
    'other-kernel',
    'yes',
    /6\.8\.0-40-generic.*6\.8\.0-45-generic/s,
    'vmmon',
  ],
  ['a circle', 'depmod: ERROR: Cycle detected: zfs -> spl -> zfs', 'dependency-cycle', 'no', /circle/],
  // Builds
  [
    'modpost, undefined',
    'ERROR: modpost: "nobody_has_this" [/build/foo.ko] undefined!',
    'undefined-symbols',
    'no',
    /does not link/,
    'foo',
  ],
  [
    'modpost before 5.6',
    'ERROR: "nobody_has_this" [/build/foo.ko] undefined!',
    'undefined-symbols',
    'no',
    /nobody_has_this/,
    'foo',
  ],
  [
    'modpost, GPL-only',
    "FATAL: modpost: GPL-incompatible module nvidia.ko uses GPL-only symbol 'rcu_read_unlock_strict'",
    'gpl-only',
    'after-change',
    /rcu_read_unlock_strict/,
    'nvidia',
  ],
  [
    'modpost, a licence',
    'ERROR: modpost: missing MODULE_LICENSE() in /build/foo.o',
    'license-missing',
    'after-change',
    /MODULE_LICENSE/,
  ],
  [
    'modpost, twice',
    "ERROR: modpost: drivers/foo: 'bar' exported twice. Previous export was in vmlinux",
    'duplicate-export',
    'after-change',
    /exports/,
  ],
  [
    'modpost without Module.symvers',
    'WARNING: Symbol version dump "Module.symvers" is missing.\n         Modules may not have dependencies or modversions.',
    'no-symvers',
    'after-change',
    /Module\.symvers/,
  ],
  [
    'modpost, no CRC',
    'WARNING: modpost: "bar" [/build/foo.ko] has no CRC!',
    'no-symvers',
    'after-change',
    /CRCs/,
  ],
  [
    'a function that is gone',
    "foo.c:12:3: error: implicit declaration of function 'do_gettimeofday' [-Werror=implicit-function-declaration]",
    'api-changed',
    'after-change',
    /another version of Linux/,
  ],
  [
    'a member that is gone',
    "foo.c:9:5: error: 'struct net_device' has no member named 'trans_start'; did you mean 'mem_start'?",
    'api-changed',
    'after-change',
    /trans_start/,
  ],
  [
    'a header that is gone',
    'foo.c:1:10: fatal error: linux/autoconf.h: No such file or directory',
    'api-changed',
    'after-change',
    /autoconf\.h/,
  ],
  [
    'too few arguments',
    "foo.c:30:9: error: too few arguments to function 'class_create'",
    'api-changed',
    'after-change',
    /class_create/,
  ],
  [
    'no headers',
    'Error! Your kernel headers for kernel 6.1.0-54-amd64 cannot be found at /lib/modules/6.1.0-54-amd64/build or /lib/modules/6.1.0-54-amd64/source.',
    'no-headers',
    'after-change',
    /headers of the kernel 6\.1\.0-54-amd64/,
  ],
  [
    'no headers, of apt in German',
    'E: Unable to locate package linux-headers-6.1.0-54-amd64',
    'no-headers',
    'after-change',
    /6\.1\.0-54-amd64/,
  ],
  [
    'BUILD_EXCLUSIVE',
    'Error! The /var/lib/dkms/foo/1.0/6.9.1/x86_64/dkms.conf for module foo includes a BUILD_EXCLUSIVE directive which\ndoes not match this kernel/arch/config.',
    'build-excluded',
    'after-change',
    /BUILD_EXCLUSIVE/,
  ],
  [
    'a bad exit status',
    'Building module(s)...(bad exit status: 2)\nFailed command:\nmake -j4',
    'build-failed',
    'unknown',
    /failed/,
  ],
  // Packages
  [
    'dnf',
    '  - nothing provides kernel(kfree) = 0x00001001 needed by kmod-foo-1.0-3.el9_4.elrepo.x86_64 from elrepo',
    'package-needs-symbols',
    'yes',
    /kmod-foo/,
  ],
  [
    'dnf in French',
    '  - rien ne fournit kernel(kfree) = 0xdeadbeef nécessaire à kmod-foo-1.0-3.el9.x86_64',
    'package-needs-symbols',
    'yes',
    /No kernel on file/,
  ],
  [
    'dnf in Chinese',
    '  - 没有东西可提供 kernel(kfree) = 0xdeadbeef（kmod-foo-1.0-3.el9.x86_64 需要）',
    'package-needs-symbols',
    'yes',
    /kmod-foo/,
  ],
  [
    'rpm of SUSE',
    '\tksym(default:kfree) = 1001 is needed by foo-kmp-default-1.0_k5.14.21_150500.53-1.x86_64',
    'package-needs-symbols',
    'yes',
    /foo-kmp-default/,
  ],
  [
    'zypper',
    "Problem: nothing provides 'ksym(default:kfree) = 1001' needed by the to be installed foo-kmp-default-1.0_k5.14.21-1.x86_64",
    'package-needs-symbols',
    'yes',
    /foo-kmp/,
  ],
  [
    'dnf, a kernel',
    '  - nothing provides kernel-uname-r = 5.14.0-362.8.1.el9_3.x86_64 needed by kmod-nvidia-535.129.03-5.14.0-362.8.1-3.el9_3.x86_64',
    'package-needs-kernel',
    'yes',
    /5\.14\.0-362/,
  ],
  [
    'opkg',
    ' * satisfy_dependencies_for: Cannot satisfy the following dependencies for kmod-usb-net:\n * \tkernel (= 5.4.188-1-0ad1f4b5c7fb1b0e2a2b1f7e8c6d9a3b) * ',
    'openwrt-hash',
    'no',
    /OpenWrt/,
  ],
  [
    'apk of OpenWrt',
    'ERROR: unable to select packages:\n  kernel-6.6.73~d1d4d3ac4a9b5f4ec41be9c36fe6f3d9-r1:\n    breaks: kmod-foo-6.6.70-r1[kernel=6.6.70~2c2fd2b0b7c2a0b8a4ab5d8ab0a7b4f0-r1]',
    'openwrt-hash',
    'no',
    /hash/,
  ],
  [
    'weak-modules of EL7',
    'Module zfs.ko from kernel 3.10.0-957.el7.x86_64 is not compatible   with kernel 3.10.0-1160.el7.x86_64 in symbols: kfree skb_put',
    'weak-modules',
    'yes',
    /3\.10\.0-1160/,
    'zfs',
  ],
  [
    'weak-modules of EL8',
    'Module foo.ko.xz from kernel 4.18.0-80.el8.x86_64 is not compatible with kernel 4.18.0-147.el8.x86_64 in symbols: kfree',
    'weak-modules',
    'yes',
    /minor releases/,
    'foo',
  ],
  // kABI checks
  [
    'check-kabi',
    '*** ERROR - ABI BREAKAGE WAS DETECTED ***\n\nThe following symbols have been changed (this will cause an ABI breakage):\n\n    register_netdev\n    skb_put\n\n+ exit 1',
    'abi-check',
    'not-needed',
    /2 symbols differ/,
  ],
  [
    'kabi.pl',
    'KABI: symbol kfree(vmlinux) changed crc from 0x1 to 0x2\nKABI: symbol old_helper(mod:vmlinux) lost',
    'abi-check',
    'not-needed',
    /break/,
  ],
  [
    'kabi-rpm',
    '*********************** KERNEL ABI COMPATIBILITY WARNING ***********************\nThe following kernel symbols are not guaranteed to remain compatible with\nfuture kernel updates to this RHEL release:\n\n\t__x86_return_thunk\n\tmodule_layout\n\nRed Hat recommends that you consider using only official kernel ABI symbols',
    'abi-not-guaranteed',
    'not-needed',
    /Nothing is broken/,
  ],
  // No refusal
  [
    'a taint alone',
    'foo: loading out-of-tree module taints kernel.',
    'loaded-with-remarks',
    'not-needed',
    /No refusal/,
  ],
  [
    'an unsigned module that was loaded',
    'foo: module verification failed: signature and/or required key missing - tainting kernel',
    'loaded-with-remarks',
    'not-needed',
    /No refusal/,
  ],
  [
    'modinfo alone',
    'filename:       /lib/modules/6.1.0-53-amd64/updates/dkms/foo.ko\nlicense:        GPL\nvermagic:       6.1.0-53-amd64 SMP preempt mod_unload modversions ',
    'described',
    'unknown',
    /6\.1\.0-53-amd64.*symbol versions/s,
    'foo',
  ],
  [
    'lsmod',
    'Module                  Size  Used by\nfoo                    16384  0\nsnd_hda_intel          57344  3 snd,foo',
    'described',
    'unknown',
    /loaded/,
  ],
  [
    'a banner alone',
    'Linux version 6.1.0-54-amd64 (debian-kernel@lists.debian.org) #1 SMP',
    'kernel-named',
    'unknown',
    /6\.1\.0-54-amd64/,
  ],
];

describe('a text is answered by its cause', () => {
  for (const [what, text, cause, rebuild, words, module] of CASES) {
    test(what, async () => {
      const [first] = await findings(`${text}\n`);
      expect(first?.cause).toBe(cause);
      expect(first?.rebuild).toBe(rebuild);
      if (first === undefined) return;
      const said = diagnosisText(first);
      expect([said.answer, ...said.because].join('\n')).toMatch(words);
      if (module !== undefined) expect(first.module).toBe(module);
    });
  }

  test('there are a hundred of them and more', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(100);
  });
});

describe('a refusal', () => {
  const LOG = [
    '[    0.000000] Linux version 6.1.0-54-amd64 (debian-kernel@lists.debian.org) #1 SMP',
    '[   15.1] wl: disagrees about version of symbol skb_put',
    '[   15.1] wl: Unknown symbol skb_put (err -22)',
  ].join('\n');

  test('is a verdict on the kernel that the log names, never unknown', async () => {
    const { modules } = await diagnosed(LOG);
    expect(
      modules.map(({ releases }) => releases.map(({ id, finding }) => [id.release, finding.verdict])),
    ).toEqual([[['6.1.0-54', 'rebuild']]]);
  });

  test('tells in which update its symbols changed', async () => {
    const [first] = await findings(LOG);
    expect(first?.symbols[0]?.update).toEqual({
      product: 'debian-12',
      from: '6.1.0-53',
      to: '6.1.0-54',
      before: 0x1005,
      after: 0x1105,
    });
  });

  test('names the headers of the very kernel', async () => {
    const [first] = await findings(LOG);
    const { todo } = first === undefined ? { todo: [] } : diagnosisText(first);
    expect(todo.map(({ run }) => run)).toContain('apt install linux-headers-6.1.0-54-amd64');
  });

  test('of a kernel that is not on file says nothing of those that are', async () => {
    const { modules } = await diagnosed(LOG.replaceAll('6.1.0-54-amd64', '6.2.16-14-pve'));
    expect(modules.flatMap(({ releases }) => releases)).toEqual([]);
  });

  test('counts what only follows from it', async () => {
    const [first, ...others] = await findings(LOG);
    expect([first?.followUps, others]).toEqual([1, []]);
  });
});

describe('several things in one text', () => {
  test('two kernels are told apart by their banners', async () => {
    const text = [
      'Linux version 6.1.0-53-amd64 (a)',
      'wl: Unknown symbol nobody_has_this (err -2)',
      'Linux version 6.1.0-54-amd64 (a)',
      'wl: disagrees about version of symbol skb_put',
    ].join('\n');
    const found = await findings(text);
    expect(found.map(({ cause, kernel }) => [cause, kernel?.uname])).toEqual([
      ['not-exported', '6.1.0-53-amd64'],
      ['kernel-changed', '6.1.0-54-amd64'],
    ]);
  });

  test('what follows from the refusal of another module stands behind it', async () => {
    const found = await findings(
      'cfg80211: exports protected symbol cfg80211_new_sta\nmac80211: Unknown symbol cfg80211_new_sta (err -2)\n',
    );
    expect(found.map(({ cause, module, owner }) => [cause, module, owner])).toEqual([
      ['protected-export', 'cfg80211', undefined],
      ['provider-refused', 'mac80211', 'cfg80211'],
    ]);
  });

  test('a bug report is read whole: modinfo, log and symbol versions are of one module', async () => {
    const text = [
      'Hello, since the update my driver is gone.',
      '```',
      'filename:       /lib/modules/6.1.0-54-amd64/updates/dkms/wl.ko',
      'license:        GPL',
      'vermagic:       6.1.0-53-amd64 SMP preempt mod_unload modversions ',
      '```',
      '[   15.1] wl: disagrees about version of symbol skb_put',
      '$ modprobe --dump-modversions wl.ko',
      '0x00001000\tmodule_layout',
      '0x00001005\tskb_put',
      '0x00001001\tkfree',
      'Please help!',
    ].join('\n');
    const { modules, diagnoses } = await diagnosed(text);
    const [only, ...more] = modules;
    expect(more).toEqual([]);
    expect(only?.module).toMatchObject({
      name: 'wl',
      license: 'GPL',
      vermagic: '6.1.0-53-amd64 SMP preempt mod_unload modversions',
    });
    expect(only?.releases.map(({ id, finding }) => [id.release, finding.verdict])).toEqual([
      ['6.1.0-53', 'loads'],
      ['6.1.0-54', 'rebuild'],
      ['6.1.0-55', 'rebuild'],
    ]);
    expect(diagnoses[0]?.facts.unread.examples.map(({ text: line }) => line)).toContain('Please help!');
  });

  test('a truncated record does not leave the rest to be all', async () => {
    const { modules, problems } = await diagnosed(
      '0x00001000\tmodule_layout\n0x123456789kfree\n0x00001005\tskb_put\n',
    );
    expect(problems.map(({ kind, line }) => [kind, line])).toEqual([['malformed-import', 2]]);
    expect(modules[0]?.releases[0]?.finding.verdict).toBe('unknown');
  });

  test('a text that is about nothing of this says so, and never that it is packed', async () => {
    const { problems } = await diagnosed('Dear all,\nthe meeting is on Monday.\n');
    expect(problems.map(({ kind }) => kind)).toEqual(['nothing-understood']);
  });
});
