/** A text before a medium sets it: what release notes and the text beside pages are made of. */

/** Words, a name as code has it, or words that lead somewhere. */
export type Inline = string | { readonly code: string } | { readonly text: string; readonly url: string };

export type Block =
  | { readonly kind: 'title' | 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }
  /** Cells in columns; without a head, as the words around it say what they are. */
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  /** Lines of C; of a `diff` with `-`, `+` or a blank in front. */
  | { readonly kind: 'code' | 'diff'; readonly text: string };

export function title(text: string): Block {
  return { kind: 'title', text };
}

export function heading(text: string): Block {
  return { kind: 'heading', text };
}

export function paragraph(...content: readonly Inline[]): Block {
  return { kind: 'paragraph', content };
}

export function list(items: readonly (readonly Inline[])[]): Block {
  return { kind: 'list', items };
}

export function table(rows: readonly (readonly string[])[]): Block {
  return { kind: 'table', rows };
}

export function code(text: string): Block {
  return { kind: 'code', text };
}

export function diff(text: string): Block {
  return { kind: 'diff', text };
}
