import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { icsCalendar, type CalendarEvent } from './calendar.ts';

const EVENT: CalendarEvent = {
  uid: '416678b1-9a88-5f30-96a3-b90d04c5231e',
  days: ['2028-06-30', '2028-07-01'],
  title: 'Acme 1: end of support',
  description: 'Acme’s handbook, read 2026-11-20',
  url: 'https://host.example/r/acme-1/',
  known: '2026-11-20',
};

/** The value of a property as a program reads it: unfolded, section 3.1, and unescaped, section 3.3.11. */
function valueOf(ics: string, property: string): string | undefined {
  const line = ics
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .find((each) => each.startsWith(`${property}:`));
  return line
    ?.slice(property.length + 1)
    .replace(/\\([\\;,n])/g, (_, character: string) => (character === 'n' ? '\n' : character));
}

test('a calendar is what RFC 5545 asks for, line by line', () => {
  expect(icsCalendar({ title: 'Acme 1', events: [EVENT] }).split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//kabi-reports//dates of kernels//EN',
    'NAME:Acme 1',
    'X-WR-CALNAME:Acme 1',
    'BEGIN:VEVENT',
    'UID:416678b1-9a88-5f30-96a3-b90d04c5231e',
    'DTSTAMP:20261120T000000Z',
    'DTSTART;VALUE=DATE:20280630',
    'DTEND;VALUE=DATE:20280701',
    'SUMMARY:Acme 1: end of support',
    'DESCRIPTION:Acme’s handbook\\, read 2026-11-20',
    'URL:https://host.example/r/acme-1/',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

describe('text of people', () => {
  test('is escaped, so that it stays in its property', () => {
    const ics = icsCalendar({ title: 'a;b,c\\d\nEND:VCALENDAR', events: [] });
    expect(ics).toContain('\r\nNAME:a\\;b\\,c\\\\d\\nEND:VCALENDAR\r\n');
  });

  test('is folded between characters, by octets', () => {
    const ics = icsCalendar({ title: '', events: [{ ...EVENT, title: '内'.repeat(30) }] });
    expect(ics).toContain(`SUMMARY:${'内'.repeat(22)}\r\n ${'内'.repeat(8)}\r\n`);
  });

  test('is read as it was written, in lines of at most 75 octets', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const ics = icsCalendar({ title: text, events: [{ ...EVENT, title: text }] });
        const plain = text.replace(/\r\n/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
        expect(valueOf(ics, 'SUMMARY')).toBe(plain);
        expect(valueOf(ics, 'NAME')).toBe(plain);
        for (const line of ics.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      }),
    );
  });
});
