import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatLedger, parseLedger } from './ledger.ts';
import { Fault } from '../base/problems.ts';

const TEXT = `api
 v1
  index.json
c
 debian-12
  6.1.0-53..6.1.0-54/
   drivers
    gpu
     drm/
s
 sprint_OID/
 sprint_oid/
 vfio_pin_pages/ feed json txt
  importers/
`;

test('pages become a tree, one line each with what lies beside them, in an order that no locale changes', () => {
  const pages = [
    's/vfio_pin_pages/importers/',
    's/sprint_oid/',
    's/sprint_OID/',
    'c/debian-12/6.1.0-53..6.1.0-54/drivers/gpu/drm/',
    's/vfio_pin_pages/',
    's/vfio_pin_pages/index.txt',
    's/vfio_pin_pages/feed.atom',
    's/vfio_pin_pages/index.json',
    'api/v1/index.json',
    'c/debian-12/6.1.0-53..6.1.0-54/',
  ];
  expect(formatLedger(pages)).toBe(TEXT);
  expect(parseLedger(TEXT, 'urls.ledger').get('s/vfio_pin_pages/index.txt')).toBe(13);
});

const segment = fc.stringMatching(/^[\w.+~@%-]{1,8}$/);
const page = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => `${parts.join('/')}/`);
const beside = fc.constantFrom('index.txt', 'index.json', 'feed.atom', 'dates.ics', 'badge.svg');
/** Pages, what lies beside some of them, and files of folders that are none. */
const pages = fc
  .uniqueArray(fc.tuple(page, fc.uniqueArray(beside), fc.boolean()), { selector: ([folder]) => folder })
  .map((all) => [
    ...all.flatMap(([folder, files, isPage]) => [
      ...(isPage ? [folder] : []),
      ...files.map((file) => folder + file),
    ]),
  ]);

test('what is written is read again', () => {
  fc.assert(
    fc.property(pages, (given) => {
      expect([...parseLedger(formatLedger(given), 'x').keys()].sort()).toEqual([...given].sort());
    }),
  );
});

describe('a ledger that nothing here wrote is refused with its line', () => {
  test.each([
    ['s\n<<<<<<< ours\n a/\n', 2, 'a conflict of a merge is left in it'],
    ['s\n b/\n a/\n', 3, 'not in order: it belongs before "b"'],
    ['s\n a/\n a/\n', 3, 'listed twice'],
    ['s\n  a/\n', 2, 'indented by more than one blank below the line before'],
    ['s\n\n a/\n', 2, 'not one segment of an address'],
    ['s\n a/b/\n', 2, 'not one segment of an address'],
    ['s\n\ta/\n', 2, 'not one segment of an address'],
    ['s/ txt pdf\n', 1, 'nothing beside a page is called "pdf"'],
    ['s txt\n', 1, 'not one segment of an address'],
  ])('%j', (text, line, detail) => {
    expect(() => parseLedger(text, 'urls.ledger')).toThrow(Fault);
    try {
      parseLedger(text, 'urls.ledger');
    } catch (error) {
      expect((error as Fault).problem).toMatchObject({
        kind: 'malformed-ledger',
        path: 'urls.ledger',
        line,
        detail,
      });
    }
  });
});
