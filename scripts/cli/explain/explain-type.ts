/** What became of a type over the releases on file, and what reaches it. */
import { count } from '../../../src/base/text.ts';
import { VMLINUX } from '../../../src/kernel/module.ts';
import { snapshotName } from '../../../src/kernel/snapshot.ts';
import { variantName } from '../../../src/kernel/variant.ts';
import { code, heading, list, paragraph, title, type Block } from '../../../src/media/blocks.ts';
import { differencesBetween } from '../../../src/types/diff/differences.ts';
import { referencesOf } from '../../../src/types/table/references.ts';
import type { TypeKey, TypeTable } from '../../../src/types/table/table.ts';
import { causeDetail } from '../../../src/lang/en/cause-sentences.ts';
import { readTypes, typeSourcesOf } from '../../corpus/read-types.ts';
import type { KernelOnFile } from '../kernels.ts';

export interface ExplainedType {
  readonly blocks: readonly Block[];
  readonly type: string;
  /** The newest kernel that has it, and its definition there. */
  readonly newest: { readonly kernel: string; readonly definition: string };
  /** Exports and types that name it in their own definition, there. */
  readonly usedBy: { readonly exports: number; readonly types: number };
  /** Oldest first. */
  readonly changes: readonly { readonly kernel: string; readonly before: string; readonly detail: string }[];
}

/** Undefined if no types on file have it. @param kernels by product and variant, oldest first */
export async function explainType(
  key: TypeKey,
  content: string,
  kernels: readonly KernelOnFile[],
): Promise<ExplainedType | undefined> {
  const changes: ExplainedType['changes'][number][] = [];
  let last: { readonly kernel: KernelOnFile; readonly table: TypeTable; readonly text: string } | undefined;
  let newest: { readonly kernel: KernelOnFile; readonly table: TypeTable; readonly text: string } | undefined;
  for (const kernel of kernels) {
    const [source] = typeSourcesOf(kernel.record);
    if (source === undefined) continue;
    const { records: table } = await readTypes(content, kernel.id, source, kernel.record);
    const text = table.types.get(key)?.[0]?.text;
    const isNext =
      last?.kernel.id.product === kernel.id.product && variantName(last.kernel.id) === variantName(kernel.id);
    if (isNext && last !== undefined && text !== undefined && text !== last.text)
      changes.push({
        kernel: snapshotName(kernel.id),
        before: last.kernel.id.release,
        detail: detailOf(key, last.table, table),
      });
    last = text === undefined ? undefined : { kernel, table, text };
    newest = last ?? newest;
  }
  if (newest === undefined) return undefined;
  const { table, text, kernel } = newest;
  const usedBy = {
    exports: table.exports.filter((each) => referencesOf(each.text).includes(key)).length,
    types: [...table.types].filter(
      ([name, [own]]) => name !== key && referencesOf(own?.text ?? '').includes(key),
    ).length,
  };
  const said = changes.map((each) => [`${each.before} to ${each.kernel}: ${each.detail}`]);
  return {
    ...{ type: key, usedBy, changes },
    newest: { kernel: snapshotName(kernel.id), definition: text.trimEnd() },
    blocks: [
      title(key),
      paragraph(
        `${count(usedBy.exports)} exports and ${count(usedBy.types)} types of ${snapshotName(kernel.id)} name it.`,
      ),
      heading('Changes'),
      ...(said.length === 0
        ? [paragraph('Its own definition did not change in any update on file.')]
        : [list(said)]),
      heading(`Definition in ${snapshotName(kernel.id)}`),
      code(text.trimEnd()),
    ],
  };
}

function detailOf(key: TypeKey, before: TypeTable, after: TypeTable): string {
  const found = differencesBetween(before, after).find(key, VMLINUX);
  return found === null ? 'another definition' : causeDetail(found);
}
