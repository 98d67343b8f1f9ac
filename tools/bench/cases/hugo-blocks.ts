/** A symbol page's body as the data that a template would make it from, and that template in Hugo's language. */

interface Strip {
  readonly title: string;
  readonly span: string;
  readonly variants: readonly {
    readonly name: string;
    readonly cells: readonly { readonly look: string; readonly text: string }[];
  }[];
}

interface Event {
  readonly id: string;
  readonly href: string;
  readonly release: string;
  readonly tags: readonly { readonly kind: string; readonly word: string }[];
  readonly cells: readonly string[];
}

export type Block = { readonly html: string } | { readonly strip: Strip } | { readonly event: Event };

const STRIP = /<div class="strip"><p><b>([^<]*)<\/b>([^<]*)<\/p>(.*?)<\/div>\n/;
const EVENT = /<tr id="([^"]*)"><th><a href="([^"]*)">([^<]*)<\/a><\/th><td>(.*?)<\/td>(.*?)<\/tr>\n/;

/** What is neither a strip nor an event stays as it is, and so would everything if pages came to look different. */
export function blocks(body: string): Block[] {
  return body.split(/(?<=\n)/).map(block);
}

function block(line: string): Block {
  const strip = STRIP.exec(line);
  if (strip?.index === 0) {
    const [, title = '', span = '', variants = ''] = strip;
    return {
      strip: { title, span, variants: all(variants, /<div><em>([^<]*)<\/em>(.*?)<\/div>/g, variant) },
    };
  }
  const event = EVENT.exec(line);
  if (event === null) return { html: line };
  const [, id = '', href = '', release = '', tags = '', cells = ''] = event;
  return {
    event: {
      id,
      href,
      release,
      tags: all(tags, /<b class="tag ([^"]*)">([^<]*)<\/b>/g, ([, kind = '', word = '']) => ({ kind, word })),
      cells: all(cells, /<td>(.*?)<\/td>/g, ([, cell = '']) => cell),
    },
  };
}

function variant([, name = '', cells = '']: RegExpExecArray): Strip['variants'][number] {
  const cell = /<i(?: class="([^"]*)")?>([^<]*)<\/i>/g;
  return { name, cells: all(cells, cell, ([, look = '', text = '']) => ({ look, text })) };
}

function all<T>(text: string, pattern: RegExp, read: (match: RegExpExecArray) => T): T[] {
  return [...text.matchAll(pattern)].map(read);
}

export const BLOCKS_TEMPLATE = `{{ range .Params.blocks }}{{ with .html }}{{ . | safeHTML }}{{ end -}}
{{ with .strip }}<div class="strip"><p><b>{{ .title }}</b>{{ .span }}</p>{{ range .variants -}}
<div><em>{{ .name }}</em>{{ range .cells }}<i{{ with .look }} class="{{ . }}"{{ end }}>{{ .text }}</i>{{ end }}</div>
{{- end }}</div>
{{ end -}}
{{ with .event }}<tr id="{{ .id }}"><th><a href="{{ .href }}">{{ .release }}</a></th><td>
{{- range .tags }}<b class="tag {{ .kind }}">{{ .word }}</b>{{ end }}</td>
{{- range .cells }}<td>{{ . | safeHTML }}</td>{{ end }}</tr>
{{ end }}{{ end }}`;
