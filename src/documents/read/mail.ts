/**
 * Mails: single ones (RFC 5322), mailboxes (RFC 4155 and its mboxrd variant), and the text of pages of web archives, on
 * which only sender and day are left of the headers.
 */
import PostalMime from 'postal-mime';
import { compareText } from '../../base/text.ts';
import { Fault, type Problem } from '../../base/problems.ts';

export interface Mail {
  readonly from: string;
  /** ISO, with the sender's offset; null: the mail does not tell. */
  readonly date: string | null;
  readonly subject: string;
  /** Without angle brackets. */
  readonly id: string | null;
  /** The mails that it answers, the nearest first. */
  readonly answers: readonly string[];
  readonly list: string | null;
  readonly text: string;
  /** Names of what else is in it. */
  readonly attachments: readonly string[];
  /** Its first line in the file. */
  readonly line: number;
}

const FROM_LINE = /^From \S+.* \d{4}(?:\s|$)/;
const HEADER = /^[!-9;-~]+:(?:\s|$)/;

export function looksLikeMail(head: string): boolean {
  const lines = head.split(/\r\n|\r|\n/);
  if (FROM_LINE.test(lines[0] ?? '')) return true;
  const headers = lines.slice(0, !lines.includes('') ? lines.length : lines.indexOf(''));
  const names = headers
    .filter((line) => HEADER.test(line))
    .map((line) => line.split(':', 1)[0]?.toLowerCase());
  const isAll = headers.every((line) => HEADER.test(line) || /^\s/.test(line));
  return (
    isAll && names.includes('from') && ['date', 'message-id', 'subject'].some((name) => names.includes(name))
  );
}

/** @throws {Fault} if no mail in the file can be read */
export async function readMails(
  bytes: Uint8Array,
  path: string,
): Promise<{ mails: Mail[]; problems: Problem[] }> {
  const mails: Mail[] = [];
  const problems: Problem[] = [];
  for (const part of splitMailbox(bytes)) {
    const problem = (detail: string, source?: string): Problem => ({
      kind: 'malformed-mail',
      path,
      line: part.line,
      ...(source === undefined ? {} : { source }),
      detail,
    });
    problems.push(...structureFaults(part.text).map((detail) => problem(detail)));
    const mail = await readMail(part.text, part.line).catch((error: unknown) => {
      problems.push(problem(error instanceof Error ? error.message : String(error)));
    });
    if (mail === undefined) continue;
    if (mail.from === '') problems.push(problem('it does not say who sent it', firstLine(part.text)));
    else mails.push(mail);
  }
  if (mails.length === 0) throw new Fault(problems[0] ?? { kind: 'no-records', path });
  return { mails, problems };
}

async function readMail(text: string, line: number): Promise<Mail> {
  const mail = await PostalMime.parse(Uint8Array.from(text, (character) => character.charCodeAt(0)));
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value ?? '';
  const references = [...header('references').matchAll(/<([^<>\s]+)>/g)].flatMap(([, id]) => id ?? []);
  const [replyTo] = /<([^<>\s]+)>/.exec(header('in-reply-to'))?.slice(1) ?? [];
  const answers = [...new Set([...(replyTo === undefined ? [] : [replyTo]), ...references.reverse()])];
  return {
    from:
      mail.from?.name !== undefined && mail.from.name !== '' ? mail.from.name : (mail.from?.address ?? ''),
    date: isoDate(header('date')),
    subject: (mail.subject ?? '').replace(/\s+/g, ' ').trim(),
    id: mail.messageId?.replace(/^<|>$/g, '') ?? null,
    answers,
    list: /<([^<>\s]+)>/.exec(header('list-id'))?.[1] ?? null,
    text: mail.text ?? htmlText(mail.html ?? ''),
    attachments: mail.attachments.map(({ filename, mimeType }) => filename ?? mimeType),
    line,
  };
}

/** Bytes as characters of the same number, so that lines can be told before any encoding is known. */
function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return text;
}

function splitMailbox(bytes: Uint8Array): { text: string; line: number }[] {
  const lines = latin1(bytes).split(/\r\n|\n/);
  const starts = lines.flatMap((line, i) =>
    FROM_LINE.test(line) && (i === 0 || lines[i - 1] === '') && HEADER.test(lines[i + 1] ?? '') ? [i] : [],
  );
  if (starts.length === 0) return [{ text: lines.join('\r\n'), line: 1 }];
  return starts.map((start, i) => ({
    text: lines
      .slice(start + 1, starts[i + 1] ?? lines.length)
      // mboxrd: a quoted "From " of the text has one mark more than it had.
      .map((line) => line.replace(/^>(>*From )/, '$1'))
      .join('\r\n'),
    line: start + 1,
  }));
}

