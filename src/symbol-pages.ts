/**
 * Who makes the symbol pages. `stamp`: Astro renders one shell and the publishing step fills in each row's body, five
 * times as fast. `astro`: Astro renders each page itself, as in `astro dev`, and in the test that holds the two equal.
 */
export const symbolPagesBy: 'astro' | 'stamp' =
  process.env['KABI_SYMBOL_PAGES'] === 'astro' || import.meta.env.DEV ? 'astro' : 'stamp';
