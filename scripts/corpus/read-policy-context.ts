/** What is on file beside the policies: rules of other interfaces, and the systems that driver makers support. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { compareText } from '../../src/base/text.ts';
import type { MeasuredList } from '../../src/policy/measured-list.ts';
import type { Vendor } from '../../src/policy/policy.ts';
import { sortProblems, type Problem } from '../../src/base/problems.ts';
import {
  driverSupportSchema,
  interfacePolicySchema,
  type DriverSupport,
  type InterfacePolicy,
} from '../../src/policy/context-record.ts';
import { slug } from '../../src/history/product.ts';
import { driverSupportFolder, interfacePoliciesFolder } from './layout.ts';
import { readYaml } from './yaml-file.ts';

const ENDING = '.yaml';

export interface PolicyContext {
  /** Oldest first. */
  readonly interfaces: readonly InterfacePolicy[];
  readonly support: readonly DriverSupport[];
}

/** All that pages about policies are made from. */
export interface PolicyContent extends PolicyContext {
  readonly vendors: readonly Vendor[];
  /** Figures by lists that are not on file. */
  readonly measured: readonly MeasuredList[];
}

/** A file at fault is left out, and said in the problems. */
export async function readPolicyContext(
  content: string,
): Promise<{ context: PolicyContext; problems: Problem[] }> {
  const interfaces = await readFolder(interfacePoliciesFolder(content), interfacePolicySchema);
  const support = await readFolder(driverSupportFolder(content), driverSupportSchema);
  return {
    context: {
      interfaces: interfaces.records.toSorted((a, b) => compareText(a.date, b.date)),
      support: support.records,
    },
    problems: sortProblems([...interfaces.problems, ...support.problems]),
  };
}

async function readFolder<T>(
  folder: string,
  schema: z.ZodType<T>,
): Promise<{ records: (T & { name: string })[]; problems: Problem[] }> {
  const records: (T & { name: string })[] = [];
  const problems: Problem[] = [];
  const files = existsSync(folder) ? await readdir(folder) : [];
  for (const file of files
    .filter((each) => each.endsWith(ENDING) && !each.startsWith('.'))
    .sort(compareText)) {
    const name = file.slice(0, -ENDING.length);
    const place = path.join(folder, file);
    if (!slug.safeParse(name).success) {
      const detail = 'the name is a part of URLs: letters, digits and . + ~ _ -';
      problems.push({ kind: 'invalid-file', path: place, detail });
      continue;
    }
    const read = await readYaml(place, schema);
    if ('value' in read) records.push({ ...read.value, name });
    else problems.push(...read.problems);
  }
  return { records, problems };
}
