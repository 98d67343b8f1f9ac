/**
 * Text as people paste it, without what terminals, journals, mails and web pages put around a message: colours, JSON,
 * quotation marks of all kinds, entities, blanks that are none, lines that were wrapped.
 */

/** One line of the input without its decorations. */
export interface PastedLine {
  /** 1-based, in the text as it was given. */
  readonly number: number;
  readonly text: string;
  /** With its tabs, which tables tell columns by. */
  readonly raw: string;
}

export interface PastedText {
  /** Blank lines are left out. */
  readonly lines: readonly PastedLine[];
  /** Unicode replacement characters and NULs: what a decoder makes of bytes that are no text. */
  readonly binaryCharacters: number;
}

export function undecorated(text: string): PastedText {
  const lines: PastedLine[] = [];
  let number = 0;
  for (const raw of text.split(/\r\n|\n|\r/)) {
    number += 1;
    for (const each of messagesOf(raw)) {
      const clean = cleanLine(each);
      if (clean.trim() !== '') lines.push({ number, text: clean, raw: each });
    }
  }
  return { lines, binaryCharacters: countOf(text, BINARY) };
}

const BINARY = /[\0\uFFFD]/g;

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** The fields of a JSON record that hold the message: of journalctl -o json, of docker, of Kubernetes and its kin. */
const MESSAGE_FIELDS = ['MESSAGE', 'log', 'message', 'msg', 'text', 'line'] as const;

/** A record of JSON stands for the message in it; every other line for itself. */
function messagesOf(line: string): readonly string[] {
  const start = line.trimStart();
  if (!start.startsWith('{') || !start.trimEnd().endsWith('}')) return [line];
  let record: Record<string, unknown>;
  try {
    record = Object(JSON.parse(start)) as Record<string, unknown>;
  } catch {
    return [line];
  }
  const messages = MESSAGE_FIELDS.flatMap((field) => messageText(record[field]));
  return messages.length === 0 ? [line] : messages.flatMap((each) => each.split('\n'));
}

/** journald writes what is not plain UTF-8 without control characters, such as colours, as a list of bytes. */
function messageText(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  const isBytes = (each: unknown): each is number => typeof each === 'number' && each >= 0 && each < 256;
  if (!Array.isArray(value) || !value.every(isBytes)) return [];
  return [new TextDecoder().decode(Uint8Array.from(value))];
}

