/** Calendars to subscribe to (iCalendar, RFC 5545). */

export interface CalendarEvent {
  /** Stays the same when the day moves: subscribers then see it move. */
  readonly uid: string;
  /** The first day, and the one after the last: `2028-06-30`. */
  readonly days: readonly [from: string, until: string];
  readonly title: string;
  readonly description: string;
  readonly url: string;
  /** Day on which this was last known to be so. */
  readonly known: string;
}

export interface Calendar {
  readonly title: string;
  readonly events: readonly CalendarEvent[];
}

/** Lines of a file may be as long, without their end: section 3.1. */
const MOST_OCTETS = 75;
const UTF8 = new TextEncoder();

export function icsCalendar({ title, events }: Calendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//kabi-reports//dates of kernels//EN',
    // RFC 7986, and what programs read that are older.
    `NAME:${escaped(title)}`,
    `X-WR-CALNAME:${escaped(title)}`,
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventLines({ uid, days: [from, until], title, description, url, known }: CalendarEvent): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${basic(known)}T000000Z`,
    `DTSTART;VALUE=DATE:${basic(from)}`,
    `DTEND;VALUE=DATE:${basic(until)}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(description)}`,
    `URL:${url}`,
    // Nobody is busy because of it.
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/** `20280630` */
function basic(day: string): string {
  return day.replaceAll('-', '');
}

/** Section 3.3.11; controls, which a text cannot hold, are left out. */
function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r?\n/g, '\\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
}

/** A line continues on the next one after a blank; no character is cut in two. */
function folded(line: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const size = UTF8.encode(character).length;
    if (octets + size > MOST_OCTETS) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join('\r\n');
}
