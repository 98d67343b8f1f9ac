import { expect, test } from 'vitest';
import { parseSeverities } from '../../src/formats/lists/severities.ts';
import { diffExports } from '../../src/history/diff.ts';
import { changeFacts, judge, type Verdict } from '../../src/policy/verdict.ts';
import { openExports } from '../../scripts/sources/open.ts';
import { corpusIsHere, findSample, readSample, whereCorpus } from './samples.ts';

async function rulesOf(name: string) {
  const file = findSample(name);
  expect.assert(file !== undefined, name);
  return parseSeverities(await readSample(file), name);
}

/** How many changes of each verdict there are between two files of the corpus. */
async function verdicts(a: string, b: string, rules: string): Promise<Partial<Record<string, number>>> {
  const [before, after] = [findSample(a), findSample(b)];
  expect.assert(before !== undefined && after !== undefined);
  const diff = diffExports(await openExports(before), await openExports(after));
  const { records } = await rulesOf(rules);
  const counts: Record<string, number> = {};
  for (const fact of diff.changes.flatMap(changeFacts)) {
    const { verdict } = judge(fact, { keeps: 'kabi', protects: 'all', rules: records }, 'all');
    const key: `${typeof fact.kind} ${Verdict}` = `${fact.kind} ${verdict}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

test.skipIf(!corpusIsHere)(
  `SUSE's rules tolerate every change from the last candidate of SLE 15 to its release${whereCorpus}`,
  async () => {
    const folder = (release: string) => `suse/${release}/x86_64/symvers-default`;
    const found = await verdicts(folder('SLE15-RC3'), folder('SLE15'), 'suse/SLE15/severities');
    expect(found['crc-changed tolerated']).toBe(118);
    expect(found['removed tolerated']).toBe(1);
    expect(Object.keys(found).filter((key) => key.includes('breaking'))).toEqual([]);
  },
);

test.skipIf(!corpusIsHere)(
  `changes are judged as suse-kabi-tools judges its own example${whereCorpus}`,
  async () => {
    const folder = 'suse-kabi-tools/it/ksymvers/compare_format';
    const found = await verdicts(`${folder}/a.symvers`, `${folder}/b.symvers`, `${folder}/severities.txt`);
    expect(found).toEqual({
      'added implicitly-tolerated': 1,
      'added tolerated': 1,
      'removed breaking': 1,
      'removed tolerated': 1,
      'crc-changed breaking': 1,
      'crc-changed tolerated': 1,
      'type-changed breaking': 2,
      'type-changed implicitly-tolerated': 1,
      'type-changed tolerated': 3,
    });
  },
);

/** Large files of the golden set that a corpus may lack. */
const SL16 = 'suse-kabi-tools/sl/sl_16_0';
const hasSl16 = corpusIsHere && findSample(`${SL16}/input/base/symvers-default`) !== undefined;

test.skipIf(!hasSl16)(`SL 16.0: all 215 changed CRCs are tolerated by rules${whereCorpus}`, async () => {
  const file = (name: string) => `${SL16}/input/${name}/symvers-default`;
  const good = await verdicts(file('base'), file('new'), `${SL16}/input/severities`);
  expect(good['crc-changed tolerated']).toBe(215);
  const broken = await verdicts(file('base'), file('broken'), `${SL16}/input/severities`);
  expect((broken['crc-changed breaking'] ?? 0) + (broken['crc-changed tolerated'] ?? 0)).toBe(504);
  expect(broken['crc-changed breaking']).toBeGreaterThan(0);
});

test.skipIf(!corpusIsHere)(
  `every severities file since SLE 12 reads without a bad rule${whereCorpus}`,
  async () => {
    for (const release of ['SLE12-SP4', 'SLE12-SP5', 'SLE15', 'SLE15-SP1', 'openSUSE-42.1', 'SEL-2.0']) {
      const { records, problems } = await rulesOf(`suse/${release}/severities`);
      expect(records.length, release).toBeGreaterThan(0);
      expect(problems, release).toEqual([]);
    }
  },
);

test.skipIf(!corpusIsHere)(`the severities of SLE 11 are refused${whereCorpus}`, async () => {
  await expect(rulesOf('suse/SLE11-RC2/severities')).rejects.toThrow(/format of SLE 11/);
});
