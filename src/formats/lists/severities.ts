/**
 * SUSE's `kabi/severities`: which changes of the ABI are tolerated (suse-kabi-tools(5), and kabi.pl in kernel-source).
 *
 * `[MODULE|NAMESPACE|SYMBOL] PATTERN PASS|FAIL`, separated by blanks; `#` starts a comment. Without a type, a pattern with
 * a slash, or `vmlinux`, is a module, one of capitals a namespace, any other a symbol. `*` and `?` match anything, slashes
 * too, and a pattern the whole name. The first line that matches decides. SLE 11 gave an integer in place of the verdict,
 * which was held against a threshold: such files are refused, because their numbers say nothing here.
 */
import { Fault, type Parsed, type Problem } from '../../base/problems.ts';
import { LINES_TO_JUDGE, noRecords, textLines } from '../../base/lines.ts';

export const RULE_TYPES = ['module', 'namespace', 'symbol'] as const;
export type RuleType = (typeof RULE_TYPES)[number];

export interface Rule {
  readonly type: RuleType;
  readonly pattern: string;
  readonly passes: boolean;
  /** Why, as the file says it: often the number of a bug. */
  readonly comment?: string;
  readonly path: string;
  readonly line: number;
}

/**
 * Reads a severities file. Lines that are no rule become problems; a file of comments alone is legal.
 *
 * @throws {Fault} if the file is in the format of SLE 11, or none of its lines is a rule.
 */
export function parseSeverities(text: string, path: string): Parsed<readonly Rule[]> {
  const rules: Rule[] = [];
  const problems: Problem[] = [];
  for (const { number, text: line, tooLong } of textLines(text)) {
    const [code = '', ...comments] = line.split('#');
    const words = code.trim().split(/\s+/);
    if (code.trim() === '') continue;
    if (/^\d+$/.test(words.at(-1) ?? '') && words.length === 2) {
      throw new Fault({ kind: 'legacy-severities', path, line: number, source: line });
    }
    const rule = tooLong ? undefined : parseRule(words);
    if (rule === undefined) problems.push({ kind: 'malformed-rule', path, line: number, source: line });
    else {
      const comment = comments.join('#').trim();
      rules.push({ ...rule, ...(comment !== '' && { comment }), path, line: number });
    }
    if (rules.length === 0 && problems.length === LINES_TO_JUDGE) throw noRecords(text, path);
  }
  if (rules.length === 0 && problems.length > 0) throw noRecords(text, path);
  return { records: rules, problems };
}

/** `drivers/nvme/host/*  PASS  # bsc#1223415` */
export function formatRule({ type, pattern, passes, comment }: Omit<Rule, 'path' | 'line'>): string {
  const verdict = passes ? 'PASS' : 'FAIL';
  return `${type.toUpperCase()} ${pattern} ${verdict}${comment === undefined ? '' : ` # ${comment}`}\n`;
}

/** Whether the whole name matches; both wildcards cross slashes. */
export function matchesPattern(pattern: string, name: string): boolean {
  // Greedy with one point of return: linear in all but hostile patterns, and never worse than their product.
  let p = 0;
  let n = 0;
  let star = -1;
  let resume = 0;
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p;
      resume = n;
      p += 1;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[n])) {
      p += 1;
      n += 1;
    } else if (star >= 0) {
      p = star + 1;
      resume += 1;
      n = resume;
    } else return false;
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
}

function parseRule(words: readonly string[]): Pick<Rule, 'type' | 'pattern' | 'passes'> | undefined {
  const [given, pattern, verdict] = words.length === 2 ? [undefined, ...words] : words;
  if (words.length > 3 || pattern === undefined || verdict === undefined) return undefined;
  if (!/^(?:PASS|FAIL)$/i.test(verdict)) return undefined;
  const type =
    given === undefined ? guessType(pattern) : RULE_TYPES.find((each) => each.toUpperCase() === given);
  return type && { type, pattern, passes: verdict.toUpperCase() === 'PASS' };
}

function guessType(pattern: string): RuleType {
  if (pattern.includes('/') || pattern === 'vmlinux') return 'module';
  return /[A-Z]/.test(pattern) && pattern === pattern.toUpperCase() ? 'namespace' : 'symbol';
}
