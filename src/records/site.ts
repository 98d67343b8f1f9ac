import { z } from 'zod';
import { isBaseUrl } from '../base/base-url.ts';
import { LANGUAGES } from '../base/language.ts';
import { webAddress } from '../history/product.ts';

const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'a colour as "#0a5a70", in quotes');

/** content/site.yaml: what a site says of itself. Every field may be left out, and so may the file. */
export const siteSchema = z.strictObject({
  /** Name of the site, in its header and its feeds. */
  title: z.string().min(1).max(60).default('kabi-reports'),
  /** Where it is served: `https://host/some/path/`, or `/some/path/`. `kabi build --base-url` comes first. */
  'base-url': z.string().refine(isBaseUrl, 'https://host/path/ or /path/').default(''),
  /** Those that its prose is in. Rows, such as symbols, are in English only, so that English is one of them. */
  languages: z
    .array(z.enum(LANGUAGES))
    .refine((all) => all.includes('en'), 'en is one of them: symbols and comparisons exist in English only')
    .refine((all) => new Set(all).size === all.length, 'each once')
    .default([...LANGUAGES]),
  /** Colour of links, on a light page and on a dark one. */
  accent: z.strictObject({ light: colour, dark: colour }).default({ light: '#0a5a70', dark: '#7fc9df' }),
  /** Where the content lies in version control. */
  repository: webAddress.optional(),
  /** Where errors are reported: a tracker, or `mailto:…`. */
  reports: z
    .union([webAddress, z.url({ protocol: /^mailto$/ })], 'an address starting with https:// or mailto:')
    .optional(),
});

export type SiteProfile = z.infer<typeof siteSchema>;
