/** C as the type tables hold it, highlighted by Shiki: with classes of the stylesheet, as a strict CSP allows no style attributes. */
import c from 'shiki/langs/c.mjs';
import { createCssVariablesTheme, createHighlighterCoreSync } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { html, type Html } from './html.ts';

/** Tokens that look like the rest of the text are not wrapped. */
const CLASSES: Readonly<Record<string, string>> = {
  'var(--c-token-keyword)': 'k',
  'var(--c-token-constant)': 'n',
  'var(--c-token-comment)': 'o',
};

/** Of length and not of time, as a busy machine has to make the same page: a longer line has no colours. */
const LIMITS = { tokenizeTimeLimit: 0, tokenizeMaxLineLength: 2000 };

const theme = createCssVariablesTheme({ name: 'classes', variablePrefix: '--c-', fontStyle: false });
let highlighter: ReturnType<typeof createHighlighterCoreSync> | undefined;

/** One piece of HTML per line. */
export function highlightC(text: string): Html[] {
  highlighter ??= createHighlighterCoreSync({
    themes: [theme],
    langs: [c],
    engine: createJavaScriptRegexEngine(),
  });
  const { tokens } = highlighter.codeToTokens(text, { ...LIMITS, lang: 'c', theme: 'classes' });
  return tokens.map(
    (line) =>
      html`${line.map(({ content, color = '' }) => {
        const look = CLASSES[color];
        return look === undefined ? html`${content}` : html`<span class="${look}">${content}</span>`;
      })}`,
  );
}
