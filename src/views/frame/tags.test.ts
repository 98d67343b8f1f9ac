import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CHANGE_FACTS, CHANGE_KINDS } from '../../kernel/change.ts';
import { LOAD_VERDICTS } from '../../load/verdict.ts';
import { tag } from './tags.ts';

const CSS = readFileSync(new URL('../../site/styles/findings.css', import.meta.url), 'utf8');

/** The declarations of all rules for a tag of a class. */
function styleOf(look: string, pseudo = ''): string {
  return [...CSS.matchAll(/([^{}]+)\{([^{}]*)\}/g)]
    .filter(([, selectors = '']) => {
      const own = selectors.replace(/:is\(([^()]*)\)/g, ' $1 ').split(/[,\s]+/);
      const isElement = selectors.includes('::before');
      return own.some((each) => selectorNames(each, look)) && isElement === (pseudo !== '');
    })
    .map(([, , declarations = '']) => declarations)
    .join('');
}

/** `.removed`, `.tag.crc`, `.removed::before` */
function selectorNames(selector: string, look: string): boolean {
  return selector.replace('::before', '').split('.').includes(look);
}

describe.each(CHANGE_KINDS)('a tag that says %s', (kind) => {
  const { look, mark } = CHANGE_FACTS[kind];

  test('has its class, and a colour', () => {
    expect(tag(kind).text).toContain(`class="tag ${look}"`);
    expect(styleOf(look)).toContain('color: var(--');
  });

  test('has its mark before the word', () => {
    expect(styleOf(look, '::before')).toContain(`content: '${mark}' / ''`);
  });
});

test.each(LOAD_VERDICTS)('the verdict %s has a colour and a mark', (verdict) => {
  expect(styleOf(`verdict-${verdict}`)).toContain('color: var(--');
  expect(styleOf(`verdict-${verdict}`, '::before')).toContain('content: ');
});

test('no two kinds of change look alike, or are alike in rows', () => {
  const facts = CHANGE_KINDS.map((kind) => CHANGE_FACTS[kind]);
  for (const of of ['look', 'mark', 'letter'] as const) {
    expect(new Set(facts.map((each) => each[of])).size).toBe(CHANGE_KINDS.length);
  }
});
