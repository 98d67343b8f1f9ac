/** Findings about the file of a module, its signature and its build, in words. */
import { loadErrorOf } from '../../../formats/logs/errno-words.ts';
import { AFTER, type FindingText, YES } from './words.ts';

export const structModule: FindingText = (words, finding) => ({
  answer: `${words.Module} was built with another configuration than ${words.kernel} has: its struct module has another size (.gnu.linkonce.this_module). Rebuild it against the headers of exactly this kernel.`,
  because: [
    'The size of struct module depends on the configuration and the version of the kernel. Linux 6.12 and 7.2 check it before any symbol; 6.1 and 5.10 do not.',
    'On kernels without CONFIG_MODVERSIONS it is the only check of a layout: headers that fit in name but are of another build, or were not updated with the kernel, cause it.',
    ...words.builtFor(),
  ],
  todo: [
    ...words.rebuildSteps(),
    {
      say: 'If it comes back, the headers are not those of this kernel: reinstall kernel and headers of the same package version, and reboot.',
    },
  ],
  rebuild: YES,
  more: [
    ...words.askKernel(),
    {
      say: 'The version of kernel and headers:',
      run: `uname -v; modinfo -F vermagic ${finding.module ?? '<module>'}`,
    },
  ],
});

export const signature: FindingText = (words, finding) => {
  const isLockdown = /lockdown/i.test(finding.text ?? '');
  return {
    answer:
      `${words.Module} is refused for its signature, not for its kABI: this kernel ${isLockdown ? 'is locked down and' : ''} demands modules that are signed with a key it trusts${isLockdown ? '' : ' (Secure Boot, lockdown or CONFIG_MODULE_SIG_FORCE)'}. Sign the module and enrol the key, or turn the demand off.`.replace(
        '  ',
        ' ',
      ),
    because: [
      'The signature is checked before vermagic and symbols: nothing is known yet of whether those fit.',
      ...(loadErrorOf(finding.text ?? '') === 'EKEYREJECTED' || (finding.text ?? '').includes('rejected')
        ? [
            '"Key was rejected by service": unsigned, or signed with a key that the kernel does not trust or that does not fit the file. "Required key not available": signed, and the key is unknown to the kernel.',
          ]
        : []),
    ],
    todo: [
      {
        say: 'Sign it with a key of your own and enrol that (Machine Owner Key); DKMS signs by itself with its key:',
        run: 'mokutil --import /var/lib/dkms/mok.pub    # then reboot and confirm',
      },
      {
        say: 'Sign by hand:',
        run: `/usr/src/linux-headers-${words.uname}/scripts/sign-file sha256 MOK.priv MOK.der ${finding.module ?? '<module>'}.ko`,
      },
      {
        say: 'Or turn Secure Boot off in the firmware. On Android, use the vendor’s signed module, or a kernel without the demand.',
      },
    ],
    rebuild:
      'No: signing is needed, not a rebuild. A rebuild by DKMS signs again with its own key, which must be enrolled.',
    more: [
      {
        say: 'Whether Secure Boot is on, and what the kernel trusts:',
        run: 'mokutil --sb-state; keyctl list %:.builtin_trusted_keys',
      },
      { say: 'Who signed it:', run: `modinfo -F signer ${finding.module ?? '<module>'}` },
    ],
  };
};

export const btf: FindingText = (words) => ({
  answer: `${words.Module} has type information (BTF) that does not fit ${words.kernel}: it was built against another vmlinux. It is refused unless the kernel allows mismatches. Rebuild it against the headers of exactly this kernel, or strip its .BTF section.`,
  because: [
    '"failed to validate module [x] BTF: -22" says that the types of the module build on those of another vmlinux. It is not a matter of CRCs: symbols may all fit.',
    'It happens where the kernel was rebuilt or updated and the module was not, or where headers lack the vmlinux that the kernel was built with.',
  ],
  todo: [
    words.headers(),
    words.build(),
    {
      say: 'Or take the BTF out; nothing but BPF programs uses it:',
      run: `objcopy --remove-section .BTF ${words.module}.ko`,
    },
    { say: 'A kernel with CONFIG_MODULE_ALLOW_BTF_MISMATCH=y loads the module without its BTF.' },
  ],
  rebuild: YES,
  more: [
    ...words.askKernel(),
    { say: 'Whether the kernel allows it:', run: `grep BTF /boot/config-${words.uname}` },
  ],
});

export const wrongMachine: FindingText = (words) => ({
  answer: `${words.Module} is for another kind of processor than ${words.kernel}. Take or build it for this architecture.`,
  because: [
    'The number in the message is the machine of the ELF header: 3 is i386, 40 ARM, 62 x86_64, 183 ARM64, 243 RISC-V.',
  ],
  todo: [
    { say: 'Build it on this machine, or with ARCH= and CROSS_COMPILE= for it.' },
    words.headers(),
    words.build(),
  ],
  rebuild: 'Yes, for the right architecture.',
  more: [{ say: 'What the file is for:', run: `file ${words.module}.ko; uname -m` }],
});

export const damagedFile: FindingText = (words, finding) => ({
  answer: `The file of ${words.module} is not a module that this kernel can read: "${finding.text ?? finding.quote ?? ''}". It is cut off, packed in a way that the kernel does not unpack, stripped, or of another kernel's format. Install or build it again.`,
  because: [
    ...((finding.text ?? '').includes('stripped')
      ? [
          'A module without its symbol table cannot be linked: strip --strip-debug keeps it, strip --strip-all does not.',
        ]
      : []),
    ...(/compress|ZSTD/.test(finding.text ?? '')
      ? ['The kernel unpacks only what CONFIG_MODULE_COMPRESS_* names; kmod unpacks the rest itself.']
      : []),
  ],
  todo: [
    { say: 'Compare the file with the package it came from, and install it again; or build it again.' },
    words.build(),
  ],
  rebuild: 'Yes, if the file was damaged or stripped after it was built.',
  more: [
    {
      say: 'What the file is:',
      run: `file $(modinfo -n ${finding.module ?? '<module>'}); readelf -S $(modinfo -n ${finding.module ?? '<module>'}) | tail`,
    },
  ],
});

export const buildFault: FindingText = (words, finding) => ({
  answer: `${words.Module} was not built as this kernel wants it: "${finding.text ?? finding.quote ?? ''}". Its source or its build must be changed, not only repeated.`,
  because: [
    ...((finding.text ?? '').includes('fno-common')
      ? [
          'A variable without a value in two files became a common symbol: build with -fno-common, as the kernel does by itself.',
        ]
      : []),
    ...((finding.text ?? '').includes('livepatch')
      ? ['The module is a live patch, and the kernel has no CONFIG_LIVEPATCH.']
      : []),
    ...(/module namespace|explicitly importing/.test(finding.text ?? '')
      ? [
          'Symbols of EXPORT_SYMBOL_FOR_MODULES ("module:…") are for the named modules; nobody may import that namespace.',
        ]
      : []),
    ...(/relocation/i.test(finding.text ?? '')
      ? [
          'Code was built with options that do not fit: another compiler, -fPIC, another code model, or relocations applied twice.',
        ]
      : []),
  ],
  todo: [
    {
      say: 'Build it with the kernel’s own make (make -C … M=…), which sets the right options; then see its maker.',
    },
    words.build(),
  ],
  rebuild: AFTER,
  more: [{ say: 'The whole of the build’s output, from its first error.' }],
});
