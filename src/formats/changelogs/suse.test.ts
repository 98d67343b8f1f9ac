import { expect, test } from 'vitest';
import { parseSuseChangelog } from './suse.ts';

const RULE = '-------------------------------------------------------------------';

test('changes without what only the package sees, with their bug numbers, under the day', () => {
  const text = [
    RULE,
    'Wed Sep 24 15:03:07 CEST 2025 - some@example.com',
    '',
    '- ALSA: usb-audio: Fix out-of-bounds reads',
    '  in clock descriptors (CVE-2025-38729 bsc#1249164).',
    '- Refresh patches.suse/kabi-foo.patch.',
    '- commit 1234567',
    '- kABI workaround for struct foo (git-fixes).',
    '',
  ].join('\n');
  expect(parseSuseChangelog(text, 'kernel-default.changes')).toEqual({
    records: [
      {
        version: null,
        day: '2025-09-24',
        changes: [
          {
            title: 'ALSA: usb-audio: Fix out-of-bounds reads in clock descriptors',
            upstream: null,
            cves: ['CVE-2025-38729'],
            references: ['bsc#1249164'],
          },
          { title: 'kABI workaround for struct foo', upstream: null, cves: [], references: [] },
        ],
      },
    ],
    problems: [],
  });
});
