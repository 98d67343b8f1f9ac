/**
 * Draws cards as PNG: satori turns text into outlines, resvg outlines into dots. Both are WebAssembly or plain JavaScript,
 * and the fonts lie in packages (Noto, SIL Open Font License 1.1): the bytes are the same on every machine.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import satori from 'satori';
import { CARD, CARD_FONTS, cardTree, type Card, type CardSite } from '../../../src/views/card/card.ts';
import { Cache } from '../../engine/cache.ts';
import { inputFiles, inputKey } from '../../engine/input-key.ts';
import { ROOT } from '../../engine/root.ts';

type Fonts = Parameters<typeof satori>[1]['fonts'];

/** What decides how a card looks, besides what it says. */
const CODE = ['src/views/card/card.ts', 'scripts/publish/beside/card-painter.ts', 'package-lock.json'];

/** Pictures by what they show, kept from build to build. */
export class CardPainter {
  readonly #cache: Cache;
  readonly #site: CardSite;
  #drawn = 0;

  /** @param folder of pictures that earlier builds drew */
  static async open(folder: string, site: CardSite): Promise<CardPainter> {
    const code = await inputKey(await inputFiles(ROOT, CODE));
    return new CardPainter(new Cache(folder, code), site);
  }

  private constructor(cache: Cache, site: CardSite) {
    this.#cache = cache;
    this.#site = site;
  }

  /** How many had to be drawn. */
  get drawn(): number {
    return this.#drawn;
  }

  async paint(card: Card): Promise<Uint8Array> {
    const shown = JSON.stringify([card, this.#site]);
    const known = this.#cache.load(shown, '');
    if (known instanceof Uint8Array) return known;
    const picture = await draw(card, this.#site);
    this.#drawn += 1;
    this.#cache.store(shown, '', picture);
    return picture;
  }

  /** Drops what no card of this build is. */
  prune(): void {
    this.#cache.prune();
  }
}

/** @param onMissing is told of characters that no font has */
export async function draw(
  card: Card,
  site: CardSite,
  onMissing: (text: string) => void = () => undefined,
): Promise<Uint8Array> {
  await startResvg();
  const svg = await satori(cardTree(card, site) as Parameters<typeof satori>[0], {
    ...CARD,
    fonts: cardFonts(),
    loadAdditionalAsset: (_, text) => {
      onMissing(text);
      return Promise.resolve('');
    },
  });
  const drawing = new Resvg(svg);
  try {
    const image = drawing.render();
    const png = image.asPng();
    image.free();
    return png;
  } finally {
    drawing.free();
  }
}

const packages = createRequire(import.meta.url);

let resvg: Promise<void> | undefined;
function startResvg(): Promise<void> {
  return (resvg ??= initWasm(readFileSync(packages.resolve('@resvg/resvg-wasm/index_bg.wasm'))));
}

let fonts: Fonts | undefined;
/** Each file has the characters of one script. */
function cardFonts(): Fonts {
  const read = (font: string, script: string, weight: 400 | 600) =>
    readFileSync(packages.resolve(`@fontsource/${font}/files/${font}-${script}-${weight}-normal.woff`));
  return (fonts ??= [
    ...CARD_FONTS.text.flatMap((script) =>
      ([400, 600] as const).map((weight) => ({
        ...{ name: script, weight, style: 'normal' as const },
        data: read('noto-sans', script, weight),
      })),
    ),
    {
      ...{ name: CARD_FONTS.mono, weight: 600, style: 'normal' },
      data: read('noto-sans-mono', 'latin', 600),
    },
  ]);
}
