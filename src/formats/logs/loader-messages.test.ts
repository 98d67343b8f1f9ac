import { expect, test } from 'vitest';
import { undecorated } from './pasted-text.ts';
import { readStatements } from './statements.ts';
import type { StatementKind } from './statement.ts';

/**
 * Every message that load_module() and the functions that it calls can print, as the sources of Linux 6.1.192, 6.12.117
 * and 7.2.13 have them (all calls of pr_err, pr_warn, pr_notice and their kin in kernel/module/*.c, and of those of
 * kernel/bpf/btf.c and security/ that loading a module can reach), with values in the places of the format.
 */
const PRINTED: readonly (readonly [message: string, kind: StatementKind])[] = [
  // kernel/module/version.c
  ['foo: disagrees about version of symbol bar', 'symbol-version'],
  ['foo: no symbol version for bar', 'no-symbol-version'],
  ['foo: no extended symbol version for bar', 'no-symbol-version'],
  // kernel/module/main.c, in the order of 6.1
  ['foo: per-cpu alignment 8192 > 4096', 'per-cpu-memory'],
  ['foo: Could not allocate 65536 bytes percpu data', 'per-cpu-memory'],
  ['foo: bad vermagic: kernel tainted.', 'forced'],
  ['foo: no versions for exported symbols: kernel tainted.', 'no-export-versions'],
  ['foo: module uses symbol (bar) from namespace BAZ, but does not import it.', 'namespace-not-imported'],
  ['foo: module uses symbol bar from namespace BAZ, but does not import it.', 'namespace-not-imported'],
  [
    'foo: module using GPL-only symbols uses symbols bar from proprietary module nvidia.',
    'gpl-and-proprietary',
  ],
  ['foo: module using GPL-only symbols uses symbols from proprietary module nvidia.', 'gpl-and-proprietary'],
  ['foo: module uses symbols bar from proprietary module nvidia, inheriting taint.', 'inherits-proprietary'],
  ['foo: gave up waiting for init of module baz.', 'gave-up-waiting'],
  ['failing symbol_get of non-GPLONLY symbol bar.', 'symbol-get'],
  ['foo: exports duplicate symbol bar (owned by kernel)', 'duplicate-export'],
  ['foo: exports duplicate symbol bar (owned by baz)', 'duplicate-export'],
  ['foo: please compile with -fno-common', 'common-symbol'],
  ['foo: Unknown symbol bar (err -2)', 'unknown-symbol'],
  ['foo: Unknown symbol bar (err -22)', 'unknown-symbol'],
  ['foo: Unknown symbol bar (err 0)', 'unknown-symbol'],
  ['foo: Unknown symbol bar', 'unknown-symbol'],
  ['foo: Symbol bar has an invalid section index 99 (max 40)', 'damaged-symbols'],
  ["foo: module license 'Proprietary' taints kernel.", 'taint'],
  ['foo: module license taints kernel.', 'taint'],
  ['foo: module tries to import module namespace: module:kvm', 'module-namespace'],
  ['Invalid ELF header len 12', 'invalid-elf'],
  ['Invalid ELF header magic: != \u007fELF', 'invalid-elf'],
  ['Invalid ELF header type: 2 != 1', 'invalid-elf'],
  ['Invalid architecture in ELF header: 183', 'wrong-machine'],
  ['Invalid module architecture in ELF header: 40', 'wrong-machine'],
  ['Invalid ELF section header size', 'invalid-elf'],
  ['Invalid ELF section header overflow', 'invalid-elf'],
  ['Invalid ELF section name index: 9 || e_shstrndx (9) >= e_shnum (4)', 'invalid-elf'],
  ['Invalid ELF section hdr(type 3)', 'invalid-elf'],
  ['Invalid ELF section name table type: 1', 'invalid-elf'],
  ['empty section name table', 'invalid-elf'],
  ["ELF Spec violation: section name table isn't null terminated", 'invalid-elf'],
  ['ELF Spec violation: section 0 type(1)!=SH_NULL or non-zero len or addr', 'invalid-elf'],
  ['Invalid ELF sh_link!=SHN_UNDEF(9) or (sh_link(9) >= hdr->e_shnum(4)', 'invalid-elf'],
  ['Invalid ELF section in module (section 3 type 1)', 'invalid-elf'],
  ['Invalid ELF section name in module (section 3 type 1)', 'invalid-elf'],
  ['Invalid ELF symbol string table type: 1', 'invalid-elf'],
  ['Only one .modinfo section must exist.', 'struct-module-section'],
  ['module foo: Exactly one .gnu.linkonce.this_module section must exist.', 'struct-module-section'],
  ['module foo: .gnu.linkonce.this_module section must have a size set', 'struct-module-section'],
  [
    'module foo: .gnu.linkonce.this_module must occupy memory during process execution',
    'struct-module-section',
  ],
  [
    "module foo: .gnu.linkonce.this_module section size must match the kernel's built struct module size at run time",
    'struct-module-size',
  ],
  ['foo: module has no symbols (stripped?)', 'stripped'],
  ['(missing .modinfo section or name field): module has no symbols (stripped?)', 'stripped'],
  ['foo: No module found in object', 'no-module-in-file'],
  ['extended version crc+name presence does not match', 'damaged-versions'],
  ['more extended version crcs than names', 'damaged-versions'],
  ['empty symbol string table', 'damaged-symbols'],
  ['symbol string table missing leading NUL', 'damaged-symbols'],
  ["symbol string table isn't NUL terminated", 'damaged-symbols'],
  ['symbol name out of bounds in string table', 'damaged-symbols'],
  ['foo: module is marked as livepatch module, but livepatch support is disabled', 'livepatch'],
  ['foo: tainting kernel with TAINT_LIVEPATCH', 'taint'],
  ['foo: loading module not compiled with retpoline compiler.', 'loader-remark'],
  ["foo: version magic '6.1.0 SMP ' should be '6.1.1 SMP '", 'version-magic'],
  ['foo: loading out-of-tree module taints kernel.', 'taint'],
  ['foo: module is from the staging directory, the quality is unknown, you have been warned.', 'taint'],
  ['foo: loading test module taints kernel.', 'taint'],
  ['foo: has both .ctors and .init_array.', 'constructors'],
  ['foo: Ignoring obsolete parameters', 'loader-remark'],
  ['foo: ignoring obsolete section __ksymtab_gpl', 'loader-remark'],
  ['foo: ignoring obsolete section __kcrctab_gpl', 'loader-remark'],
  ['foo: no flags for exported symbols', 'no-export-flags'],
  ["foo: unknown parameter 'x' ignored", 'loader-remark'],
  ["foo: parameters 'x' after `--' ignored", 'loader-remark'],
  ['Module foo is blacklisted', 'blacklisted'],
  [
    'foo: module verification failed: signature and/or required key missing - tainting kernel',
    'signature-missing',
  ],
  ["do_init_module: 'foo'->init suspiciously returned 1, it should follow 0/-E convention", 'loader-remark'],
  ['do_init_module: loading module anyway...', 'loader-remark'],
  ['foo: init suspiciously returned 1, it should follow 0/-E convention', 'loader-remark'],
  [
    'foo: module_enable_rodata_ro_after_init() returned -22, ro_after_init data might still be writable',
    'loader-remark',
  ],
  ['Could not add fail-tracking for module: foo', 'loader-remark'],
  // kernel/module/signing.c
  ['Loading of unsigned module is rejected', 'signature-rejected'],
  ['Loading of module with unsupported crypto is rejected', 'signature-rejected'],
  ['Loading of module with unavailable key is rejected', 'signature-rejected'],
  ['Module hash 0123456789abcdef is blacklisted', 'blacklisted'],
  // kernel/module/strict_rwx.c, sysfs.c, decompress.c, dups.c
  ['foo: section .text (index 3) has invalid WRITE|EXEC flags', 'writable-code'],
  ['foo: module sysfs not initialized', 'already-loaded'],
  ['foo: module is already loaded', 'already-loaded'],
  ['not a gzip compressed module', 'decompression'],
  ['not an xz compressed module', 'decompression'],
  ['not a zstd compressed module', 'decompression'],
  ['failed to initialize decompressor: -2', 'decompression'],
  ['decompression failed with status -3', 'decompression'],
  ['ZSTD-compressed data has an incomplete frame header', 'decompression'],
  ['ZSTD-compressed data has too large a window size', 'decompression'],
  ["Can't initialize ZSTD stream", 'decompression'],
  ['ZSTD-decompression failed with status 4', 'decompression'],
  ["Failed to create 'compression' attribute", 'loader-remark'],
  ['module-autoload: duplicate request for module foo', 'loader-remark'],
  // kernel/bpf/btf.c
  ['failed to validate module [foo] BTF: -22', 'btf-mismatch'],
  ['Kernel module BTF mismatch detected, BTF debug info may be unavailable for some modules', 'btf-ignored'],
  ['failed to register module [foo] BTF in sysfs: -12', 'btf-ignored'],
  // security/lockdown/lockdown.c, security/loadpin/loadpin.c, security/integrity/ima/ima_main.c
  ['Lockdown: modprobe: unsigned module loading is restricted; see man kernel_lockdown.7', 'lockdown'],
  ['LoadPin: kernel-module denied obj="/tmp/foo.ko" pid=1 cmdline="insmod foo.ko"', 'load-policy'],
  [
    'impossible to appraise a module without a file descriptor. sig_enforce kernel parameter might help',
    'load-policy',
  ],
  // Kernels before 5.19, and Android's
  ['foo: no version for "struct_module" found: kernel tainted.', 'forced'],
  ["Request for unknown module key 'Fedora kernel signing key' err -11", 'signature-rejected'],
  ['PKCS#7 signature not signed with a trusted key', 'signature-rejected'],
  ['foo: exports protected symbol bar', 'protected-export'],
  ['foo: Protected symbol: bar (err -13)', 'protected-symbol'],
  ['foo: Unknown symbol bar (err -13)', 'unknown-symbol'],
  // arch/*/kernel/module.c
  ['foo: unknown relocation: 42', 'relocation'],
  ['foo: unsupported RELA relocation: 275', 'relocation'],
  ['overflow in relocation type 10 val ffffffffc0000000', 'relocation'],
  [
    'x86/modules: Skipping invalid relocation target, existing value is nonzero for type 1, loc 0, val 1',
    'relocation',
  ],
];

test.each(PRINTED)('the kernel prints: %s', (message, kind) => {
  const { statements } = readStatements(undecorated(`[   12.345678] ${message}\n`).lines);
  expect(statements.map((each) => each.kind)).toEqual([kind]);
});

/** Printed by the same files, and no statement about a module that is being loaded: none may be taken for one. */
const LEFT_OUT: readonly (readonly [message: string, why: string])[] = [
  ['foo: adding tainted module to the unloaded tainted modules list failed.', 'of unloading'],
  ['foo: memory allocation(s) from the module still alive, cannot unload cleanly', 'of unloading'],
  ['Modules linked in: foo(OE) bar', 'a line of an oops'],
  ['Unloaded tainted modules: foo():1', 'a line of an oops'],
  ['digest memory buffer allocate fail', 'memory alone'],
  [
    'request_module: modprobe foo cannot be processed, kmod busy with 50 threads for more than 5 seconds now',
    'of who asked',
  ],
];

test.each(LEFT_OUT)('no statement is made of: %s (%s)', (message) => {
  expect(readStatements(undecorated(`[   12.345678] ${message}\n`).lines).statements).toEqual([]);
});
