/** Findings that are no matter of kABI, or no refusal at all, in words. */
import { counted, listed } from '../../../base/text.ts';
import { loadErrorOf } from '../../../formats/logs/errno-words.ts';
import { snapshotName } from '../../../kernel/snapshot.ts';
import type { DiagnosisCause, Finding } from '../../../load/diagnosis/finding.ts';
import {
  type DiagnosisText,
  NO,
  type FindingText,
  FindingWords,
  byProvider,
  plain,
  providerSentence,
  someOf,
} from './words.ts';

export const SITUATION_TEXTS = {
  blacklisted: plain((words, finding) => ({
    answer: (finding.text ?? '').includes('hash')
      ? 'The file is on the list of revoked modules (dbx, .blacklist keyring): it is refused by its hash, whatever its kABI.'
      : `${words.Module} is blocked on the command line of the kernel (module_blacklist=): it is not a matter of kABI.`,
    todo: [
      {
        say: 'See the command line, and take the name out of module_blacklist= in the boot loader:',
        run: 'cat /proc/cmdline',
      },
    ],
    rebuild: NO,
  })),
  'load-policy': plain((words) => ({
    answer: `A security policy of this system (LoadPin or IMA) does not let ${words.module} be loaded from where it lies: it is not a matter of kABI.`,
    todo: [
      {
        say: 'Put the module on the file system that the kernel was booted from, or sign it for IMA, as the policy demands.',
      },
    ],
    rebuild: NO,
  })),
  'userspace-mismatch': plain((_, finding) => ({
    answer: `A program and the kernel module it talks to are of different versions: "${finding.quote ?? ''}". Nothing of kABI: the old module is still loaded after an update. Reboot, or unload and load the module again.`,
    todo: [
      {
        say: 'Reboot after the update of the driver; or unload its modules and load them again.',
        run: 'lsmod | grep nvidia',
      },
    ],
    rebuild: 'Not needed, if both come from the same version of the driver.',
    more: [{ say: 'The version that is loaded:', run: 'cat /proc/driver/nvidia/version' }],
  })),
  'provider-not-loaded': plain((words, finding) => {
    const providers = [...byProvider(finding.symbols).keys()].filter((name) => name !== '');
    return {
      answer: `${words.Module} needs ${words.symbols()} of ${listed(providers)}, which was not loaded. Load ${providers.length === 1 ? 'that' : 'those'} first: modprobe does, insmod does not.`,
      because: [providerSentence(finding.symbols)],
      todo: [
        {
          say: 'Let modprobe load what it needs:',
          run: `depmod -a && modprobe ${finding.module ?? '<module>'}`,
        },
        {
          say: `Or load ${listed(providers)} by hand:`,
          run: `modprobe ${providers.join(' ')}`
            .replace(/ (?=\w+$)/, ' -a ')
            .replace('modprobe -a', providers.length > 1 ? 'modprobe -a' : 'modprobe'),
        },
        {
          say: `If ${listed(providers)} cannot be found, the kernel is built without, or its package of extra modules is not installed (Ubuntu: linux-modules-extra-${words.uname}).`,
        },
      ],
      rebuild: 'Not needed for this.',
      more: [{ say: 'What is loaded:', run: 'lsmod' }, ...words.askKernel()],
    };
  }),
  'provider-refused': plain((words, finding) => ({
    answer: `${words.Module} fails only because ${finding.owner === undefined || finding.owner === '' ? 'the module that provides its symbols' : finding.owner} was refused before: ${someOf(words.names)} are its symbols. See what is said of ${finding.owner === undefined || finding.owner === '' ? 'that one' : finding.owner}.`,
    rebuild: 'Not needed for this.',
    todo: [{ say: `Mend ${finding.owner ?? 'the other module'} first; then load this one again.` }],
  })),
  'provider-busy': plain((words, finding) => ({
    answer: `${words.Module} waited for ${finding.owner ?? 'the module that provides its symbols'}, which did not finish to start in 30 seconds. The module itself is not at fault.`,
    because: [`Said: "${finding.quote ?? ''}".`],
    todo: [
      {
        say: `See why ${finding.owner ?? 'the other module'} hangs, in the log before this; then load it again.`,
      },
    ],
    rebuild: 'Not needed.',
    more: [words.askLog()],
  })),
  'already-loaded': plain((words) => ({
    answer: `${words.Module} is in the kernel already: loaded, or built in. Nothing is refused.`,
    todo: [
      { say: 'To load another file of that name, unload the first:', run: `modprobe -r ${words.module}` },
    ],
    rebuild: 'Not needed.',
    more: [
      {
        say: 'Which one it is:',
        run: `cat /sys/module/${words.module}/srcversion; modinfo -F srcversion ${words.module}`,
      },
    ],
  })),
  memory: plain((words) => ({
    answer: `The kernel had not the memory to load ${words.module}: it is not a matter of kABI.`,
    todo: [
      {
        say: 'See the log before this for what took the memory. Per-CPU data of modules is limited: percpu_alloc= and fewer modules help.',
      },
    ],
    rebuild: 'Not needed.',
    more: [words.askLog()],
  })),
  'not-installed': plain((words, finding) => ({
    answer:
      `There is no module ${finding.module ?? ''} for ${words.kernel} in /lib/modules: it was not built or not installed for this kernel.`.replace(
        'module  for',
        'module of that name for',
      ),
    because: [
      'After an update of the kernel that is the usual case: DKMS built it for the old one, or failed for the new one, or the package of the module is of the old one.',
    ],
    todo: [
      { say: 'See what DKMS has:', run: 'dkms status' },
      words.headers(),
      words.build(),
      {
        say: 'If /lib/modules has no folder for the running kernel, the kernel was removed or updated under it: reboot.',
      },
    ],
    rebuild: 'Yes, if it is a driver from outside the kernel; else install the package that has it.',
    more: [{ say: 'The output of DKMS, where it failed:', run: 'cat /var/lib/dkms/*/*/build/make.log' }],
  })),
  'dependency-cycle': plain((words, finding) => ({
    answer: `Modules need each other in a circle, and none can be loaded first: ${finding.text ?? ''}. Two of them export what the other uses, often because an old and a new build of one driver lie beside each other.`,
    todo: [
      {
        say: 'Look for two copies of one module below /lib/modules (kernel/, updates/, extra/), and remove the wrong one:',
        run: `find /lib/modules/${words.uname} -name '*.ko*' | sed 's,.*/,,' | sort | uniq -d`,
      },
    ],
    rebuild: NO,
  })),
  'tool-words': plain((words, finding) => toolWords(words, finding)),
  'loaded-with-remarks': plain((words, finding) => ({
    answer: `No refusal: ${words.module} was loaded. The kernel only remarks: "${finding.quote ?? ''}".`,
    because: [
      '"taints kernel" means that the kernel notes that a module from outside, unsigned or proprietary was loaded, for those who read its bug reports.',
    ],
    rebuild: 'Not needed.',
    more: [
      {
        say: 'If something does not work, what the module said after that:',
        run: `dmesg | grep -i ${words.module}`,
      },
    ],
  })),
  described: plain((words, finding) => ({
    answer:
      finding.module === null
        ? `This says ${finding.text === undefined || finding.text === '' ? 'nothing of what a module imports' : `which modules are loaded (${someOf(finding.text.split(', '), 4)})`}: whether a module loads needs its symbol versions.`
        : `${finding.module}: ${finding.text ?? ''}. That says what it was built for${finding.builtFor === undefined ? '' : ` (${finding.builtFor})`}, but not what it imports: whether another kernel loads it needs its symbol versions.`,
    more: words.askModule(),
    rebuild: 'Not known from this.',
  })),
  'exports-listed': plain((words, finding) => ({
    answer: `This lists ${counted(Number(finding.text ?? '0'), 'export', 'exports')}${finding.owner === undefined ? '' : ` of ${finding.owner}`}: what a module offers to others, not what it needs. Give the module that uses them, too.`,
    because: [`${someOf(words.names)}.`],
    rebuild: 'Not known from this.',
    more: [{ say: 'The imports of the module in question:', run: 'modprobe --dump-modversions <module>.ko' }],
  })),
  'kernel-provides': plain((words, finding) => ({
    answer: `These are the provides of a kernel${finding.kernel === undefined ? '' : `, ${finding.kernel.uname}`}: ${counted(Number(finding.text ?? '0'), 'symbol with its CRC', 'symbols with their CRCs')}. Compare two such lists to know whether modules of one load on the other.`,
    because: [
      `${someOf(words.names)}.`,
      ...(finding.builtForOnFile.length === 0
        ? []
        : [
            `On file, ${someOf(finding.builtForOnFile.map(({ id }) => snapshotName(id)))} have the same CRCs.`,
          ]),
    ],
    todo: [
      { say: 'Compare the lists of two kernels:', run: 'kabi compare old-provides.txt new-provides.txt' },
      {
        say: 'Or keep the kernel, to check modules against it:',
        run: 'kabi ingest provides.txt --product PRODUCT --release RELEASE --arch ARCH',
      },
    ],
    rebuild: 'Not known from this.',
    more: [
      {
        say: 'What a package of modules needs:',
        run: "rpm -qp --requires <package>.rpm | grep -E 'kernel\\(|ksym\\('",
      },
    ],
  })),
  'kernel-named': plain((words) => ({
    answer: `This names ${words.kernel}, and no module and no refusal.`,
    rebuild: 'Not known from this.',
    more: [
      {
        say: 'What the kernel said when it refused the module:',
        run: "dmesg | grep -iE 'disagrees|unknown symbol|version magic|module'",
      },
    ],
  })),
} as const satisfies Partial<Record<DiagnosisCause, FindingText>>;

