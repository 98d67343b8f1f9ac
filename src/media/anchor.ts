import { html, nothing, type Html } from './html.ts';

/**
 * The id of an element, unless the page has it already: a symbol that two architectures have in different modules, or
 * that changed in two comparisons, stands in several lists of one page, and a link to it leads to the first.
 */
export function anchor(id: string, taken: ReadonlySet<string>): Html {
  return taken.has(id) ? nothing : html` id="${id}"`;
}
