/** Checks of days: nobody has read or done anything tomorrow, and what was read long ago may be otherwise now. */
import type { Problem } from '../base/problems.ts';
import type { LintInput } from './lint-input.ts';
import { fields, proses, records } from './written.ts';

/** Fields that say when something was read or happened. A promise may well begin or end in the future. */
const PAST = ['read', 'date', 'dated', 'created', 'revised', 'published'];

const YEARS = 2;

export function futureDates(input: LintInput): Problem[] {
  return records(input).flatMap(({ path, value }) =>
    days(value)
      .filter(([, day]) => day > input.today.slice(0, day.length))
      .map(([name, day]) => ({
        ...({ kind: 'future-date', path } as const),
        ...input.files.lineOf(path, day),
        detail: `${name} ${day}`,
      })),
  );
}

/** Sources that nobody has read for long, and texts that say of long ago that something was not found. */
export function staleSources(input: LintInput): Problem[] {
  const before = `${Number(input.today.slice(0, 4)) - YEARS}${input.today.slice(4)}`;
  return records(input).flatMap(({ path, value }) => {
    const read = days(value).filter(([name]) => name === 'read');
    const said = [...proses(value)].flatMap(({ en }) =>
      [...en.matchAll(/[Nn]ot found as of (\d{4}(?:-\d{2}(?:-\d{2})?)?)/g)].map(
        ([, day = '']) => ['not found as of', day] as const,
      ),
    );
    return [...read, ...said]
      .filter(([, day]) => day < before.slice(0, day.length))
      .map(([name, day]): Problem => {
        const detail = `${name} ${day}`;
        return { kind: 'stale-source', path, ...input.files.lineOf(path, day), detail };
      });
  });
}

/** Each day once: a source may be read for many statements. */
function days(value: unknown): (readonly [name: string, day: string])[] {
  const found = new Map<string, readonly [string, string]>();
  for (const [name, child] of fields(value)) {
    if (!PAST.includes(name) || typeof child !== 'string' || !/^\d{4}/.test(child)) continue;
    const day = child.slice(0, 10);
    found.set(`${name} ${day}`, [name, day]);
  }
  return [...found.values()];
}
