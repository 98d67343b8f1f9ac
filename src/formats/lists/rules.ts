/** Files that say which changes are tolerated, in whatever form their vendor has them. */
import type { Parsed } from '../../base/problems.ts';
import { looksLikeAllowedBreaks, parseAllowedBreaks } from './allowed-breaks.ts';
import { parseSeverities, type Rule } from './severities.ts';

/** @throws {Fault} if nothing in it is a rule of SUSE's severities, or of Android's allowed breaks. */
export function parseRules(text: string, path: string): Parsed<readonly Rule[]> {
  return looksLikeAllowedBreaks(text) ? parseAllowedBreaks(text, path) : parseSeverities(text, path);
}
