/** The one colour of the site that content/site.yaml may set: that of links. */
import type { SiteProfile } from '../../records/site.ts';

export type Theme = keyof SiteProfile['accent'];

/** What links stand on: `--paper` and `--raised` of src/site/styles/tokens.css, which a test holds equal. */
export const GROUNDS: Readonly<Record<Theme, readonly string[]>> = {
  light: ['#fdfdfb', '#f4f4ee'],
  dark: ['#14171a', '#1c2125'],
};

/** For text of any size: WCAG 2.2, success criterion 1.4.3. */
export const LEAST_CONTRAST = 4.5;

/** The lower of the contrasts that a colour has with the grounds of a theme. */
export function contrastOnPage(colour: string, theme: Theme): number {
  return Math.min(...GROUNDS[theme].map((ground) => contrast(colour, ground)));
}

/** From 1 to 21: WCAG 2.2, "contrast ratio". */
export function contrast(a: string, b: string): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** WCAG 2.2, "relative luminance", of `#rrggbb`. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function accentCss({ light, dark }: SiteProfile['accent']): string {
  return `:root{--link:light-dark(${light},${dark})}\n`;
}
