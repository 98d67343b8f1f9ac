/** What the pages of policies say of the example, and what its releases say of their promise. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { readPage, visibleText } from '../support/site-files.ts';

const { folder } = inject('rootSite');

function mainOf(page: string): string {
  return /<main.*?<\/main>/s.exec(readPage(folder, `${page}index.html`).html)?.[0] ?? '';
}

function textOf(page: string): string {
  return visibleText(mainOf(page));
}

describe('the comparison page', () => {
  const main = mainOf('policy/');

  test('gives each promise in two words, with its source and the day on which it was read', () => {
    const row = /<tr[^>]*id="acme-keep-listed".*?<\/tr>/s.exec(main)?.[0] ?? '';
    expect(visibleText(row)).toContain('kABI, listed symbols');
    expect(row).toMatch(/href="https:\/\/acme\.example\/handbook"[^>]*>\s*read 2026-11-01, unverified\s*</);
    expect(row).toContain('href="/policy/acme/#keep-listed-within-minor"');
  });

  test('leaves out what was only an option', () => {
    expect(main).not.toContain('id="acme-option"');
  });

  test('filters by rules of its style sheet, without a script', () => {
    expect(readPage(folder, 'policy/index.html').html).toContain('href="/policy/filters.css"');
    expect(readFileSync(path.join(folder, 'policy/filters.css'), 'utf8')).toContain(
      '[id="vendor-acme"]:checked',
    );
    expect(main).not.toContain('<script');
  });

  test('shows the timeline, other interfaces and what driver makers support', () => {
    const text = visibleText(main);
    expect(text).toContain('All is kept.');
    expect(text).toContain('An <b>interface</b>');
    expect(main).toContain('href="/discussions/acme-thread/"');
    expect(text).toContain('Acme 1, Acme 2 and more');
  });
});

describe('the page of a vendor', () => {
  const text = textOf('policy/acme/');

  test('shows markup in texts as text', () => {
    expect(mainOf('policy/acme/')).not.toMatch(/<script|<i>/);
    expect(text).toContain('Acme <b>Inc.</b>');
    expect(text).toContain('A narwhal, and <script>alert(7)</script>.');
  });

  test('says what is unverified, where the list lives and how much of it is on file', () => {
    expect(text).toContain('Not found as of 2026-11-01. Acme’s handbook, read 2026-11-01, unverified');
    expect(text).toContain('In a golden book.');
    expect(text).toContain('3 names are on file here');
    expect(text).toContain('Modules that the list gives as its reasons: 1 gizmo 1 symbol');
    expect(text).toContain('1 in lists/severities');
  });

  test('says of measured figures whether the promise was kept', () => {
    expect(text).toMatch(/Acme 0\.1 → Acme 0\.2 amd64 within a minor 9 → 8 0 1 0 not kept/);
  });

  test('keeps options apart', () => {
    expect(text).toContain('Never: this was an option that was weighed.');
  });
});

describe('a release', () => {
  test('counts breaking and tolerated changes, and names the rule', () => {
    const text = textOf('r/acme-1/1.0.0-2/');
    expect(text).toContain(
      'Under Acme 1 keeps a list: on amd64 1 breaking, 1 tolerated by rules and 1 outside the promise.',
    );
    expect(text).toContain('lists/severities:2 relic tolerates 1 (bug 7)');
    expect(mainOf('r/acme-1/1.0.0-2/')).toContain('href="/policy/acme/#keep-listed-within-minor"');
  });

  test('is held against the promise of its own day', () => {
    expect(textOf('r/acme-2/2.0.1~rc1+acme2/')).toMatch(/Under Acme since May 2026: on amd64 230 breaking/);
  });

  test('is unknown, never kept, where CRCs cannot be compared', () => {
    const text = textOf('r/acme-2/2.0.1+acme2/');
    expect(text).toMatch(/Under Acme since May 2026: on amd64 \d+ unknown/);
    expect(text).not.toMatch(/amd64 kept/);
  });

  test('says what an update between products was not promised', () => {
    expect(textOf('r/acme-2/2.0.0+acme2/')).toContain('promises nothing for this update');
  });

  test('without a policy on file has no such section', () => {
    expect(mainOf('r/globex-9/5.14.0-2.el9/')).not.toContain('id="promise"');
  });
});

describe('what if', () => {
  const page = 'policy/what-if/acme-1/1.0.0-1..1.0.0-2/';

  test('judges an update under every policy and option, for each kind of update', () => {
    const row = /<tr[^>]*id="amd64-acme-option".*?<\/tr>/s.exec(mainOf(page))?.[0] ?? '';
    expect(visibleText(row)).toMatch(/^An option \(option\) outside the promise 3 /);
    const listed = /<tr[^>]*id="amd64-acme-keep-listed".*?<\/tr>/s.exec(mainOf(page))?.[0] ?? '';
    expect(visibleText(listed)).toContain('needs a waiver 1 tolerated 1 outside the promise 1');
  });

  test('adds up all updates under every policy, and options of proposals lead there', () => {
    const row = /<tr[^>]*id="acme-option".*?<\/tr>/s.exec(mainOf('policy/what-if/'))?.[0] ?? '';
    expect(visibleText(row)).toMatch(/^An option \(option\) 0 of \d+ outside the promise [\d,]+ \d+$/);
    // Of the policy that was in force, a list decides; what has no CRCs is unknown.
    const listed = /<tr[^>]*id="acme-keep-listed".*?<\/tr>/s.exec(mainOf('policy/what-if/'))?.[0] ?? '';
    expect(visibleText(listed)).toContain('3 unknown: no CRCs to compare');
    expect(mainOf('discussions/acme-0001/')).toContain('href="/policy/what-if/#acme-option"');
    expect(mainOf('policy/acme/')).toContain('<a href="/discussions/acme-thread/">acme-thread</a>');
  });

  test('says in text, too, which lists decided', () => {
    expect(readFileSync(path.join(folder, page, 'index.txt'), 'utf8')).toContain('were judged with');
  });

  test('has text and JSON for mails and programs', () => {
    const text = readFileSync(path.join(folder, page, 'index.txt'), 'utf8');
    expect(text).toMatch(/^acme\/keep-listed +W 1, \d +\? 3, \? +o 3, \d$/m);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(72);
    const json = JSON.parse(readFileSync(path.join(folder, page, 'index.json'), 'utf8')) as {
      schema: string;
    };
    expect(json.schema).toBe('kabi-reports/what-if/1');
  });
});

test('each list is held against each driver, and says what it would have to hold', () => {
  expect(textOf('policy/drivers/')).toMatch(/Acme 1 keeps a list amd64 3 .*\d+\/\d+/);
  const list = textOf('policy/drivers/acme-keep-listed/');
  expect(list).toContain('The list is on file on this site.');
  expect(list).toMatch(/What the list would have to hold \d+ symbols?, so that all imports/);
  const text = readFileSync(path.join(folder, 'policy/drivers/index.txt'), 'utf8');
  expect(text).toMatch(/^In \d+ of \d+ pairs? of a driver/m);
  const json = JSON.parse(
    readFileSync(path.join(folder, 'policy/drivers/acme-keep-listed/index.json'), 'utf8'),
  ) as { lists: { files: { drivers: { driver: string; imports: number; notListed: string[] }[] }[] }[] };
  for (const { imports, notListed } of json.lists.flatMap(({ files }) =>
    files.flatMap((each) => each.drivers),
  ))
    expect(notListed.length).toBeLessThanOrEqual(imports);
});

test('the glossary gives each vendor’s word', () => {
  expect(textOf('policy/glossary/')).toContain('golden list (Acme <b>Inc.</b>) What stays.');
});

test('the texts of policies state each promise with its source, and when that was read', () => {
  const text = readFileSync(path.join(folder, 'policy/acme/index.txt'), 'utf8');
  expect(text).toMatch(/^- Update within a minor release: kABI, listed symbols\. /m);
  expect(text).toMatch(/\[1\],\s+(?:\w+\s+)*read\s+2026-\d\d-\d\d/);
  expect(text).toMatch(/^\[1\] <https:\/\/\S+>$/m);
  const all = readFileSync(path.join(folder, 'policy/index.txt'), 'utf8');
  expect(all).toMatch(/^within a minor +kABI, listed symbols$/m);
  const practice = readFileSync(path.join(folder, 'policy/practice/index.txt'), 'utf8');
  expect(practice).toMatch(/^acme-1\/1\.0\.0-2 +amd64 +not kept/m);
});

test('promise against practice lists releases and measured figures', () => {
  const text = textOf('policy/practice/');
  expect(text).toMatch(/Acme 1 1\.0\.0-2 1\.0\.0-1 kABI, listed symbols amd64 breaking 1 tolerated 1/);
  expect(text).toContain('Acme 0.1 → Acme 0.2');
});

test('a symbol page says who protects the symbol, and for which modules', () => {
  expect(textOf('s/__alloc_skb/')).toContain(
    'protected by Acme 1 keeps a list (golden list, required by gizmo), Acme since May 2026',
  );
  expect(textOf('s/globex_only/')).not.toContain('protected by');
});

test('a driver page says which share of its imports is protected, and what is not', () => {
  const text = textOf('d/gizmo/');
  expect(text).toMatch(/Acme 1 keeps a list \(golden list\): 2 of \d symbols/);
  expect(text).toContain('not on the list');
});
