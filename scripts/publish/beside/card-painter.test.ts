import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isDrawable, type Card, type CardSite } from '../../../src/views/card/card.ts';
import { temporaryFolder } from '../../sources/fixtures.ts';
import { CardPainter, draw } from './card-painter.ts';

const SITE: CardSite = { title: 'Kernels of Acme', address: 'host.example/some/path/', accent: '#0a5a70' };
const CARD: Card = {
  kicker: 'Acme 1, kernel release',
  heading: '1.0.0-3',
  finding: '7,529 CRCs changed (37 causes), 3 symbols removed',
  rows: [['arm64', '7,448 CRCs changed']],
  day: '2026-10-16',
};

/** Of a PNG, from its first chunk: W3C PNG specification, 11.2.1. */
function sizeOf(png: Uint8Array): [width: number, height: number] {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

describe('a card', () => {
  test('is a picture of the size that previews ask for, the same bytes each time', async () => {
    const [first, second] = [await draw(CARD, SITE), await draw(CARD, SITE)];
    expect(Buffer.from(first.subarray(0, 8))).toEqual(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
    expect(sizeOf(first)).toEqual([1200, 630]);
    expect(createHash('sha256').update(first).digest('hex')).toBe(
      createHash('sha256').update(second).digest('hex'),
    );
    expect(first).not.toEqual(await draw({ ...CARD, heading: '1.0.0-4' }, SITE));
  });

  test('has a glyph for every character that it takes', async () => {
    const all = Array.from({ length: 0x2100 }, (_, code) => String.fromCharCode(code)).filter(isDrawable);
    const missing: string[] = [];
    for (let start = 0; start < all.length; start += 60) {
      const finding = all.slice(start, start + 60).join('');
      await draw({ ...CARD, finding }, SITE, (text) => missing.push(text));
    }
    expect(missing).toEqual([]);
    expect(all.length).toBeGreaterThan(400);
  });

  test('leaves out what it has no glyphs for', async () => {
    const missing: string[] = [];
    const card = { ...CARD, finding: '内核', rows: [['架构', 'amd64'] as const], kicker: '内核' };
    await draw(card, { ...SITE, title: '内核' }, (text) => missing.push(text));
    expect(missing).toEqual([]);
  });
});

describe('pictures of earlier builds', () => {
  test('are taken again while they show the same, and dropped when nobody does', async () => {
    const folder = path.join(temporaryFolder(), 'cards');
    const before = await CardPainter.open(folder, SITE);
    const picture = await before.paint(CARD);
    await before.paint({ ...CARD, heading: 'gone' });
    before.prune();
    expect([before.drawn, readdirSync(folder).length]).toEqual([2, 2]);

    const after = await CardPainter.open(folder, SITE);
    expect(Buffer.from(await after.paint(CARD))).toEqual(Buffer.from(picture));
    after.prune();
    expect([after.drawn, readdirSync(folder).length]).toEqual([0, 1]);

    const other = await CardPainter.open(folder, { ...SITE, accent: '#7a0019' });
    await other.paint(CARD);
    expect(other.drawn).toBe(1);
  });
});
