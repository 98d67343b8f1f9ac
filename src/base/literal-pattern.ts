/** Text as a regular expression that matches it and nothing else: RegExp.escape, which Node has since version 24. */
export function literalPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
