/** Inline markup of reStructuredText, as kernel documents use it (docutils, "Inline markup"). */
import type { PhrasingContent } from 'mdast';

/** In the order in which they are looked for at one place. */
const MARKUP =
  /``(?<literal>[^`]+?)``|:(?<role>[\w:+.-]+):`(?<roled>[^`]+?)`|`(?<label>[^`<]+?)\s*<(?<url>[^`>]+)>`__?|`(?<phrase>[^`]+?)`__?|`(?<plain>[^`]+?)`|\*\*(?<strong>[^*]+?)\*\*|\*(?<em>[^*\s](?:[^*]*?[^*\s])?)\*/g;

/** What cannot be resolved within the text, such as a reference to a section, is kept as its text. */
export function rstInline(text: string): PhrasingContent[] {
  const result: PhrasingContent[] = [];
  let end = 0;
  for (const match of text.matchAll(MARKUP)) {
    result.push(...plain(text.slice(end, match.index)));
    result.push(...marked(match.groups ?? {}, match[0]));
    end = match.index + match[0].length;
  }
  return [...result, ...plain(text.slice(end))];
}

function marked(groups: Readonly<Record<string, string | undefined>>, whole: string): PhrasingContent[] {
  const { literal, role, roled, label, url, phrase, strong, em } = groups;
  if (literal !== undefined) return [{ type: 'inlineCode', value: literal }];
  if (role !== undefined && roled !== undefined) return roleText(role, roled);
  if (label !== undefined && url !== undefined)
    return [{ type: 'link', url, children: [{ type: 'text', value: label }] }];
  if (strong !== undefined) return [{ type: 'strong', children: [{ type: 'text', value: strong }] }];
  if (em !== undefined) return [{ type: 'emphasis', children: [{ type: 'text', value: em }] }];
  return [{ type: 'text', value: phrase ?? groups['plain'] ?? whole }];
}

const CODE_ROLES = /^(?:c:\w+|code|file|kbd|command|option|envvar|samp)$/;

function roleText(role: string, text: string): PhrasingContent[] {
  if (CODE_ROLES.test(role)) return [{ type: 'inlineCode', value: text }];
  // The role says what kind of document or place is meant: a reader may need it.
  return [{ type: 'text', value: `${text} (${role})` }];
}

/** Outside of markup a backslash protects what follows, and swallows a blank. */
function plain(text: string): PhrasingContent[] {
  const value = text
    .replace(/\\(\s|.)/g, (_, next: string) => (/\s/.test(next) ? '' : next))
    // A reference to a footnote.
    .replace(/\[([^\]\s]+)\]_(?!\w)/g, '[$1]');
  return value === '' ? [] : [{ type: 'text', value }];
}
