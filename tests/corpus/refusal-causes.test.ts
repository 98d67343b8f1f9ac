/** A log that names a kernel on file is told by which types the update to it changed what the module imports. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { updateExplainer } from '../../scripts/cli/report/update-causes.ts';
import { kernelsOnFile } from '../../scripts/cli/kernels.ts';
import { readKernelBuild } from '../../scripts/corpus/read.ts';
import { checkDriver, openEach } from '../../src/load/check/check.ts';
import { readDriver } from '../../src/load/check/driver.ts';
import { diagnosisText } from '../../src/lang/en/diagnosis-sentences.ts';

const CONTENT = path.resolve(import.meta.dirname, '../../content');

const LOG = `[    0.000000] Linux version 6.1.0-54-amd64 (debian-kernel@lists.debian.org) (gcc-12) #1 SMP
[   12.301] gizmo: disagrees about version of symbol device_create_file
[   12.302] gizmo: Unknown symbol device_create_file (err -22)
`;

test('a refusal on Debian 12 6.1.0-54 names the struct behind the CRC, and the change that made it', async () => {
  const { kernels } = await kernelsOnFile(CONTENT);
  const amd64 = kernels.filter(({ id }) => id.product === 'debian-12' && id.arch === 'amd64');
  const driver = await openEach([LOG], (text) =>
    Promise.resolve(readDriver(new TextEncoder().encode(text), 'log')),
  );
  const { diagnoses } = await checkDriver(
    driver,
    amd64.map(({ id, record, patches }) => ({
      id,
      title: 'Debian 12',
      read: () => readKernelBuild(CONTENT, id, record, patches),
    })),
    updateExplainer(CONTENT),
  );
  const finding = diagnoses[0]?.findings[0];
  expect(finding?.symbols[0]?.cause?.type).toBe('struct net_device');
  expect(finding === undefined ? '' : diagnosisText(finding).because.join('\n')).toMatch(
    /from 6\.1\.0-53 to 6\.1\.0-54 of Debian 12[^]*Most likely because of struct net_device: reg_state[^]*dev->reg_state/,
  );
}, 60_000);
