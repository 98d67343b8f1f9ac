/**
 * SUSE's `kabi/severities`: which changes of the ABI are tolerated (suse-kabi-tools(5), and kabi.pl in kernel-source).
 *
 * `[MODULE|NAMESPACE|SYMBOL] PATTERN PASS|FAIL`, separated by blanks; `#` starts a comment. Without a type, a pattern with
 * a slash, or `vmlinux`, is a module, one without small letters (`KVM_*`, and `*` too) a namespace, any other a symbol.
 * Patterns are those of wildcard.ts. The first line that matches decides. Read as src/rules/mod.rs of suse-kabi-tools does,
 * which takes verdicts in capitals only, and a byte order mark for a part of the first pattern.
 *
 * SLE 11 gave an integer in place of the verdict, which was held against a threshold: such files are refused, because
 * their numbers say nothing here.
 */
import { Fault, type Parsed, type Problem } from '../../base/problems.ts';
import { LINES_TO_JUDGE, noRecords, textLines } from '../../base/lines.ts';
import { isPattern } from './wildcard.ts';

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
  const problems: Problem[] = text.startsWith('\uFEFF') ? [{ kind: 'byte-order-mark', path, line: 1 }] : [];
  for (const { number, text: line, tooLong } of textLines(text)) {
    const [code = '', ...comments] = line.split('#');
    const words = code.split(BLANKS).filter((word) => word !== '');
    if (words.length === 0) continue;
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
  if (rules.length === 0 && problems.some(({ kind }) => kind !== 'byte-order-mark'))
    throw noRecords(text, path);
  return { records: rules, problems };
}

/** `drivers/nvme/host/*  PASS  # bsc#1223415` */
export function formatRule({ type, pattern, passes, comment }: Omit<Rule, 'path' | 'line'>): string {
  const verdict = passes ? 'PASS' : 'FAIL';
  return `${type.toUpperCase()} ${pattern} ${verdict}${comment === undefined ? '' : ` # ${comment}`}\n`;
}

/** What ASCII has of white space, as Rust's is_ascii_whitespace. */
const BLANKS = /[ \t\n\f\r]+/;

function parseRule(words: readonly string[]): Pick<Rule, 'type' | 'pattern' | 'passes'> | undefined {
  const [given, pattern, verdict] = words.length === 2 ? [undefined, ...words] : words;
  if (words.length > 3 || pattern === undefined || !isPattern(pattern)) return undefined;
  if (verdict !== 'PASS' && verdict !== 'FAIL') return undefined;
  const type =
    given === undefined ? guessType(pattern) : RULE_TYPES.find((each) => each.toUpperCase() === given);
  return type && { type, pattern, passes: verdict === 'PASS' };
}

function guessType(pattern: string): RuleType {
  if (pattern.includes('/') || pattern === 'vmlinux') return 'module';
  return pattern === pattern.toUpperCase() ? 'namespace' : 'symbol';
}
