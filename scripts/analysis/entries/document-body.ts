/** The body of a document as its page shows it: inert, linked, long quotations folded. */
import type { Nodes, Root, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { WORDS } from '../../../src/lang/languages.ts';
import type { Dictionary } from '../../../src/lang/en/translation.ts';
import type { Language } from '../../../src/base/language.ts';
import type { Urls } from '../../../src/addresses/urls.ts';
import { FOOTER_LANGUAGE } from '../../documents/entry.ts';
import { parseMarkdownBody } from '../../documents/markdown.ts';

export interface BodyLinks {
  readonly urls: Urls;
  /** Whether the symbol has a page. */
  readonly hasPage: (symbol: string) => boolean;
}

/** @param language that the body is in */
export function documentBody(markdown: string, links: BodyLinks, language: Language): RootContent[] {
  const root = parseMarkdownBody(markdown);
  link(root, links);
  const texts = WORDS[language].texts.document;
  return root.children.flatMap((node) => framed(node, texts));
}

/** Code that is the name of a symbol leads to its page; links from the site's root lead there wherever the root is. */
function link(node: Nodes, links: BodyLinks): void {
  if (node.type === 'link' || node.type === 'definition') node.url = fromRoot(node.url, links.urls);
  if (!('children' in node) || node.type === 'link' || node.type === 'linkReference') return;
  for (const child of node.children) link(child, links);
  node.children = node.children.map((child) => linked(child, links)) as typeof node.children;
}

function linked(node: Nodes, { urls, hasPage }: BodyLinks): Nodes {
  if (node.type !== 'inlineCode') return node;
  const symbol = node.value.replace(/\(\)$/, '');
  if (!hasPage(symbol)) return node;
  return { type: 'link', url: urls.symbol(symbol), children: [node] };
}

function fromRoot(url: string, { root }: Urls): string {
  return /^\/(?!\/)/.test(url) ? root + url.slice(1) : url;
}

/** Characters of a quotation that a reader takes in at a glance. */
const SHORT_QUOTE = 400;

/** Tables scroll in a box of their own; a long quotation opens on demand. */
function framed(node: Root['children'][number], texts: Dictionary['document']): RootContent[] {
  if (node.type === 'table') {
    const box = `<div class="scroll" role="region" tabindex="0" aria-label="${texts.table}">`;
    return [html(box), node, html('</div>')];
  }
  if (node.type === 'blockquote' && toString(node).length > SHORT_QUOTE) {
    return [html(`<details>\n<summary>${texts.quoted}</summary>`), node, html('</details>')];
  }
  if (node.type === 'code' && node.lang === FOOTER_LANGUAGE) {
    return [
      html(`<details>\n<summary>${texts.addedByList}</summary>`),
      { ...node, lang: null },
      html('</details>'),
    ];
  }
  return [node];
}

function html(value: string): RootContent {
  return { type: 'html', value };
}
