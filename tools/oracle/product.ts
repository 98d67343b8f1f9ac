/** What `kabi check` says of the same modules, in one process. */
import { readFileSync } from 'node:fs';
import { Fault } from '../../src/base/problems.ts';
import { readDriver } from '../../src/load/check/driver.ts';
import { judgeTogether } from '../../src/load/judge.ts';
import { reasonsOf } from '../../src/load/check/checked-module.ts';
import type { KernelBuild, LoadVerdict } from '../../src/load/verdict.ts';
import { readKernelBuild } from '../../scripts/corpus/read.ts';
import { kernelsOnFile, selectKernels } from '../../scripts/cli/kernels.ts';
import type { SuiteCase } from './build.ts';

export interface ProductAnswer {
  /** `unreadable`: the file is refused as damaged, or as no module. */
  readonly verdict: LoadVerdict | 'unreadable';
  readonly why: string;
}

/** @param against `debian-12/6.1.0-54/amd64` */
export async function kernelOnFile(content: string, against: string): Promise<KernelBuild> {
  const [kernel] = selectKernels((await kernelsOnFile(content)).kernels, against);
  if (kernel === undefined) throw new Error(`${against} is not on file`);
  return readKernelBuild(content, kernel.id, kernel.record, kernel.patches);
}

export function judgeCase({ module, needs }: SuiteCase, kernel: KernelBuild): ProductAnswer {
  try {
    const given = [module, ...needs].map(({ file, name }) => {
      const [opened] = readDriver(readFileSync(file), `${name}.ko`).modules;
      if (opened === undefined) throw new Error(`${file} is no module`);
      return opened.module;
    });
    const [finding] = judgeTogether(given, kernel);
    if (finding === undefined) throw new Error('no finding');
    const why = reasonsOf(finding, given[0]?.imports.length ?? 0).join('; ');
    return { verdict: finding.verdict, why: [why, ...finding.unchecked].join('; ') };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { verdict: 'unreadable', why: error.problem.detail ?? error.problem.kind };
  }
}
