/** What fields at the head of a document say, whatever language their names are in. */
import type { Field } from './blocks.ts';

const NAMES = {
  title: ['标题', 'title', 'subject'],
  category: ['类别', 'category', 'type'],
  summary: ['摘要', 'summary', 'abstract', 'description'],
  authors: ['作者', 'authors', 'author'],
  status: ['状态', 'status'],
  number: ['编号', 'number', 'id'],
  created: ['创建日期', 'created', 'date'],
  revised: ['修订日期', 'revised', 'updated', 'last-modified'],
} as const satisfies Record<string, readonly string[]>;

export type FieldName = keyof typeof NAMES;

export interface NamedFields {
  readonly values: Partial<Record<FieldName, Field>>;
  /** Fields that the record has no place for. */
  readonly others: readonly Field[];
}

/** Of several fields that mean the same, the first counts. */
export function nameFields(fields: readonly Field[]): NamedFields {
  const values: Partial<Record<FieldName, Field>> = {};
  const others: Field[] = [];
  for (const field of fields) {
    const key = field.name.trim().toLowerCase();
    const name = (Object.keys(NAMES) as FieldName[]).find((each) => NAMES[each].some((one) => one === key));
    if (field.value.trim() === '') continue;
    if (name === undefined || values[name] !== undefined) others.push(field);
    else values[name] = field;
  }
  return { values, others };
}

/** `蒋坤坤(Virt SIG)、谢秀奇(Kernel SIG)` and `Ann Author <ann@example.org>, Bob` as people. */
export function parseAuthors(text: string): { name: string; group?: string }[] {
  return text
    .split(/[、,，;；\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const match = /^(.*?)\s*[(（<](.*?)[)）>]$/.exec(part);
      const [, name = '', group = ''] = match ?? [];
      return name === '' || group === '' ? { name: part } : { name, group };
    });
}

/** The first day that a text states: `2023-05-09`, `2023/5/9` or `2021年10月31日`. */
export function dayIn(text: string): string | undefined {
  const match = /(\d{4})\s*[-/年.]\s*(\d{1,2})\s*[-/月.]\s*(\d{1,2})/.exec(text);
  if (match === null) return undefined;
  const [, year = '', month = '', day = ''] = match;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(iso);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? undefined : iso;
}
