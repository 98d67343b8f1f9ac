import { describe, expect, test } from 'vitest';
import { undecorated } from './pasted-text.ts';
import { readStatements } from './statements.ts';

/** Four messages of different shapes, and what must be read of each whatever stands around it. */
const MESSAGES = {
  'a version': ['wl: disagrees about version of symbol skb_put', 'symbol-version wl skb_put'],
  'an error number': [
    'snd-foo: Unknown symbol snd_card_new (err -22)',
    'unknown-symbol snd_foo snd_card_new',
  ],
  'a version magic': [
    "evdi: version magic '6.1.0-53-amd64 SMP mod_unload ' should be '6.1.0-54-amd64 SMP mod_unload '",
    'version-magic evdi 6.1.0-53-amd64 SMP mod_unload/6.1.0-54-amd64 SMP mod_unload',
  ],
  'a namespace': [
    'cam: module uses symbol (dma_buf_get) from namespace DMA_BUF, but does not import it.',
    'namespace-not-imported cam dma_buf_get',
  ],
} as const;

const ESC = '\u001b';
const json = (message: string) => JSON.stringify(message);
const bytes = (message: string) =>
  JSON.stringify([...new TextEncoder().encode(`${ESC}[1m${message}${ESC}[0m`)]);
const escaped = (message: string) =>
  message.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll("'", '&#39;').replaceAll('"', '&quot;');

