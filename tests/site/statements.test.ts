/** What the pages say about the cases in which there is less to say than usual. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { HOSTILE_TITLE } from '../support/fixture-content.ts';
import { readPage, sitePages, textOf, visibleText } from '../support/site-files.ts';

const { folder } = inject('rootSite');

function textAt(page: string): string {
  return visibleText(mainOf(page));
}

function mainOf(page: string): string {
  const { html } = readPage(folder, `${page}index.html`);
  return /<main.*?<\/main>/s.exec(html)?.[0] ?? '';
}

/** Texts of the cells of the table row with this id. */
function cellsOf(page: string, id: string): string[] {
  const row = new RegExp(`<tr id="${RegExp.escape(id)}".*?</tr>`, 's').exec(mainOf(page))?.[0] ?? '';
  return [...row.matchAll(/<t[hd].*?<\/t[hd]>/gs)].map(([cell]) => visibleText(cell));
}

/** Why a symbol of Acme 2 changed, as its page says. */
function whyOf(symbol: string): string {
  return cellsOf(`s/${symbol}/`, 'acme-2-2.0.1~rc1+acme2')[2] ?? 'no such row';
}

/** The same of a change of a symbol, whose cells have several lines. */
function changeOf(symbol: string, id: string): string[] {
  const row =
    new RegExp(`<tr id="${RegExp.escape(id)}".*?</tr>`, 's').exec(mainOf(`s/${symbol}/`))?.[0] ?? '';
  const lines = row.replace(/<(?:br|small)>/g, ' ');
  return [...lines.matchAll(/<t[hd].*?<\/t[hd]>/gs)].map(([cell]) => visibleText(cell));
}

