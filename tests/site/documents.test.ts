/** What the pages of discussions and notes say, and what they keep from taking effect. */
import { describe, expect, inject, test } from 'vitest';
import { readPage, visibleText } from '../support/site-files.ts';

const { folder } = inject('rootSite');
const below = inject('pathSite');

function mainOf(page: string, site = folder): string {
  return /<main.*?<\/main>/s.exec(readPage(site, `${page}index.html`).html)?.[0] ?? '';
}

function rowOf(page: string, id: string): string {
  return visibleText(new RegExp(`<tr id="${id}".*?</tr>`, 's').exec(mainOf(page))?.[0] ?? '');
}

describe('the page of a proposal', () => {
  const main = mainOf('discussions/acme-0001/');

  test('sets each claim against the kernels on file', () => {
    expect(visibleText(main)).toContain(
      'Of 5 claims, 1 is borne out, 1 differs and 3 cannot be told. They are set against the newest releases on file ' +
        'of Acme 1 (1.0.0-10) and Acme 2 (2.0.1+acme2)',
    );
    expect(rowOf('discussions/acme-0001/', 'kmalloc_noprof')).toMatch(/borne out removed$/);
    expect(rowOf('discussions/acme-0001/', '__alloc_skb')).toMatch(/differs not comparable$/);
    expect(rowOf('discussions/acme-0001/', 'relic')).toMatch(/cannot be told exported by none$/);
    expect(rowOf('discussions/acme-0001/', 'sprint_OID')).toContain('nobody knows');
  });

  test('says what a misprint stands for, and links that', () => {
    expect(rowOf('discussions/acme-0001/', 'vfio_pin_page')).toContain('a misprint for vfio_pin_pages');
    expect(main).toContain('<a href="/s/vfio_pin_pages/">');
    expect(main).not.toContain('href="/s/vfio_pin_page/"');
  });

  test('links modules to their pages as drivers', () => {
    expect(main).toMatch(/<a href="\/d\/vfio\/">\s*<code>vfio<\/code>/);
    expect(main).toContain('<code>nowhere</code>');
  });

  test('links symbols in its prose, and its own links hold below a path', () => {
    expect(main).toContain('<a href="/s/_printk/"><code>_printk</code></a>');
    expect(mainOf('discussions/acme-0001/', below.folder)).toContain('<a href="/some/path/symbols/">');
  });

  test('shows markup in it as text', () => {
    expect(main).not.toMatch(/<script|<img|javascript:|onerror=a\(6\)>(?!.)/);
    expect(visibleText(main)).toContain('<script>alert(4)</script>');
    expect(visibleText(main)).toContain('What may change <b>in Acme</b>');
  });
});

test('a thread without a translation is shown in its language, long quotations folded', () => {
  const main = mainOf('discussions/acme-thread/');
  expect(main).toContain('<div class="document" lang="zh-CN">');
  expect(main).toMatch(/<details>\s*<summary>引文<\/summary>\s*<blockquote>/);
  expect(visibleText(main)).toContain('同意。');
});

test('notes say how the symbols that they name stand', () => {
  const main = visibleText(mainOf('notes/acme-notes/'));
  expect(main).toContain('A marigold.');
  expect(rowOf('notes/acme-notes/', 'no_such_symbol_anywhere')).toContain('a misprint for vfio_pin_pages');
  expect(rowOf('notes/acme-notes/', 'vfio_pin_pages')).toContain('CRC not comparable');
});

test('a symbol page names the documents that discuss it', () => {
  expect(mainOf('s/vfio_pin_pages/')).toContain(
    'discussed in <a href="/notes/acme-notes/">Notes of Acme</a>',
  );
  expect(mainOf('s/newcomer/')).not.toContain('discussed in');
});
