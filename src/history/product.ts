import { z } from 'zod';
import { DATE_KINDS, daysOf } from './product-dates.ts';
import { MISSING_VERSIONS, type LoaderPatches } from '../kernel/loader.ts';
import { VERSION_SCHEMES } from '../kernel/versions/order.ts';
import { partialDate } from '../base/prose.ts';

/** Letters, digits and `. + ~ _ -`: safe as a folder and as a URL segment on every system, and not hidden. */
export const slug = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9.+~_-]*$/,
    'letters, digits and . + ~ _ - only, starting with a letter or digit',
  );

/** A link to it is for readers to follow: no other scheme, such as one that runs a script. */
export const webAddress = z.url({
  protocol: /^https?$/,
  error: 'an address starting with https:// or http://',
});

const source = z.strictObject({ title: z.string(), url: webAddress, read: z.iso.date() });

/** Not so of `2027-02-30`. */
function isDay(date: string): boolean {
  return daysOf(date)[0].startsWith(date);
}

export const productDateSchema = z.strictObject({
  kind: z.enum(DATE_KINDS),
  date: partialDate.refine(isDay, 'a day that the calendar has'),
  source,
});

/** content/products/<product>/product.yaml: what people write about a kernel line. */
export const productSchema = z.strictObject({
  /** As readers know it: `Debian 12`. */
  title: z.string().min(1),
  /** Who makes and publishes it: `Debian`. */
  vendor: z.string().min(1),
  /** How release names of this product sort. */
  order: z.enum(VERSION_SCHEMES),
  /** The product whose last release the first one here is compared with. */
  follows: slug.optional(),
  /**
   * Which releases belong here, as patterns over the release name with `*` and `?`: lets `kabi ingest` tell the
   * product from a package.
   */
  releases: z.array(z.string().min(1)).default([]),
  homepage: webAddress.optional(),
  /** One sentence under the title. */
  summary: z.string().min(1),
  /** Markdown: what the product is, how its releases are named, where its artefacts lie. */
  about: z.string().default(''),
  /** Where the statements above come from. */
  sources: z.array(source).default([]),
  /** What patches make of the kernel's loader, each with its source. */
  loader: z
    .strictObject({
      /** What becomes of an import for which a module has versions, but no record. */
      missing_version: z.strictObject({ is: z.enum(MISSING_VERSIONS), source }).optional(),
      /** In everything else the loader is that of the upstream series that a release is named after. */
      follows_series: z.strictObject({ source }).optional(),
    })
    .optional(),
  /** What begins and ends when, as the vendor says. */
  dates: z.array(productDateSchema).default([]),
});

/** What the vendor's patches make of the loader, which no package tells (kernel/loader.ts). */
export function patchesOf({ loader }: Pick<Product, 'loader'>): LoaderPatches | undefined {
  if (loader === undefined) return undefined;
  return {
    ...(loader.missing_version === undefined ? {} : { missingVersion: loader.missing_version.is }),
    ...(loader.follows_series === undefined ? {} : { followsSeries: true }),
  };
}

export type Product = z.infer<typeof productSchema> & { readonly name: string };