/** What terminals, journals, mails, chats and web pages put around a message. */
const DECORATIONS: Readonly<Record<string, (message: string) => string>> = {
  nothing: (m) => m,
  dmesg: (m) => `[   12.345678] ${m}`,
  'dmesg -T': (m) => `[Tue Nov 25 08:12:33 2025] ${m}`,
  'dmesg -H': (m) => `[  +0.000031] ${m}`,
  'dmesg -x': (m) => `kern  :warn  : [   12.345678] ${m}`,
  'dmesg --time-format iso': (m) => `2025-11-25T08:12:33,345678+01:00 ${m}`,
  'a caller id': (m) => `[   12.345678][ T1234] ${m}`,
  'a caller id after a blank': (m) => `[   12.345678] [T521030] ${m}`,
  'a CPU of Android': (m) => `[   12.345678] c3    412 (insmod) ${m}`,
  'a priority': (m) => `<4>[   12.345678] ${m}`,
  '/dev/kmsg': (m) => `4,1234,12345678,-;${m}\n SUBSYSTEM=module`,
  journalctl: (m) => `Nov 25 08:12:33 host kernel: ${m}`,
  'journalctl in Spanish': (m) => `nov 25 08:12:33 host kernel: ${m}`,
  'journalctl in Chinese': (m) => `11月 25 08:12:33 host kernel: ${m}`,
  'journalctl -o short-iso': (m) => `2025-11-25T08:12:33+0100 host kernel: ${m}`,
  'journalctl -o short-monotonic': (m) => `[   12.345678] host kernel: ${m}`,
  'journalctl -o json': (m) => `{"__CURSOR":"s=1","_HOSTNAME":"h","PRIORITY":"4","MESSAGE":${json(m)}}`,
  'journalctl -o json, as bytes': (m) => `{"PRIORITY":"4","MESSAGE":${bytes(m)}}`,
  'journalctl -o json-pretty': (m) => `{\n\t"PRIORITY" : "4",\n\t"MESSAGE" : ${json(m)}\n}`,
  'journalctl -o export': (m) => `PRIORITY=4\nMESSAGE=${m}\n_HOSTNAME=h`,
  docker: (m) => `{"log":${json(`${m}\n`)},"stream":"stderr","time":"2025-11-25T08:12:33Z"}`,
  'another JSON': (m) => `{"level":"warn","message":${json(`[ 12.3] ${m}`)}}`,
  'syslog of RFC 5424': (m) => `<4>1 2025-11-25T08:12:33.345Z host kernel - - - ${m}`,
  'syslog of BusyBox': (m) => `Nov 25 08:12:33 (none) kern.warn kernel: [   12.345678] ${m}`,
  'rsyslog, colours spelt out': (m) => `Nov 25 08:12:33 host kernel: #033[31m${m}#033[0m`,
  'logcat -b kernel': (m) => `11-25 08:12:33.345     0     0 W wlan    : ${m}`,
  'logcat brief': (m) => `W/kernel  (  412): ${m}`,
  'a serial console': (m) => `\r${m}\r`,
  CRLF: (m) => `[ 12.3] ${m}\r`,
  'a byte order mark': (m) => `\ufeff${m}`,
  'colours of dmesg -L': (m) =>
    `${ESC}[32m[   12.345678] ${ESC}[0m${ESC}[33m${m.replace(': ', `${ESC}[0m: `)}${ESC}[0m`,
  'colours whose ESC was lost': (m) => `[32m[   12.345678] [0m[33m${m}[0m`,
  'colours as ^[': (m) => `^[[33m${m}^[[0m`,
  'colours as \\x1b': (m) => `\\x1b[33m${m}\\x1b[0m`,
  'a title of a terminal': (m) => `${ESC}]0;root@host\u0007${m}`,
  'a prompt before it': (m) => `root@host:~# dmesg | tail -1; ${m}`,
  'no-break blanks': (m) => m.replaceAll(' ', '\u00a0'),
  'thin blanks': (m) => m.replaceAll(' ', '\u2009'),
  tabs: (m) => m.replaceAll(' ', '\t'),
  'several blanks': (m) => m.replaceAll(' ', '   '),
  'zero-width spaces': (m) => m.replaceAll(' ', '\u200b \u200b'),
  'soft hyphens': (m) => m.replaceAll('_', '\u00ad_'),
  'double quotation marks': (m) => `"${m}"`,
  'curly quotation marks': (m) => `\u201c${m.replaceAll("'", '\u2019')}\u201d`,
  'French quotation marks': (m) => `\u00ab\u00a0${m}\u00a0\u00bb`,
  'Chinese quotation marks': (m) => `\u300c${m}\u300d`,
  'back-ticks': (m) => `\`${m}\``,
  'a fence of Markdown': (m) => `\`\`\`\n${m}\n\`\`\``,
  bold: (m) => `**${m}**`,
  'a list': (m) => `* ${m}`,
  'a numbered list': (m) => `3. ${m}`,
  parentheses: (m) => `(${m})`,
  'underscores escaped': (m) => m.replaceAll('_', '\\_'),
  'code of HTML': (m) => `<code>${m}</code>`,
  'a line of HTML': (m) => `<p>error:<br/>${m}<br/></p>`,
  entities: (m) => `<pre>${escaped(m)}</pre>`,
  'entities for blanks': (m) => m.replaceAll(' ', '&nbsp;'),
  'a quotation in mail': (m) => `> ${m}`,
  'a quotation without a blank': (m) => `>${m}`,
  'a quotation twice': (m) => `> > ${m}`,
  'a table': (m) => `| 12.3 | ${m} |`,
  'a sentence': (m) => `The log says ${m} and nothing else`,
  'wrapped by mail': (m) => m.replace(/ (?=\S+ \S+$| \S+$)/, '\n'),
  'wrapped in a quotation': (m) => `> ${m.replace(/ (?=(?:symbol|version|about|SMP)\b)/, '\n> ')}`,
  'full-width punctuation': (m) => m.replace(': ', '\uff1a '),
  'two in one line': (m) => `[ 1.0] usb 1-1: new device [ 2.0] ${m} [ 3.0] usb 1-2: gone`,
};

function readIn(text: string): string[] {
  return readStatements(undecorated(text).lines).statements.map(({ kind, module, symbols, magic, should }) =>
    [kind, module, ...symbols, ...(magic === undefined ? [] : [`${magic}/${should ?? ''}`])].join(' '),
  );
}

describe.each(Object.entries(DECORATIONS))('%s', (_, decorate) => {
  test.each(Object.entries(MESSAGES))('does not hide %s', (__, [message, expected]) => {
    expect(readIn(`${decorate(message)}\n`)).toEqual([expected]);
  });
});

test('there are sixty decorations and more', () => {
  expect(Object.keys(DECORATIONS).length).toBeGreaterThanOrEqual(60);
});

test('a terminal that cut lines at its width is put together again', () => {
  const width = 64;
  const message =
    '[   12.345678] wireless: disagrees about version of symbol ieee80211_register_hw_with_a_name';
  const second =
    '[   12.345679] wireless: disagrees about version of symbol ieee80211_unregister_hw_of_a_name';
  const cut = (text: string) => `${text.slice(0, width)}\n${text.slice(width)}`;
  expect(readIn(`${cut(message)}\n${cut(second)}\n`)).toEqual([
    'symbol-version wireless ieee80211_register_hw_with_a_name',
    'symbol-version wireless ieee80211_unregister_hw_of_a_name',
  ]);
});

test('escapes of a hostile log do not reach what was read', () => {
  const { statements } = readStatements(
    undecorated(`[1.0] evil${ESC}[31m: Unknown symbol foo${ESC}[2J (err -22)\n`).lines,
  );
  expect(JSON.stringify(statements)).not.toContain('u001b');
  expect(statements.map(({ module, symbols }) => [module, ...symbols])).toEqual([['evil', 'foo']]);
});

test('a text of one line with a megabyte, and one of a message a thousand times over, take no longer than others', () => {
  const started = performance.now();
  readIn(`${'a'.repeat(1_000_000)}: Unknown symbol ${'b'.repeat(1_000_000)}\n`);
  readIn(`${': Unknown symbol '.repeat(60_000)}\n`);
  readIn("version magic '".repeat(60_000));
  expect(performance.now() - started).toBeLessThan(20_000);
});
