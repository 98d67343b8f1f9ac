/**
 * A definition of a type table (definition-text.ts) as `pahole` of dwarves prints one: offsets from the beginning of the
 * whole, in comments that stand under each other. Of members, sizes are not on file, except of those with members of
 * their own, whose comment has both.
 */

const INDENT = '    ';
const COLUMNS = 72;
/** Behind it comments begin; those of longer code go on the next line if there is no room for them. */
const COLUMN = 54;
const LINE = /^(\t*)(.*?)(?: \/\/ (?:size (\d+)|(\d+)(?::(\d+))?))?$/;

export function paholeText(definition: string): string {
  const lines = definition.split('\n').filter((line) => line !== '');
  const starts = startsOf(lines);
  const sizes: (string | undefined)[] = [];
  const printed = lines.flatMap((line, index) => {
    const [, tabs = '', text = '', size, , bit] = LINE.exec(line) ?? [];
    const code = INDENT.repeat(tabs.length) + text;
    if (text.endsWith('{')) {
      sizes.push(size);
      return [code];
    }
    const whole = text.startsWith('}') ? sizes.pop() : undefined;
    const start = starts[index];
    if (start !== undefined) return [withNote(code, start, bit, whole)];
    return whole === undefined ? [code] : ['', `${INDENT}/* size: ${whole} */`, code];
  });
  return printed.join('\n');
}

/** Offsets in a table are counted from the innermost struct or union, whose own one stands behind its last line. */
function startsOf(lines: readonly string[]): (number | undefined)[] {
  const starts = lines.map((): number | undefined => undefined);
  const around: (number | undefined)[] = [];
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const [, tabs = '', text = '', , offset] = LINE.exec(lines[index] ?? '') ?? [];
    if (text.endsWith('{')) around.pop();
    const base = tabs.length <= 1 ? 0 : around.at(-1);
    const start = offset === undefined || base === undefined ? undefined : base + Number(offset);
    starts[index] = start;
    if (text.startsWith('}')) around.push(start);
  }
  return starts;
}

function withNote(code: string, start: number, bit: string | undefined, size: string | undefined): string {
  const at = String(start).padStart(5) + (bit === undefined ? '' : `:${bit.padStart(2)}`);
  const note = `/* ${at}${size === undefined ? '' : ` ${size.padStart(5)}`} */`;
  const fits = code.length <= COLUMN || code.length + 1 + note.length <= COLUMNS;
  return fits ? `${code.padEnd(COLUMN)} ${note}` : `${code}\n${' '.repeat(COLUMN)} ${note}`;
}
