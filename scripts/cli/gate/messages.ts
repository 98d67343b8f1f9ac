/** What a tool that points at lines says of one change. */
import { KIND_TITLES } from '../../../src/views/comparison/change-columns.ts';
import type { JudgedChange } from '../../../src/policy/judged.ts';
import type { Gate } from './gate.ts';
import { detailOf, FAILING, moduleOf, pathOf, reasonOf } from './rows.ts';

export function failingRows({ judged }: Gate): JudgedChange[] {
  return judged.rows.filter(({ verdict }) => FAILING.includes(verdict));
}

export function kindTitle(kind: JudgedChange['kind']): string {
  return kind === 'not-comparable' ? 'Cannot be compared' : KIND_TITLES[kind];
}

/** "pci_read (drivers/pci/pci): CRC changed, 0x1 -> 0x2, by way of pci_read -> struct device, promised by kabi.list:12" */
export function messageOf(gate: Gate, row: JudgedChange): string {
  const path = pathOf(gate, row);
  const reason = reasonOf(gate, row);
  return [
    `${row.change.symbol} (${moduleOf(row)}): ${kindTitle(row.kind)}`,
    detailOf(row),
    ...(path === undefined ? [] : [`by way of ${path}`]),
    ...(reason === undefined ? [] : [`decided by ${reason}`]),
  ]
    .filter((part) => part !== '')
    .join(', ');
}
