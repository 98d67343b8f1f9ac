/** Finds what the text of a document names, and links symbols and addresses. */
import type { Nodes, PhrasingContent, Root } from 'mdast';
import { compareText } from '../base/text.ts';
import { createUrls } from '../addresses/urls.ts';

export interface FoundNames {
  readonly symbols: string[];
  readonly types: string[];
  readonly config: string[];
}

const TOKEN = /(?<![\w/.-])(?:(struct|union|enum) )?([A-Za-z_]\w*)(\(\))?/g;

/** Of the web; marks at its end belong to the sentence around it. */
const ADDRESS = /(https?:\/\/[^\s<>"'`\u3000-\uffef]*[^\s<>"'`\u3000-\uffef.,;:!?)\]])/;

/**
 * Names in the text and code of a tree, which afterwards has symbols as links to their pages, from the root of the
 * site.
 *
 * @param isExported whether a release on file exports the symbol: a word without an underscore has to look like a call
 */
export function linkNames(root: Root, isExported: (symbol: string) => boolean): FoundNames {
  const symbols = new Set<string>();
  const types = new Set<string>();
  const config = new Set<string>();

  const visit = (node: Nodes, isLinked: boolean): void => {
    if (!('children' in node)) return;
    const inLink = isLinked || node.type === 'link' || node.type === 'linkReference';
    for (const child of node.children) visit(child, inLink);
    node.children = node.children.flatMap((child): Nodes[] => {
      if (child.type === 'inlineCode') {
        const name = child.value.replace(/\(\)$/, '');
        note(child.value);
        return [isExported(name) && !inLink ? linkTo(name, child.value) : child];
      }
      if (child.type === 'code') note(child.value);
      if (child.type !== 'text') return [child];
      const parts = inLink ? [child] : withAddresses(child.value);
      return parts.flatMap((part) => (part.type === 'text' ? linkedText(part.value, inLink) : [part]));
    }) as typeof node.children;
  };

  /** Returns the symbol that the token is the name of. */
  const noteToken = ([, keyword, name = '', call]: RegExpExecArray): string | undefined => {
    if (keyword !== undefined && isType(keyword, name)) types.add(`${keyword} ${name}`);
    else if (/^CONFIG_[A-Z0-9_]+$/.test(name)) config.add(name);
    else if ((name.includes('_') || call !== undefined) && isExported(name)) {
      symbols.add(name);
      return name;
    }
    return undefined;
  };
  const note = (text: string) => {
    for (const match of text.matchAll(TOKEN)) noteToken(match);
    if (isExported(text)) symbols.add(text);
  };

  const linkedText = (text: string, isLinked: boolean): PhrasingContent[] => {
    const result: PhrasingContent[] = [];
    let end = 0;
    for (const match of text.matchAll(TOKEN)) {
      const symbol = noteToken(match);
      if (symbol === undefined || isLinked) continue;
      if (match.index > end) result.push({ type: 'text', value: text.slice(end, match.index) });
      result.push(linkTo(symbol, match[0]));
      end = match.index + match[0].length;
    }
    if (end < text.length) result.push({ type: 'text', value: text.slice(end) });
    return result;
  };

  visit(root, false);
  const sorted = (names: ReadonlySet<string>) => [...names].sort(compareText);
  return { symbols: sorted(symbols), types: sorted(types), config: sorted(config) };
}

/** Prose speaks of a struct of this or a union that does that. */
function isType(keyword: string, name: string): boolean {
  return (
    name.includes('_') ||
    (keyword === 'struct' && !/^(?:of|and|or|is|in|to|for|with|that|which|the|has)$/.test(name))
  );
}

/** Text between addresses, and the addresses as links. */
function withAddresses(text: string): PhrasingContent[] {
  return text.split(ADDRESS).flatMap((part, i): PhrasingContent[] => {
    if (i % 2 === 1) return [{ type: 'link', url: part, children: [{ type: 'text', value: part }] }];
    return part === '' ? [] : [{ type: 'text', value: part }];
  });
}

/** Documents on file are of no one site: `documentBody` leads their links to wherever its root is. */
const FROM_ROOT = createUrls('/');

function linkTo(symbol: string, shown: string): PhrasingContent {
  return { type: 'link', url: FROM_ROOT.symbol(symbol), children: [{ type: 'inlineCode', value: shown }] };
}
