/**
 * Messages as the sources print them, `{module}: Unknown symbol {symbol} (err {errno})`, found anywhere in a text and any
 * number of times. The time grows with the text alone: the longest piece without a hole is looked up, what stands before
 * and after it is read from there, and no hole reads further than its limit.
 */

/** What can stand in a message. */
export const FIELDS = {
  /** As the kernel names it. */
  module: { reads: /['"(]{0,1}([\w-]{1,64})['")]{0,1}/y, backwards: /[\w-]/, longest: 64 },
  /** A path or name as tools print it. */
  file: {
    reads: /['"]?([^\s'"[\]()<>,;]{1,1024}?)['"]?(?=[\s'"\])>,;]|:\s|$)/y,
    backwards: /[^\s'"[\]()<>,;]/,
    longest: 1024,
  },
  symbol: { reads: /['"(]{0,2}([\w.$]{1,512})['")]{0,2}/y, backwards: /[\w.$]/, longest: 512 },
  errno: { reads: /(-?\d{1,6})/y, backwards: /[-\d]/, longest: 7 },
  namespace: { reads: /['"]?([\w:.*,-]{1,256}?)['"]?(?=[,.\s)]|$)/y, backwards: /\w/, longest: 256 },
  owner: { reads: /['"]?([\w-]{1,64})['"]?/y, backwards: /[\w-]/, longest: 64 },
  /** A version magic between its quotes. */
  magic: { reads: /([^'"]{0,300})/y, backwards: /[^'"]/, longest: 300 },
  should: { reads: /([^'"]{0,300})/y, backwards: /[^'"]/, longest: 300 },
  quoted: { reads: /([^'"]{1,300})/y, backwards: /[^'"]/, longest: 300 },
  kernel: {
    reads: /['"]?([\w.+~:-]{1,200}?)['"]?(?=[\s'",;:)/]|\.?$|\. )/y,
    backwards: /[\w.+~:-]/,
    longest: 200,
  },
  other: {
    reads: /['"]?([\w.+~:-]{1,200}?)['"]?(?=[\s'",;:)/]|\.?$|\. )/y,
    backwards: /[\w.+~:-]/,
    longest: 200,
  },
  number: { reads: /(\d{1,20})/y, backwards: /\d/, longest: 20 },
  crc: { reads: /(?:0x)?([0-9a-fA-F]{1,16})/y, backwards: /[0-9a-fA-F]/, longest: 16 },
  word: { reads: /([^\s]{1,200})/y, backwards: /\S/, longest: 200 },
  /** The rest of the line. */
  text: { reads: /([^\n]{0,2000})/y, backwards: /[^\n]/, longest: 2000 },
} as const;
export type TemplateField = keyof typeof FIELDS;

export interface TemplateMatch {
  readonly start: number;
  readonly end: number;
  readonly fields: Partial<Record<TemplateField, string>>;
}

type Piece = { readonly literal: string } | { readonly field: TemplateField };

export class MessageTemplate {
  readonly #before: readonly Piece[];
  /** The longest piece without a hole, by which the message is looked up. */
  readonly anchor: string;
  readonly #after: readonly Piece[];

  constructor(template: string) {
    const pieces = template.split(/(\{\w+\})/).flatMap((piece): Piece[] => {
      if (piece === '') return [];
      const name = /^\{(\w+)\}$/.exec(piece)?.[1];
      if (name === undefined) return [{ literal: piece }];
      if (!(name in FIELDS)) throw new RangeError(`no field {${name}}`);
      return [{ field: name as TemplateField }];
    });
    const lengths = pieces.map((piece) => ('literal' in piece ? piece.literal.length : 0));
    const at = lengths.indexOf(Math.max(...lengths));
    const anchor = pieces[at];
    if (anchor === undefined || !('literal' in anchor))
      throw new RangeError(`nothing to look up: ${template}`);
    this.anchor = anchor.literal;
    this.#before = pieces.slice(0, at).reverse();
    this.#after = pieces.slice(at + 1);
  }

  /**
   * Every place where a text has the message.
   *
   * @param anchors where its anchor stands
   * @param lineEnd where the line of a place ends, for fields that read on to there
   */
  *find(
    text: string,
    anchors: readonly number[],
    lineEnd: (offset: number) => number,
  ): Generator<TemplateMatch> {
    for (const at of anchors) {
      const fields: Partial<Record<TemplateField, string>> = {};
      const start = this.#readBefore(text, at, fields);
      if (start === undefined) continue;
      const end = this.#readAfter(text, at + this.anchor.length, fields, lineEnd);
      if (end !== undefined) yield { start, end, fields };
    }
  }

  #readBefore(
    text: string,
    from: number,
    fields: Partial<Record<TemplateField, string>>,
  ): number | undefined {
    let at = from;
    for (const piece of this.#before) {
      if ('literal' in piece) {
        if (!text.endsWith(piece.literal, at)) return undefined;
        at -= piece.literal.length;
        continue;
      }
      const { backwards, longest } = FIELDS[piece.field];
      // A name may be quoted: `'evdi': disagrees …`.
      let end = at;
      if (/['")]/.test(text[end - 1] ?? '') && !backwards.test(text[end - 1] ?? '')) end -= 1;
      let start = end;
      while (start > 0 && end - start < longest && backwards.test(text[start - 1] ?? '')) start -= 1;
      if (start === end) return undefined;
      fields[piece.field] = text.slice(start, end);
      at = start;
    }
    return at;
  }

  #readAfter(
    text: string,
    from: number,
    fields: Partial<Record<TemplateField, string>>,
    lineEnd: (offset: number) => number,
  ): number | undefined {
    let at = from;
    for (const [index, piece] of this.#after.entries()) {
      if ('literal' in piece) {
        if (!text.startsWith(piece.literal, at)) return undefined;
        at += piece.literal.length;
        continue;
      }
      const { reads } = FIELDS[piece.field];
      reads.lastIndex = at;
      const [whole, value] = reads.exec(text) ?? [];
      if (whole === undefined || value === undefined) return undefined;
      if (piece.field === 'text') {
        const end = Math.min(lineEnd(at), at + whole.length);
        fields.text = text.slice(at, end);
        at = end;
      } else {
        fields[piece.field] = value;
        const next = this.#after[index + 1];
        const bare = at + whole.indexOf(value) + value.length;
        // The quotation mark after a name may be the message's own.
        const isOwn = next !== undefined && 'literal' in next && text.startsWith(next.literal, bare);
        at = isOwn ? bare : at + whole.length;
      }
    }
    return at;
  }
}
