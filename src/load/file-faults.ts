/** Which faults of a file the loader of a kernel refuses, and what to say of them. Functions of kernel/module/main.c. */
import type { FileFault, KernelModule, ModuleObject } from '../kernel/module.ts';
import type { LoaderSetting } from '../kernel/loader.ts';
import { holds, type Holds, type LoaderRule, type RuledKernel } from './loader-rules.ts';

interface FaultRule {
  /** A clause of which the file is the subject. */
  readonly says: string;
  /** Absent: every kernel refuses it. */
  readonly since?: LoaderRule;
  readonly setting?: LoaderSetting;
}

const FAULT_RULES = {
  /** setup_load_info(), elf_validity_cache_index_sym(): "module has no symbols (stripped?)" */
  'no-symbols': { says: 'it has no symbol table: it was stripped of it' },
  'several-symbol-tables': { says: 'it has several symbol tables', since: 'one-symbol-table' },
  /** setup_load_info(), elf_validity_cache_index_mod(): "No module found in object" */
  'no-this-module': { says: 'it has no struct module: it is an object file that was not linked to a module' },
  'several-this-modules': { says: 'it has several structs module', since: 'this-module' },
  'this-module-not-loaded': { says: 'its struct module takes no place in memory', since: 'this-module' },
  'several-modinfos': { says: 'it has several sections .modinfo', since: 'one-modinfo' },
  /** simplify_symbols(): "please compile with -fno-common" */
  'common-symbol': { says: 'it has common symbols: it was not compiled with -fno-common' },
  'bad-section-index': {
    says: 'one of its symbols lies in a section that it does not have',
    since: 'section-index',
  },
  /** module_enforce_rwx_sections() in strict_rwx.c */
  'writable-code': { says: 'it has code that can be written', setting: 'STRICT_MODULE_RWX' },
  /** module_frob_arch_sections() in arch/arm64/kernel/module-plts.c: "module PLT section(s) missing" */
  'no-plt-sections': { says: 'it lacks the sections .plt and .init.plt, which arm64 demands' },
} as const satisfies Record<FileFault, FaultRule>;

export interface FileFinding {
  readonly clause: string;
  /** `unknown`: whether this kernel refuses it depends on what is not on file. */
  readonly refused: Exclude<Holds, 'no'>;
}

/** The faults of a file on one kernel, in the order of the table. */
export function fileFindings({ object }: KernelModule, kernel: RuledKernel): FileFinding[] {
  if (object === undefined) return [];
  const findings = object.faults.map((fault) => {
    const { says, since, setting }: FaultRule = FAULT_RULES[fault];
    const isRule = since === undefined ? 'yes' : holds(since, kernel);
    return { clause: says, refused: setting === undefined ? isRule : settingOf(setting, kernel) };
  });
  return [...findings, ...signatureFindings(object, kernel)].flatMap(({ clause, refused }) =>
    refused === 'no' ? [] : [{ clause, refused }],
  );
}

function settingOf(setting: LoaderSetting, { loader }: RuledKernel): Holds {
  const value = loader?.settings[setting];
  return value === undefined ? 'unknown' : value ? 'yes' : 'no';
}

/**
 * module_sig_check() in kernel/module/signing.c: what cannot be read as a signature is refused even where none is
 * demanded; one by an unknown key counts as none.
 */
function signatureFindings({ signature }: ModuleObject, kernel: RuledKernel) {
  if (signature === 'damaged') {
    return [{ clause: 'its signature is damaged', refused: settingOf('MODULE_SIG', kernel) }];
  }
  const isDemanded = kernel.loader?.settings.MODULE_SIG_FORCE === true;
  if (signature === 'appended' || !isDemanded) return [];
  return [{ clause: 'it has no signature, which this kernel demands', refused: 'yes' as const }];
}
