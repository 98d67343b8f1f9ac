import { expect, test } from 'vitest';
import type { ToldOrigin } from '../../types/cause/told-origins.ts';
import { changelogSentence, originSentence } from './origin-sentences.ts';

const ORIGIN: ToldOrigin = {
  ...{ title: 'net: convert dev->reg_state to u8', upstream: '6.1.189', version: '6.1.190-1', cves: [] },
  ...{ degree: 'named', reason: 'member', word: 'reg_state' },
};

test('an origin says how sure it is, and where the change came from', () => {
  expect(originSentence(ORIGIN)).toBe('Changed by "net: convert dev->reg_state to u8" (Linux 6.1.189)');
  expect(originSentence({ ...ORIGIN, degree: 'possible', upstream: null, cves: ['CVE-2026-1111'] })).toBe(
    'Possibly changed by "net: convert dev->reg_state to u8" (6.1.190-1, CVE-2026-1111)',
  );
});

test('a changelog is told by its counts', () => {
  const change = { title: 'x', upstream: null, cves: ['CVE-2026-1111'], references: [] };
  const log = { version: '1-2', day: null, after: '1-1', changes: [change, { ...change, title: 'y' }] };
  expect(changelogSentence([log])).toBe('The changelog lists 2 changes, with 1 CVE number');
  expect(changelogSentence([{ ...log, changes: [{ ...change, cves: [] }] }])).toBe(
    'The changelog lists 1 change, none with a CVE number',
  );
});
