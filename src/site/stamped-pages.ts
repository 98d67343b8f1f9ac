/**
 * Who makes the pages of rows, such as symbols. `stamp`: Astro renders one shell and the publishing step fills in, five
 * times as fast. `astro`: Astro renders each page itself, as in `astro dev`, and in the test that holds the two equal.
 */
export const stampedPagesBy: 'astro' | 'stamp' =
  process.env['KABI_STAMPED_PAGES'] === 'astro' || import.meta.env.DEV ? 'astro' : 'stamp';
