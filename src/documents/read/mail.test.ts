import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoDate, looksLikeMail, readArchivePage, readMails, threadOrder, type Mail } from './mail.ts';

function bytes(...lines: readonly string[]): Uint8Array {
  return new TextEncoder().encode(lines.join('\n'));
}

const MAIL = [
  'From: =?UTF-8?B?6LCi56eA5aWH?= <xie@example.org>',
  'Date: Tue, 6 Apr 2021 17:21:34 -0700',
  'Subject: Re: kABI',
  ' of 22.03',
  'Message-ID: <two@example.org>',
  'In-Reply-To: <one@example.org>',
  'References: <zero@example.org> <one@example.org>',
  'List-Id: Kernel <kernel.openeuler.org>',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  '=E5=90=8C=E6=84=8F',
];

describe('a mail', () => {
  test('has its headers decoded, its text too, and knows what it answers', async () => {
    const { mails, problems } = await readMails(bytes(...MAIL), 'x.eml');
    expect(problems).toEqual([]);
    expect(mails).toMatchObject([
      {
        from: '谢秀奇',
        date: '2021-04-06T17:21:34-07:00',
        subject: 'Re: kABI of 22.03',
        id: 'two@example.org',
        answers: ['one@example.org', 'zero@example.org'],
        list: 'kernel.openeuler.org',
        line: 1,
      },
    ]);
    expect(mails[0]?.text.trim()).toBe('同意');
  });

  test('of HTML alone is its text, and nothing in it is markup', async () => {
    const html = '<script>alert(1)</script><p>One &lt;b&gt;</p>Two<br>Three';
    const { mails } = await readMails(bytes('From: a@b.c', 'Content-Type: text/html', '', html), 'x.eml');
    expect(mails[0]?.text).toBe('One <b>\nTwo\nThree\n');
  });

  test.each([
    ['no boundary', ['Content-Type: multipart/mixed'], 'it has several parts, and no boundary between them'],
    [
      'no part',
      ['Content-Type: multipart/mixed; boundary="x"'],
      'its parts should start with --x, and none does',
    ],
    [
      'no end',
      ['Content-Type: multipart/mixed; boundary=x', '', '--x', 'Content-Type: text/plain', '', 'Hello'],
      'it ends before the last of its parts, --x--',
    ],
    [
      'an unknown encoding',
      ['Content-Type: text/plain; charset=klingon', '', 'x'],
      'its encoding "klingon" is not known',
    ],
    ['no base64', ['Content-Transfer-Encoding: base64', '', '!!!'], 'its text should be base64 and is not'],
  ])('with broken MIME, %s, is said to be damaged', async (_, lines, detail) => {
    const { problems } = await readMails(bytes('From: a@b.c', ...lines, '', ''), 'x.eml');
    expect(problems).toContainEqual({ kind: 'malformed-mail', path: 'x.eml', line: 1, detail });
  });

  test('from nobody is none', async () => {
    await expect(readMails(bytes('Subject: x', '', 'y'), 'x.eml')).rejects.toThrow(
      /it does not say who sent it/,
    );
  });
});

describe('a mailbox', () => {
  const box = [
    ...['From a@b.c Tue Apr  6 17:21:34 2021', ...MAIL, '', '>From here on it is quoted, it says.', ''],
    ...['From d@e.f Tue Apr  6 18:00:00 2021', 'From: D', 'Subject: x', '', 'From the start.', ''],
  ];

  test('is cut where mails start, and lines of text are not taken for that', async () => {
    const { mails } = await readMails(bytes(...box), 'x.mbox');
    expect(mails.map(({ from, line }) => [from, line])).toEqual([
      ['谢秀奇', 1],
      ['D', 17],
    ]);
    expect(mails[0]?.text).toContain('From here on it is quoted, it says.');
    expect(mails[1]?.text.trim()).toBe('From the start.');
  });

  test('keeps the mails that can be read', async () => {
    const bad = ['From x@y.z Tue Apr  6 17:00:00 2021', 'Subject: from nobody', '', 'x', ''];
    const { mails, problems } = await readMails(bytes(...bad, ...box), 'x.mbox');
    expect(mails).toHaveLength(2);
    expect(problems).toMatchObject([{ kind: 'malformed-mail', line: 1 }]);
  });
});

test('mails are told from other text by their headers', () => {
  expect(looksLikeMail(MAIL.join('\n'))).toBe(true);
  expect(looksLikeMail('From a@b.c Tue Apr  6 17:21:34 2021\nFrom: a\n')).toBe(true);
  expect(looksLikeMail('---\ntitle: x\n---\n')).toBe(false);
  expect(looksLikeMail('From: the desk of nobody\n\nDear all,\n')).toBe(false);
});

test.each([
  ['Tue, 6 Apr 2021 17:21:34 -0700', '2021-04-06T17:21:34-07:00'],
  ['6 Apr 2021 07:21 GMT', '2021-04-06T07:21:00+00:00'],
  ['Fri, 9 Mar 2007 16:06:10 EST', '2007-03-09T16:06:10-05:00'],
  ['yesterday', null],
  ['Tue, 99 Apr 2021 17:21:34 -0700', null],
])('%s is the time %s', (text, iso) => {
  expect(isoDate(text)).toBe(iso);
});

test('the text of a page of a web archive is a mail', () => {
  const page = 'Re: pv_ops\nFrom: Jeremy\nDate: Fri Mar 09 2007 - 16:06:10 EST\nYes.\n> No.\n';
  expect(readArchivePage(page)).toMatchObject({
    from: 'Jeremy',
    date: '2007-03-09T16:06:10-05:00',
    subject: 'Re: pv_ops',
    text: 'Yes.\n> No.\n',
  });
  expect(readArchivePage('Dear all,\nFrom: here\non it is prose.\n')).toBeUndefined();
});

describe('a thread', () => {
  const mail = (id: string, hour: number, ...answers: readonly string[]): Mail => ({
    from: id,
    date: `2021-04-06T${String(hour).padStart(2, '0')}:00:00Z`,
    subject: '',
    id,
    answers,
    list: null,
    text: '',
    attachments: [],
    line: 1,
  });
  const order = (...mails: readonly Mail[]) =>
    threadOrder(mails).map(({ mail: { id }, depth }) => `${'  '.repeat(depth)}${id ?? ''}`);

  test('reads answers below what they answer, oldest first', () => {
    expect(
      order(mail('c', 5, 'a'), mail('b', 2, 'a'), mail('d', 4, 'x', 'b'), mail('a', 1), mail('e', 3)),
    ).toEqual(['a', '  b', '    d', '  c', 'e']);
  });

  test('has every mail once, whatever they say they answer', () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'd');
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(ids, fc.array(ids)), { selector: ([id]) => id }), (all) => {
        const shown = threadOrder(all.map(([id, answers], i) => mail(id, i, ...answers)));
        expect(shown.map((each) => each.mail.id).sort()).toEqual(all.map(([id]) => id).sort());
      }),
    );
  });
});