/** What a lenient reader passes over in silence. */
function structureFaults(text: string): string[] {
  const end = text.indexOf('\r\n\r\n');
  const headers = (end < 0 ? text : text.slice(0, end)).replace(/\r\n[ \t]+/g, ' ');
  const faults: string[] = [];
  const type = /^content-type:(.*)$/im.exec(headers)?.[1] ?? '';
  if (/^\s*multipart\//i.test(type)) {
    const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
    if (boundary === undefined) faults.push('it has several parts, and no boundary between them');
    else if (!text.includes(`\r\n--${boundary}`))
      faults.push(`its parts should start with --${boundary}, and none does`);
    else if (!text.includes(`\r\n--${boundary}--`))
      faults.push(`it ends before the last of its parts, --${boundary}--`);
  }
  const charsets = [...text.matchAll(/^content-type:[^\r]*(?:\r\n[ \t][^\r]*)*charset="?([\w:.-]+)/gim)];
  for (const [, charset = ''] of charsets)
    if (!isEncoding(charset)) faults.push(`its encoding "${charset}" is not known`);
  if (/^content-transfer-encoding:\s*base64/im.test(headers)) {
    const body = text.slice(end).replace(/\s/g, '');
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(body)) faults.push('its text should be base64 and is not');
  }
  return faults;
}

function isEncoding(name: string): boolean {
  try {
    new TextDecoder(name);
    return true;
  } catch {
    return false;
  }
}

/** `Tue, 6 Apr 2021 17:21:34 -0700` with the sender's offset, as ISO 8601 has it. */
export function isoDate(text: string): string | null {
  const match =
    /(\d{1,2})\s+([A-Z][a-z]{2})\s+(\d{4})\s+(\d{1,2}:\d{2}(?::\d{2})?)\s*([+-]\d{4}|[A-Z]{1,4})?/.exec(text);
  if (match === null) return null;
  const [, day = '', name = '', year = '', time = '', zone = '+0000'] = match;
  return calendar(year, name, day, time, /^[+-]/.test(zone) ? zone : (ZONES[zone] ?? '+0000'));
}

/** Zones that RFC 5322 names. */
const ZONES: Readonly<Record<string, string>> = {
  ...{ EST: '-0500', EDT: '-0400', CST: '-0600', CDT: '-0500' },
  ...{ MST: '-0700', MDT: '-0600', PST: '-0800', PDT: '-0700' },
};
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function calendar(year: string, monthName: string, day: string, time: string, zone: string): string | null {
  const month = MONTHS.indexOf(monthName) + 1;
  const clock = time.length <= 5 ? `${time}:00` : time;
  const iso = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}T${clock.padStart(8, '0')}`;
  return month === 0 || Number.isNaN(Date.parse(`${iso}Z`))
    ? null
    : `${iso}${zone.slice(0, 3)}:${zone.slice(3)}`;
}

const ARCHIVE_FROM = /^From: (.+)$/;
const ARCHIVE_DATE = /^Date: \w{3} (\w{3}) (\d{1,2}) (\d{4}) - (\d{2}:\d{2}:\d{2}) ([A-Z]{3,4})$/;

/** The text of a page of a hypermail archive, such as lkml.iu.edu: subject, sender, day, mail. */
export function readArchivePage(text: string): Mail | undefined {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const from = lines.slice(0, 12).findIndex((line) => ARCHIVE_FROM.test(line));
  const [dateLine = ''] = lines.slice(from + 1, from + 3).filter((line) => ARCHIVE_DATE.test(line));
  if (from < 1 || dateLine === '') return undefined;
  const [, month = '', day = '', year = '', time = '', zone = ''] = ARCHIVE_DATE.exec(dateLine) ?? [];
  const start = lines.indexOf(dateLine) + 1;
  return {
    from: (ARCHIVE_FROM.exec(lines[from] ?? '')?.[1] ?? '').trim(),
    date: calendar(year, month, day, time, ZONES[zone] ?? '+0000'),
    subject: lines.slice(0, from).join(' ').replace(/\s+/g, ' ').trim(),
    id: null,
    answers: [],
    list: null,
    text: lines.slice(start).join('\n'),
    attachments: [],
    line: 1,
  };
}

export interface ThreadedMail {
  readonly mail: Mail;
  /** How many of the mails on file it answers, one through the other. */
  readonly depth: number;
}

/** In the order in which a thread reads: answers below what they answer, both oldest first. */
export function threadOrder(mails: readonly Mail[]): ThreadedMail[] {
  const byId = new Map(mails.flatMap((mail) => (mail.id === null ? [] : [[mail.id, mail] as const])));
  const parentOf = (mail: Mail) => {
    const id = mail.answers.find((each) => each !== mail.id && byId.has(each));
    return id === undefined ? undefined : byId.get(id);
  };
  const sorted = mails.toSorted((a, b) => timeOf(a) - timeOf(b) || compareText(a.id ?? '', b.id ?? ''));
  const answers = Map.groupBy(sorted, parentOf);
  const result: ThreadedMail[] = [];
  const seen = new Set<Mail>();
  const pending = (answers.get(undefined) ?? []).map((mail) => ({ mail, depth: 0 })).reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (seen.has(next.mail)) continue;
    seen.add(next.mail);
    result.push(next);
    const { depth } = next;
    pending.push(...(answers.get(next.mail) ?? []).map((mail) => ({ mail, depth: depth + 1 })).reverse());
  }
  // Mails that answer each other in a circle are forged, and still mails.
  return [...result, ...sorted.filter((mail) => !seen.has(mail)).map((mail) => ({ mail, depth: 0 }))];
}

function timeOf({ date }: Mail): number {
  return date === null ? 0 : Date.parse(date);
}

/** The text of a mail that has none but HTML. */
function htmlText(html: string): string {
  return html
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<(?:br|\/p|\/div|\/tr|\/h\d|\/li)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

function firstLine(text: string): string {
  return text.split('\r\n', 1)[0] ?? '';
}