const ESCAPES = {
  /** Control sequences and titles of terminals (ECMA-48), as bytes, or as tools spell ESC: `^[`, `\x1b`, `\033`, `#033`. */
  control: /(?:\u001b|\^\[|\\x1[bB]|\\e|\\033|\\u001[bB]|#033)\[[0-?]{0,32}[ -/]{0,4}[@-~]/g,
  title: /\u001b\][^\u0007\u001b\n]{0,512}(?:\u0007|\u001b\\)/g,
  /** Colours that lost their ESC on the way. */
  bareColour: /\[(?:\d{1,3}(?:;\d{1,3}){0,4})?m/g,
  other: /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g,
} as const;
const NO_WIDTH = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0f\ufeff]/g;
const BLANKS = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const SINGLE_QUOTES = /[\u2018-\u201b\u2032\u2039\u203a\u00b4\uff07]/g;
const DOUBLE_QUOTES = /[\u201c-\u201f\u2033\u00ab\u00bb\uff02\u300c\u300d]/g;
const FULL_WIDTH = /[\uff01\uff03-\uff06\uff08-\uff5e]/g;
const TAGS =
  /<\/?(?:code|pre|br|p|div|span|b|i|em|strong|tt|kbd|samp|t[dhr]|table|tbody|li|ul|ol|a|font|details|summary|blockquote|h[1-6])(?:\s[^<>]{0,200})?\/?>/gi;
const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  lsquo: "'",
  rsquo: "'",
  ldquo: '"',
  rdquo: '"',
  lbrack: '[',
  rbrack: ']',
  lpar: '(',
  rpar: ')',
  colon: ':',
  lowbar: '_',
};
const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,8}));/g;
/** Markdown's, and those of strings in JSON and shells that were copied without being read. */
const BACKSLASHES = /\\(?:([_*<>#()[\]"'`|~-])|([tn]))/g;

function cleanLine(line: string): string {
  // Most lines have none of all this.
  if (!/[^\x20-\x7e]|[&\\`<]|\[[\d;]*m|\^\[|#033|\*\*/.test(line)) return line;
  return line
    .replace(ESCAPES.title, '')
    .replace(ESCAPES.control, '')
    .replace(ESCAPES.bareColour, '')
    .replace(BLANKS, ' ')
    .replace(ESCAPES.other, '')
    .replace(NO_WIDTH, '')
    .replace(TAGS, ' ')
    .replace(ENTITY, decodeEntity)
    .replace(BLANKS, ' ')
    .replace(NO_WIDTH, '')
    .replace(FULL_WIDTH, (each) => String.fromCharCode(each.charCodeAt(0) - 0xfee0))
    .replace(SINGLE_QUOTES, "'")
    .replace(DOUBLE_QUOTES, '"')
    .replace(BACKSLASHES, (_, mark: string | undefined) => mark ?? ' ')
    .replace(/`|\*\*/g, '');
}

function decodeEntity(
  entity: string,
  decimal: string | undefined,
  hexadecimal: string | undefined,
  name: string | undefined,
): string {
  if (name !== undefined) return NAMED_ENTITIES[name] ?? entity;
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number.parseInt(decimal, 10);
  return code > 0x1f && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** What mails and forums put before a quoted line. */
const QUOTED = /^\s*(?:[>|]\s?)+/;

export function withoutQuoteMarks(line: string): string {
  return line.replace(QUOTED, '');
}

/**
 * The lines as one text, so that a message is found though mail wrapped it, or though several stand in one line. Blanks
 * are single; the line of each place is known.
 */
export class JoinedText {
  readonly text: string;
  readonly #starts: number[] = [];
  readonly #lines: readonly PastedLine[];

  /** @param isCut whether a line goes on in the next without a blank, as a terminal cuts it at its width */
  constructor(lines: readonly PastedLine[], isCut: (index: number) => boolean = () => false) {
    const parts: string[] = [];
    let length = 0;
    for (const [index, line] of lines.entries()) {
      const text = withoutQuoteMarks(line.text).replace(/ {2,}/g, ' ').trim();
      const part = index === 0 || isCut(index - 1) ? text : ` ${text}`;
      this.#starts.push(length);
      parts.push(part);
      length += part.length;
    }
    this.#lines = lines;
    this.text = parts.join('');
  }

  /** Index of the line that holds a place of the text. */
  indexAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Where the line with this index ends. */
  endOf(index: number): number {
    return this.#starts[index + 1] ?? this.text.length;
  }

  startOf(index: number): number {
    return this.#starts[index] ?? this.text.length;
  }

  lineAt(index: number): PastedLine | undefined {
    return this.#lines[index];
  }
}

/** Terminals are hardly narrower. */
const NARROWEST_TERMINAL = 60;
/** How the first line of another message starts: with a time, a priority, or the one who says it. */
const NEW_MESSAGE = /^\s*(?:[[<{#$]|[\w.-]+(?:\[\d+\])?: |[A-Z][a-z]{2} +\d|\d{4}-\d\d|[A-Za-z]+: )/;

/**
 * Which lines a terminal cut at its width: at least two are equally long, none is longer, and what follows does not start
 * a message. Undefined if none is.
 */
export function cutLines(lines: readonly PastedLine[]): ((index: number) => boolean) | undefined {
  let width = 0;
  let count = 0;
  for (const { text } of lines) {
    if (text.length > width) [width, count] = [text.length, 1];
    else if (text.length === width) count += 1;
  }
  if (width < NARROWEST_TERMINAL || count < 2) return undefined;
  const isCut = (index: number) => {
    const next = lines[index + 1];
    return lines[index]?.text.length === width && next !== undefined && !NEW_MESSAGE.test(next.text);
  };
  return lines.some((_, index) => isCut(index)) ? isCut : undefined;
}
