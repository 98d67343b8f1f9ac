/** Findings about builds, in words. */
import type { DiagnosisCause } from '../../../load/diagnosis/finding.ts';
import { endSentence, presenceSentence } from './symbol-end-sentences.ts';
import { AFTER, NO, type FindingText, YES, plain, someOf } from './words.ts';

export const BUILD_TEXTS = {
  'gpl-only': plain((words, finding) => ({
    answer: `${words.Module} is not under a GPL-compatible licence and uses ${words.symbols('GPL-only symbol', 'GPL-only symbols')}: it cannot be built so. Its source must do without, or its licence be changed by its owner.`,
    because: [
      ...finding.symbols.slice(0, 10).map((each) => `${each.symbol}: ${presenceSentence(each)}`),
      ...(words.names.some((name) => /rcu_read|lockdep|mutex_destroy|debug_/.test(name))
        ? [
            'Inline functions of the headers call it when the kernel is configured for debugging or preemption: the driver need not name it itself. A kernel without those options, or a newer driver, avoids it.',
          ]
        : []),
    ],
    todo: [
      {
        say: 'Take a version of the driver that is made for this kernel, or its open variant (for NVIDIA: nvidia-open).',
      },
      {
        say: 'See what MODULE_LICENSE() says: only "GPL", "GPL v2", "GPL and additional rights", "Dual BSD/GPL", "Dual MIT/GPL" and "Dual MPL/GPL" count as compatible.',
      },
    ],
    rebuild: NO,
    more: words.askKernel(),
  })),
  'api-changed': plain((words, finding) => ({
    answer: `The source of ${words.module} is for another version of Linux than ${words.kernel}: the compiler stops at "${finding.text ?? finding.quote ?? ''}". Take a version of the driver that supports this kernel.`,
    because: finding.symbols.slice(0, 20).map((each) => `${each.symbol}: ${endSentence(each)}`),
    todo: [
      {
        say: 'Update the driver to a version that names this kernel as supported, or boot a kernel that it supports.',
      },
      { say: 'Its maker can tell versions apart with LINUX_VERSION_CODE.' },
    ],
    rebuild: AFTER,
    more: [
      ...words.askKernel(),
      { say: 'The whole make.log from its first error:', run: 'cat /var/lib/dkms/*/*/build/make.log' },
    ],
  })),
  'build-excluded': plain((words) => ({
    answer: `The driver says itself that it does not support ${words.kernel} (BUILD_EXCLUSIVE in dkms.conf): DKMS did not try. Take a newer version of the driver, or boot a kernel that it names.`,
    todo: [{ say: 'See which kernels it is for:', run: 'grep BUILD_EXCLUSIVE /usr/src/*/dkms.conf' }],
    rebuild: AFTER,
  })),
  'no-headers': plain((words, finding) => ({
    answer: `The headers of ${finding.kernel === undefined ? 'the running kernel' : words.kernel} are not installed: without them no module can be built for it.`,
    todo: [
      words.headers(),
      words.build(),
      ...(words.distribution?.packages === 'apt'
        ? [
            {
              say: 'If there is no such package any more, the kernel is older than what the archive has: install the newest kernel with its headers, and reboot into it.',
              run: 'apt install linux-image-amd64 linux-headers-amd64    # Ubuntu: linux-generic',
            },
          ]
        : []),
      ...(words.distribution?.packages === 'pacman'
        ? [{ say: 'Reboot if the kernel was updated: the headers are those of the new one.' }]
        : []),
    ],
    rebuild: AFTER,
    more: words.askKernel(),
  })),
  'no-symvers': plain((words) => ({
    answer: `${words.Module} was built without the CRCs of what it imports: Module.symvers of ${words.kernel === 'the running kernel' ? 'the kernel' : words.kernel} was missing or had none. A kernel with symbol versions refuses such a module.`,
    because: [
      'modpost takes the CRCs from Module.symvers of the tree that it builds against; "make modules_prepare" alone does not make that file.',
    ],
    todo: [
      words.headers(),
      {
        say: 'Or build the whole kernel once in that tree (make modules), which writes Module.symvers; then build the module.',
      },
      words.build(),
    ],
    rebuild: AFTER,
    more: [
      { say: 'Whether it is there:', run: `head -n 3 /lib/modules/${words.uname}/build/Module.symvers` },
    ],
  })),
  'license-missing': plain((words) => ({
    answer: `The source of ${words.module} has no MODULE_LICENSE(), or one that the kernel does not know: modpost refuses it.`,
    todo: [
      {
        say: 'Add the licence to the source, or take a newer version of the driver:',
        run: 'MODULE_LICENSE("GPL");',
      },
    ],
    rebuild: AFTER,
  })),
  'no-versions': plain((words, finding) => ({
    answer: `${words.Module} has no symbol versions${words.names.length === 0 ? '' : ` for ${someOf(words.names)}`}: it was built against a tree without Module.symvers, or one without CONFIG_MODVERSIONS. Debian's kernels refuse that; others load it and call themselves tainted. Rebuild it against the complete headers of this kernel.`,
    because: [
      `Said: "${finding.quote ?? ''}".`,
      'modpost takes the CRCs from Module.symvers of the tree that it builds against, and from KBUILD_EXTRA_SYMBOLS for symbols of other modules.',
    ],
    todo: words.rebuildSteps(),
    rebuild:
      'Yes, against headers that have Module.symvers; for symbols of another module with KBUILD_EXTRA_SYMBOLS.',
    more: [
      ...words.askKernel(),
      {
        say: 'Which CRCs it has:',
        run: `modprobe --dump-modversions $(modinfo -n ${finding.module ?? '<module>'})`,
      },
    ],
  })),
  'build-failed': plain((words, finding) => ({
    answer: `The build of ${words.module} for ${words.kernel} failed: "${finding.text ?? finding.quote ?? ''}". The reason stands further up in the log of the build.`,
    todo: [
      {
        say: 'See its first error:',
        run: `grep -m3 -B2 -A6 -iE 'error|undefined' /var/lib/dkms/*/*/build/make.log`,
      },
    ],
    rebuild: 'Not known: the first error decides.',
    more: [{ say: 'Paste the whole make.log.' }],
  })),
  'other-kernel': plain((words, finding) => ({
    answer: `${words.Module} was built for ${finding.builtFor ?? 'another kernel'}, and ${finding.kernel?.uname ?? 'another one'} runs. Rebuild it for the kernel that runs.`,
    because: [`Said: "${finding.quote ?? ''}".`],
    todo: /vm(?:mon|net)|vmware/i.test(finding.quote ?? '')
      ? [
          words.headers(),
          { say: 'Build VMware’s modules again:', run: 'vmware-modconfig --console --install-all' },
        ]
      : words.rebuildSteps(),
    rebuild: YES,
    more: words.askModule(),
  })),
} as const satisfies Partial<Record<DiagnosisCause, FindingText>>;
