/** What the loaders of kernels forgive, side by side, as a Markdown table: a row a question, a column a kernel. */
import type { LoaderProfile } from '../../kernel/loader.ts';

export interface LoaderColumn {
  /** `Debian 12 6.1.0-56` */
  readonly title: string;
  /** Undefined: nothing of it is on file. */
  readonly loader: LoaderProfile | undefined;
}

type Answer = 'yes' | 'no' | 'not on file';

interface Question {
  readonly text: string;
  readonly answer: (loader: LoaderProfile) => boolean | undefined;
}

const QUESTIONS: readonly Question[] = [
  { text: 'CRCs of symbols (`MODVERSIONS`)', answer: ({ settings }) => settings.MODVERSIONS },
  {
    text: 'Loads a module without versions or vermagic (`MODULE_FORCE_LOAD`)',
    answer: ({ settings }) => settings.MODULE_FORCE_LOAD,
  },
  {
    text: 'Loads a module in which one version is missing',
    answer: ({ missingVersion }) =>
      missingVersion === undefined ? undefined : missingVersion === 'accepted',
  },
  {
    text: 'Loads a module that is not signed (no `MODULE_SIG_FORCE`)',
    answer: ({ settings }) => not(settings.MODULE_SIG_FORCE),
  },
  {
    text: 'Loads a module whose signature is damaged (no `MODULE_SIG`)',
    answer: ({ settings }) => not(settings.MODULE_SIG),
  },
  {
    text: 'Loads a module that does not import a namespace (`MODULE_ALLOW_MISSING_NAMESPACE_IMPORTS`)',
    answer: ({ settings }) => settings.MODULE_ALLOW_MISSING_NAMESPACE_IMPORTS,
  },
  {
    text: 'Loads a module with BTF of another kernel (`MODULE_ALLOW_BTF_MISMATCH`, or no BTF of modules)',
    answer: ({ settings }) =>
      settings.DEBUG_INFO_BTF_MODULES === false ? true : settings.MODULE_ALLOW_BTF_MISMATCH,
  },
  {
    text: 'Loads code that can be written (no `STRICT_MODULE_RWX`)',
    answer: ({ settings }) => not(settings.STRICT_MODULE_RWX),
  },
  {
    text: 'Exports what no module of its own uses (no `TRIM_UNUSED_KSYMS`)',
    answer: ({ settings }) => not(settings.TRIM_UNUSED_KSYMS),
  },
];

function not(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

export function loaderTable(columns: readonly LoaderColumn[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(['', ...columns.map(({ title }) => title)]),
    line(['---', ...columns.map(() => '---')]),
    ...QUESTIONS.map(({ text, answer }) =>
      line([text, ...columns.map(({ loader }) => answerOf(loader && answer(loader)))]),
    ),
  ].join('\n');
}

function answerOf(value: boolean | undefined): Answer {
  return value === undefined ? 'not on file' : value ? 'yes' : 'no';
}
