/** The YAML between two lines of three dashes at the head of a Markdown file. */
export interface FrontMatter {
  readonly yaml: string;
  /** Lines before the YAML's first one. */
  readonly yamlOffset: number;
  readonly body: string;
  /** Lines before the body's first one. */
  readonly bodyOffset: number;
}

const FENCE = /^---[ \t]*$/;

/** Undefined: there is none, or nothing ends it. */
export function splitFrontMatter(text: string): FrontMatter | undefined {
  const lines = plainLines(text);
  if (!FENCE.test(lines[0] ?? '')) return undefined;
  const end = lines.findIndex((line, index) => index > 0 && FENCE.test(line));
  if (end < 0) return undefined;
  return {
    yaml: lines.slice(1, end).join('\n'),
    yamlOffset: 1,
    body: lines.slice(end + 1).join('\n'),
    bodyOffset: end + 1,
  };
}

/** Without a byte order mark, whatever ends the lines. */
export function plainLines(text: string): string[] {
  return text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
}