function toolWords(
  words: FindingWords,
  finding: Finding,
): Partial<DiagnosisText> & Pick<DiagnosisText, 'answer'> {
  const error = finding.text === undefined ? undefined : loadErrorOf(finding.text);
  const more = [words.askLog(), ...words.askModule()];
  const said = finding.text ?? finding.quote ?? '';
  switch (error) {
    case 'ENOEXEC':
      return {
        answer: `The kernel refused ${words.module}: "${said}" (ENOEXEC). Most often it was built for another kernel, and its version magic or symbol versions differ; the kernel's own message says which. Rebuild it for the running kernel if so.`,
        because: [
          'The same words stand for a version magic, a CRC, a duplicate export, a size of struct module or an architecture that do not fit.',
          ...words.builtFor(),
        ],
        todo: [
          words.askLog(),
          { say: 'Compare:', run: `uname -r; modinfo -F vermagic ${finding.module ?? '<module>'}` },
          ...words.rebuildSteps(),
        ],
        rebuild:
          'Most likely, against the headers of exactly the running kernel; the kernel’s message decides.',
        more,
      };
    case 'ENOENT':
      return {
        answer: `The kernel refused ${words.module}: "${said}" (ENOENT): a symbol that it needs is not exported, or the file is not there. The kernel's own message names the symbol.`,
        todo: [
          {
            say: 'Load it with modprobe, which loads what it needs first:',
            run: `modprobe ${finding.module ?? '<module>'}`,
          },
          words.askLog(),
        ],
        rebuild: 'Not known: it depends on the symbol.',
        more,
      };
    case 'EINVAL':
    case 'ESRCH':
      return {
        answer: `The kernel refused ${words.module}: "${said}" (${error}): a symbol version, a namespace, a parameter or its type information does not fit. The kernel's own message says which.`,
        todo: [words.askLog(), ...words.rebuildSteps()],
        rebuild: 'Often; the kernel’s message decides.',
        more,
      };
    case 'EPERM':
    case 'EACCES':
      return {
        answer: `The kernel refused ${words.module}: "${said}" (${error}): missing rights, Secure Boot or lockdown, a policy, or on Android a protected symbol. It is hardly a matter of kABI.`,
        todo: [
          {
            say: 'Load it as root; if it is root already, see whether modules must be signed:',
            run: 'mokutil --sb-state; cat /sys/kernel/security/lockdown',
          },
          words.askLog(),
        ],
        rebuild: NO,
        more,
      };
    case 'ENODEV':
      return {
        answer: `${words.Module} was accepted by the kernel and ended by itself: "${said}" (ENODEV): it found no hardware that it serves. It is not a matter of kABI.`,
        todo: [
          {
            say: 'See whether the device is there, and whether another driver has it:',
            run: 'lspci -k; lsusb',
          },
        ],
        rebuild: NO,
        more: [words.askLog()],
      };
    case 'EBADMSG':
    case 'EBUSY':
    case 'EEXIST':
    case 'EKEYREJECTED':
    case 'ENOKEY':
    case 'ENOMEM':
    case 'EOPNOTSUPP':
    case 'ETIMEDOUT':
    case undefined:
      return {
        answer: `The kernel or a tool refused ${words.module}: "${said}". The kernel's own message says why.`,
        because: words.builtFor(),
        todo: [words.askLog()],
        rebuild: 'Not known from this.',
        more,
      };
  }
}
