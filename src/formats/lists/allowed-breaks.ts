/**
 * Android's `abi.stg.allowed_breaks`: reports of stgdiff, format `short`, that were approved after the ABI freeze, one after
 * the other, with `#` comments (source.android.com, "ABI monitoring"). A symbol that one names as removed or changed is
 * allowed to be; it becomes a rule for that symbol. What it says of types says nothing of single symbols here.
 */
import type { Parsed, Problem } from '../../base/problems.ts';
import { noRecords, textLines } from '../../base/lines.ts';
import type { Rule } from './severities.ts';
import { isSymbolName } from '../../kernel/symbol-name.ts';

const SINGLE =
  /^(?:function|variable) symbol (?:'(.+)' (?:changed|was removed)|changed from '(.+)' to '.+')$/;
const SEVERAL = /^\d+ (?:function|variable) symbol\(s\) removed$/;
const OF_TYPE = /^type '.+' (?:changed|was removed|was added)$/;
/** What breaks nothing, and what it says of symbols that it does not name. */
const OTHER =
  /^(?:\d+ (?:function|variable) symbol\(s\) added|(?:function|variable) symbol '.+' was added|\.\.\. \d+ omitted; .+)$/;

/** Whether the text is such a file, and not a list of rules. */
export function looksLikeAllowedBreaks(text: string): boolean {
  for (const { text: line } of textLines(text)) {
    if (SINGLE.test(line) || SEVERAL.test(line) || OF_TYPE.test(line)) return true;
    if (!line.startsWith('#') && !line.startsWith(' ')) return false;
  }
  return false;
}

/**
 * @throws {Fault} if nothing in it is a report.
 */
export function parseAllowedBreaks(text: string, path: string): Parsed<readonly Rule[]> {
  const rules: Rule[] = [];
  let listing = false;
  let comment: string | undefined;
  const problems: Problem[] = [];
  let isReport = false;
  for (const { number, text: line } of textLines(text)) {
    if (line.startsWith('#')) {
      comment = line.replace(/^#+\s*/, '');
      continue;
    }
    const single = SINGLE.exec(line);
    if (OF_TYPE.test(line) || SEVERAL.test(line) || single !== null) isReport = true;
    else if (!/^\s/.test(line) && !OTHER.test(line)) {
      problems.push({ kind: 'malformed-report', path, line: number, source: line });
    }
    if (!line.startsWith(' ')) listing = SEVERAL.test(line);
    const signature = listing ? /^\s+'(.+)'$/.exec(line)?.[1] : (single?.[1] ?? single?.[2]);
    const symbol = signature && symbolOf(signature);
    if (symbol !== undefined && symbol !== '') {
      rules.push({
        type: 'symbol',
        pattern: symbol,
        passes: true,
        ...(comment !== undefined && { comment }),
        path,
        line: number,
      });
    }
  }
  if (!isReport) throw noRecords(text, path);
  return { records: rules, problems };
}

/** The name in a C declaration: before the parameters of a function, or at the end of a variable's. */
function symbolOf(signature: string): string | undefined {
  const declaration = signature.replace(/ \{.*\}$/, '');
  const ofFunction = /([A-Za-z_$.][\w$.]*)\((?!\*)/.exec(declaration)?.[1];
  const name = ofFunction ?? /([A-Za-z_$.][\w$.]*)(?:\[[^\]]*\])*$/.exec(declaration)?.[1];
  return name !== undefined && isSymbolName(name) ? name : undefined;
}
