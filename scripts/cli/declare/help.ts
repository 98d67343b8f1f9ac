/** The help of a command, made from what it declares, so that it cannot say anything else than what is taken. */
import { wrapText } from '../../../src/base/wrap-text.ts';
import type { Option } from './options.ts';

/** Terminals of 80 columns are still met. */
const COLUMNS = 80;
/** Descriptions stand beside names up to here; wider names would leave them no room. */
const WIDEST_LABEL = 18;

export interface Helped {
  readonly name: string;
  readonly operands: readonly string[];
  readonly about: string;
  readonly options: Readonly<Record<string, Pick<Option<unknown>, 'value' | 'help'>>>;
  readonly formats: readonly string[];
  readonly examples: readonly string[];
  readonly exit: { readonly 0: string; readonly 1: string; readonly 2?: string };
}

export function helpText({ name, operands, about, options, formats, examples, exit }: Helped): string {
  const rows = Object.entries(options).map(
    ([option, { value, help }]) => [`--${option}${value === undefined ? '' : ` ${value}`}`, help] as const,
  );
  const width = Math.max(...rows.map(([label]) => label.length).filter((each) => each <= WIDEST_LABEL), 10);
  return [
    ['Usage: kabi', name, ...operands, '[OPTION…]'].join(' '),
    '',
    about.trim(),
    '',
    ...[...rows, formatRow(formats)].flatMap(([label, help]) => optionLines(label, help, width)),
    '',
    ...(examples.length === 0 ? [] : ['Examples:', ...examples.map((each) => `  ${each}`), '']),
    ...wrapText(`Exit status: 0 ${exit[0]}, 1 ${exit[1]}, 2 ${exit[2] ?? 'usage or I/O error'}.`, COLUMNS),
  ].join('\n');
}

function formatRow([first = '', ...others]: readonly string[]): readonly [label: string, help: string] {
  const all = [`${first} (default)`, ...others];
  return ['--format F', `${all.slice(0, -1).join(', ')} or ${all.at(-1) ?? ''}`];
}

function optionLines(label: string, help: string, width: number): string[] {
  const [first = '', ...others] = wrapText(help, COLUMNS - width - 4);
  const indent = ' '.repeat(width + 4);
  const beside =
    label.length <= width ? [`  ${label.padEnd(width)}  ${first}`] : [`  ${label}`, indent + first];
  return [...beside, ...others.map((line) => indent + line)];
}