describe('a release page', () => {
  test('counts each kind of change, and links what is gone in the summary', () => {
    const changes =
      '1 of the 240 symbols in common with Acme 1 1.0.0-10 changed its CRC, 1 symbol was added and ' +
      '1 symbol was removed (gone: kmalloc_noprof).';
    expect(textOf(mainOf('r/acme-2/2.0.0+acme2/'), 'p', 'lede')).toBe(
      'On amd64, under 1 % of the common exports changed their CRC (1 of 240).',
    );
    expect(textOf(mainOf('r/acme-2/2.0.0+acme2/'), 'div', 'finding')).toBe(
      `On both amd64 and arm64, ${changes} ` +
        'A module built for Acme 1 1.0.0-10 that imports a changed or removed symbol does not load as it is.',
    );
    expect(mainOf('r/acme-2/2.0.0+acme2/')).toContain('<a href="/s/kmalloc_noprof/">');
    // Architecture, compared with, exports, removed, CRC, type, namespace, moved, added, not comparable.
    const cells = ['arm64', 'Acme 1 1.0.0-10', '241', '1', '1', '0', '0', '0', '1', '0'];
    expect(cellsOf('r/acme-2/2.0.0+acme2/', 'counts-arm64')).toEqual(cells);
  });

  test('says plainly that nothing changed', () => {
    expect(textAt('r/acme-1/1.0.0-10/')).toContain(
      '1.0.0-10 exports the same symbols with the same CRCs as 1.0.0-3 on amd64 and arm64: ' +
        'modules built for 1.0.0-3 load without a rebuild as far as symbol versions decide.',
    );
    expect(textAt('r/acme-1/1.0.0-10/')).toContain('No symbol was added, removed or changed');
  });

  test('without modversions is one that every module has to be rebuilt for, and is not called unchanged', () => {
    const text = textAt('r/globex-9/5.14.0-3.el9/');
    expect(text).toContain(
      'Every module has to be rebuilt for 5.14.0-3.el9: this kernel is built without symbol versions, so it ' +
        'loads only modules that were built for it.',
    );
    expect(text).toContain('none: built without modversions');
    expect(text).toContain(
      'No symbol was added or removed, nor changed its export type, namespace or module.',
    );
    expect(text).not.toMatch(/unchanged|same symbols with the same CRCs|changed in any way/);
    expect(cellsOf('r/globex-9/5.14.0-3.el9/', 'counts-x86_64').slice(3)).toEqual([
      '0',
      '0',
      '0',
      '0',
      '0',
      '0',
      '3',
    ]);
  });

  test('with another CRC generator is not comparable either', () => {
    expect(textAt('r/acme-2/2.0.1+acme2/')).toContain(
      'because 2.0.1~rc1+acme2 computed its CRCs with genksyms, 2.0.1+acme2 with gendwarfksyms',
    );
  });

  test('names an architecture that is not on file', () => {
    expect(cellsOf('r/acme-1/1.0.0-2/', 'counts-arm64')).toEqual(['arm64', 'not on file']);
  });

  test('compares each architecture with its own predecessor on file', () => {
    expect(cellsOf('r/acme-1/1.0.0-3/', 'counts-amd64')[1]).toBe('1.0.0-2');
    expect(cellsOf('r/acme-1/1.0.0-3/', 'counts-arm64')[1]).toBe('1.0.0-1');
    expect(textAt('r/acme-1/1.0.0-3/')).toContain('1.0.0-1 → 1.0.0-3 on arm64: All changed symbols');
  });

  test('of the first release on file says that nothing older is', () => {
    expect(textAt('r/acme-1/1.0.0-1/')).toContain(
      '1.0.0-1 is the oldest release of Acme 1 on file, so there is nothing to compare it with',
    );
    expect(cellsOf('r/acme-1/1.0.0-1/', 'counts-amd64').slice(1, 5)).toEqual([
      'nothing older on file',
      '241',
      'unknown',
      'unknown',
    ]);
  });

  test('leaves the list of a large module to a page of its own', () => {
    const main = mainOf('r/acme-2/2.0.1~rc1+acme2/');
    expect(main).toContain(
      '<a href="/c/acme-2/2.0.0+acme2..2.0.1~rc1+acme2/drivers/gpu/drm/drm/#drivers/gpu/drm/drm">',
    );
    expect(main).not.toContain('/s/drm_fn_000/');
    const own = mainOf('c/acme-2/2.0.0+acme2..2.0.1~rc1+acme2/drivers/gpu/drm/drm/');
    expect([...own.matchAll(/<tr id="drm_fn_/g)]).toHaveLength(230);
  });
});

describe('why CRCs changed', () => {
  const release = 'r/acme-2/2.0.1~rc1+acme2/';
  const card = (id: string) =>
    visibleText(
      new RegExp(`<article class="cause" id="${id}">.*?</article>`, 's').exec(mainOf(release))?.[0] ?? '',
    );

  test('opens the page of a release, with what is unexplained counted and named', () => {
    expect(textAt(release)).toContain(
      'On amd64, 3 causes explain 2 of 230 changed CRCs: 2 changed a layout and 1 changed a prototype. ' +
        '228 changes are unexplained: 228 are exported by modules, whose types were not given. ' +
        '2 types that exports reach changed while no CRC did. ' +
        'Causes come from BTF. BTF sees more types than genksyms',
    );
    const main = mainOf(release);
    expect(main.indexOf('id="causes"')).toBeLessThan(main.indexOf('id="counts"'));
    const unexplained = /<summary>\s*228 unexplained changes on amd64.*?<\/details>/s.exec(main)?.[0] ?? '';
    expect([...unexplained.matchAll(/<li>/g)]).toHaveLength(228);
    expect(unexplained).not.toContain('/s/drm_fn_000/');
  });

  test('is a card per cause, with its reach and the lines before and after', () => {
    expect(card('struct-sk_buff')).toMatch(
      /^struct sk_buff layout changed reached by 2 changed exports, nearest to 0 · 1 in-tree module imports one · Gizmo <b>Pro<\/b> grew from 8 to 16 bytes; <b> \(offset 8\) added - struct sk_buff/,
    );
    expect(card('function-drm_fn_001')).toContain('parameter 2 (int) removed');
    expect(card('struct-drm_device')).toContain('lines of the definition, before and after');
  });

  test('is told of what no CRC shows, and whether it only used reserve', () => {
    expect(card('struct-acme_ops')).toContain('compatible: it used reserve · reached by 1 export');
    expect(card('struct-acme_quiet')).toMatch(
      /^struct acme_quiet layout changed reached by 1 export · 4 in-tree modules import one grew/,
    );
  });

  test('is the same on the page of the comparison', () => {
    const comparison = mainOf('c/acme-2/2.0.0+acme2..2.0.1~rc1+acme2/');
    expect([...comparison.matchAll(/<article class="cause" id="([^"]*)"/g)].map(([, id]) => id)).toEqual(
      [...mainOf(release).matchAll(/<article class="cause" id="([^"]*)"/g)].map(([, id]) => id),
    );
  });

  test('is not claimed to be known where no types are on file', () => {
    expect(textAt('r/acme-2/2.0.0+acme2/')).not.toContain('Causes');
  });

  test('stands on the page of each symbol', () => {
    expect(whyOf('drm_fn_000')).toContain('struct drm_device');
    expect(whyOf('drm_fn_001')).toContain('its own declaration');
    expect(whyOf('drm_fn_002')).toBe('unknown');
  });
});

describe('a type’s page', () => {
  test('shows the definition, its history and who uses it', () => {
    const text = textAt('t/struct/sk_buff/');
    expect(text).toContain('1 change of it was a cause of changed CRCs.');
    expect(text).toContain('As Acme 2 2.0.1~rc1+acme2 on amd64 has it');
    expect(text).toContain('2.0.0+acme2,2.0.1~rc1+acme2');
    expect(mainOf('t/struct/sk_buff/')).toContain('<a href="/s/drm_fn_001/">');
    expect(mainOf('t/struct/sk_buff/')).toContain('<a href="/t/typedef/skb_t/">typedef skb_t</a>');
  });

  test('says that a change is shown by no CRC, and what reserve is left', () => {
    expect(textAt('t/struct/acme_quiet/')).toContain('no CRC of the 1 export that reach it changed');
    expect(textAt('t/struct/acme_ops/')).toContain('Reserve: kabi_reserved1 used; kabi_reserved2 left.');
  });

  test('stands in the ledger of reserve, if it has any', () => {
    const rows = [...mainOf('t/reserve/').matchAll(/<tr>(?!\s*<th>).*?<\/tr>/gs)].map(([row]) =>
      [...row.matchAll(/<t[hd].*?<\/t[hd]>/gs)].map(([cell]) => visibleText(cell)),
    );
    expect(rows).toEqual([
      ['struct acme_ops', '2.0.1~rc1+acme2', '1', '8', '1', 'kabi_reserved1'],
      ['2.0.0+acme2', '2', '16', '0', ''],
    ]);
    expect(textAt('t/reserve/')).toContain('Acme 2 on amd64');
  });

  test('is found from the list of its kind', () => {
    expect(mainOf('t/struct/')).toContain('<a href="/t/struct/sk_buff/">sk_buff</a>');
    expect(mainOf('t/struct/')).toContain('<a href="/t/names/struct/s/">s</a>');
    expect(mainOf('t/names/struct/s/')).toContain('<a href="/t/struct/sk_buff/">sk_buff</a>');
    expect(textAt('t/')).toContain('2.0.1~rc1+acme2, compared with 2.0.0+acme2: On amd64, 3 causes explain');
  });
});

describe('a symbol page', () => {
  test('shows a symbol that moved, and where it is now', () => {
    expect(textAt('s/vfio_pin_pages/')).toContain('exported by drivers/vfio/vfio as EXPORT_SYMBOL ');
    expect(changeOf('vfio_pin_pages', 'acme-1-1.0.0-3')).toEqual([
      'Acme 1 1.0.0-3 2026-03-11',
      'moved to drivers/vfio/vfio_iommu',
      '',
    ]);
  });

  test('tells namespace and type changes with the new value', () => {
    expect(changeOf('usb_stor_suspend', 'acme-1-1.0.0-3')[1]).toBe('namespace changed to USB_STORAGE_2');
    expect(changeOf('dma_buf_get', 'acme-1-1.0.0-3')[1]).toBe('type changed to EXPORT_SYMBOL');
  });

  test('of one that went and came back shows both, and what is not on file between', () => {
    expect(changeOf('wanderer', 'acme-1-1.0.0-2')[1]).toBe('removed amd64 A arm64 not on file');
    expect(changeOf('wanderer', 'acme-1-1.0.0-3')[1]).toBe('added amd64 A 0x42630bde arm64 same');
    const rows = [...mainOf('s/wanderer/').matchAll(/<div><em>.*?<\/div>/gs)].map(([row]) =>
      [...row.matchAll(/<(?:i|em|var)\b.*?<\/(?:i|em|var)>/gs)].map(([cell]) => visibleText(cell)),
    );
    expect(rows.slice(0, 2)).toEqual([
      ['Acme 1 amd64', 'A', '–', 'A'],
      ['Acme 1 arm64', 'A', '?', 'A'],
    ]);
  });

  test('of one that is gone says where it was last seen', () => {
    expect(textAt('s/relic/')).toContain(
      'First seen in Acme 1 1.0.0-1, the oldest release on file. No newest release has it; last seen in Acme 1 1.0.0-1.',
    );
    expect(textAt('s/kmalloc_noprof/')).toContain(
      'It is in the newest release of Acme 1, not in that of Acme 2.',
    );
    expect(textAt('symbols/re/')).toContain('On file of no newest release 1');
  });

  test('never compares with a kernel without CRCs', () => {
    expect(changeOf('globex_only', 'globex-9-5.14.0-3.el9')).toEqual([
      'Globex 9 5.14.0-3.el9 2026-03-20',
      'not comparable no CRC here',
      '',
    ]);
  });
});

describe('a driver’s page', () => {
  test('says where the newest build for each product loads', () => {
    expect(textOf(mainOf('d/gizmo/'), 'div', 'pagefind')).toBe(
      'Drives gizmos. The build for Acme 2 2.0.0+acme2 on amd64 loads on 2.0.0+acme2 only; ' +
        '2.0.1~rc1+acme2 differs in 1 of its 4 imports. ' +
        'The build for Acme 1 1.0.0-1 on amd64 loads on 1.0.0-1 only; 1.0.0-2 does not offer 1 of its 4 imports.',
    );
  });

  test('has the verdict of each release on each build, and the meaning of “loads” beside it', () => {
    expect(cellsOf('d/gizmo/', 'acme-2-2.0.0+acme2-amd64')).toEqual(['2.0.0+acme2', 'loads', 'missing 1']);
    expect(cellsOf('d/gizmo/', 'acme-2-2.0.1~rc1+acme2-amd64')[1]).toBe('rebuild 1');
    expect(cellsOf('d/gizmo/', 'acme-1-1.0.0-1-amd64')).toEqual(['1.0.0-1', 'rebuild 1', 'loads']);
    expect(textAt('d/gizmo/')).toContain('It does not mean that the driver does its job.');
    expect(textAt('d/gizmo/')).not.toMatch(/\bworks\b/);
  });

  test('does not ask the kernel for what one module imports from another', () => {
    expect(mainOf('d/gizmo/')).not.toContain('/s/gizmo_ready/');
    expect(textAt('d/gizmo/')).toContain('What its modules export gizmo-core gizmo_ready');
  });

  test('says why it has to be rebuilt, and what no CRC shows', () => {
    expect(textAt('d/gizmo/')).toContain('Why: struct drm_device: 1 of 1.');
    expect(textAt('d/gizmo/')).toContain('no CRC shows that struct acme_quiet changed');
    expect(textAt('d/acme_drm/')).toContain(
      'Why on amd64: struct drm_device: 1 of 2, their own declarations: 1 of 2.',
    );
    const loading = textAt('d/xt_dscp/');
    expect(loading).toContain('no CRC shows that struct acme_quiet changed');
  });

  test('names the modules that a verdict comes from', () => {
    const [, modules = ''] = mainOf('d/gizmo/').split('<table class="matrix">', 3).slice(1);
    const rows = [...modules.matchAll(/<tr><th scope="row">.*?<\/tr>/gs)].map(([row]) =>
      [...row.matchAll(/<t[hd].*?<\/t[hd]>/gs)].map(([cell]) => visibleText(cell)),
    );
    // On 2.0.1~rc1+acme2, gizmo itself would load, but not without gizmo-core.
    expect(rows).toContainEqual(['gizmo', 'rebuild 2', 'rebuild', 'loads']);
    expect(rows).toContainEqual(['gizmo-core', 'rebuild 3', 'rebuild 1', 'loads']);
  });
});

describe('the drivers of a release', () => {
  test('are those that were built for an older one, with what the update does to them', () => {
    expect(cellsOf('r/acme-1/1.0.0-2/', 'driver-gizmo-amd64')).toEqual([
      'Gizmo <b>Pro</b>',
      'amd64',
      'missing 1',
      'for 1.0.0-1: missing 1',
      '4',
    ]);
    expect(textAt('r/acme-1/1.0.0-2/')).toContain(
      '1 of 1 registered driver builds must be rebuilt or ported because of this update.',
    );
  });

  test('do not have to be rebuilt for a release without changes, whatever their builds on file are for', () => {
    const text = textAt('r/acme-1/1.0.0-10/');
    expect(text).toContain('This update does not affect the one registered driver build.');
    expect(text).not.toContain('because of this update');
  });

  test('and the kernel’s own modules are told what no CRC shows', () => {
    expect(textAt('r/acme-2/2.0.1~rc1+acme2/')).toContain(
      'On amd64, no CRC shows that these changed: struct acme_ops, reached by imports of 1 module, ' +
        'struct acme_quiet, reached by imports of 4 modules.',
    );
  });

  test('are plainly none where no driver was built for an older release', () => {
    expect(textAt('r/globex-9/5.14.0-2.el9/')).toContain(
      'No registered driver has a build for an older release of this product',
    );
  });
});

test('a symbol page names the drivers that import the symbol', () => {
  expect(mainOf('s/vfio_pin_pages/')).toContain(
    'imported by <a href="/d/gizmo/">Gizmo &lt;b&gt;Pro&lt;/b&gt;</a>',
  );
  expect(mainOf('s/dma_buf_get/')).not.toContain('imported by');
});

describe('a product page', () => {
  test('without releases says so', () => {
    const text = textAt('r/acme-3/');
    expect(text).toContain('No release is on file yet.');
    expect(text).toContain('Follows Acme 2.');
    expect(existsSync(path.join(folder, 'r/acme-3/latest'))).toBe(false);
  });

  test('with a single release counts one', () => {
    expect(textAt('r/globex-10/')).toContain(
      '1 release is on file, the newest is 6.12.0-1.el10 (the oldest release of',
    );
    expect(textAt('r/globex-10/')).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('lists its releases newest first, by version and not by text', () => {
    const releases = [...mainOf('r/acme-1/').matchAll(/<tr id="(1\.0\.0[^"]*)"/g)].map(
      ([, release]) => release,
    );
    expect(releases).toEqual(['1.0.0-10', '1.0.0-3', '1.0.0-2', '1.0.0-1']);
  });
});

test('the list of all releases says which product has none, instead of showing an empty table', () => {
  const section = /<section id="acme-3">.*?<\/section>/s.exec(mainOf('r/'))?.[0] ?? '';
  expect(section).toContain('No release is on file yet.');
  expect(section).not.toContain('<table');
});

test('latest leads on to the newest release', () => {
  const { html, elements } = readPage(folder, 'r/acme-2/latest/index.html');
  const refresh = elements.find(({ attributes }) => attributes.get('http-equiv') === 'refresh');
  expect(refresh?.attributes.get('content')).toBe('0;url=/r/acme-2/2.0.1+acme2/');
  expect(html).toContain('<a href="/r/acme-2/2.0.1+acme2/">');
});

describe('text from outside', () => {
  test('appears as what it is, wherever a title is shown', () => {
    expect(textOf(mainOf('r/globex-10/'), 'h1')).toBe(HOSTILE_TITLE);
    expect(textOf(readPage(folder, 'r/globex-10/index.html').html, 'title')).toBe(
      `${HOSTILE_TITLE}: kernel ABI by release`,
    );
    for (const page of ['r/', '', 'r/globex-10/6.12.0-1.el10/', 'm/vmlinux/', 's/globex_only/']) {
      expect(textAt(page), page).toContain(HOSTILE_TITLE);
    }
    expect(textAt('r/globex-10/')).toContain('Kernels with <img src=x onerror=alert(1)> & more.');
  });

  test('in the text about a product is formatted, but neither run nor loaded', () => {
    const main = mainOf('r/acme-1/');
    expect(main).toContain('<em>one</em>');
    expect(visibleText(main)).toContain('<script>alert(2)</script>');
  });

  test('makes no element on any page', () => {
    for (const { file, elements, html } of sitePages(folder)) {
      const made = elements.filter(
        ({ name, attributes }) => name === 'img' || (name === 'script' && !attributes.has('src')),
      );
      expect(made, file).toEqual([]);
      expect(html, file).not.toMatch(/undefined|\[object Object\]|NaN/);
    }
  });
});
