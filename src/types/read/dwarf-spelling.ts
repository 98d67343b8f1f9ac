/** Types as DWARF nests them, outside in, and how C spells them: around the name that they declare. */
import type { Body, TypeUse } from '../table/definition.ts';

export type DwarfType =
  | { readonly is: 'base'; readonly text: string; readonly bodies: readonly Body[] }
  | { readonly is: 'pointer'; readonly to: DwarfType }
  | { readonly is: 'qualified'; readonly by: string; readonly type: DwarfType }
  | { readonly is: 'array'; readonly dimensions: string; readonly of: DwarfType }
  | { readonly is: 'function'; readonly parameters: string; readonly returns: DwarfType };

export function useOf(type: DwarfType): TypeUse {
  return { type: spell(type, '', ''), bodies: bodiesOf(type) };
}

/** @param before and `behind`: of the name that the type declares */
export function spell(type: DwarfType, before: string, behind: string): string {
  switch (type.is) {
    case 'base':
      return `${type.text}${before === '' ? '' : ' '}${before}${behind}`;
    case 'pointer':
      return spellPointer(type.to, [], before, behind);
    case 'qualified': {
      const { qualifiers, type: inner } = unqualified(type);
      if (inner.is === 'pointer') return spellPointer(inner.to, qualifiers, before, behind);
      // Of an array or function they belong to what it is made of.
      return spell(qualifiedBase(inner, qualifiers), before, behind);
    }
    case 'array':
      return spell(type.of, before, `${behind}${type.dimensions}`);
    case 'function':
      return spell(type.returns, before, `${behind}(${type.parameters})`);
  }
}

function spellPointer(to: DwarfType, qualifiers: readonly string[], before: string, behind: string): string {
  const words = [...qualifiers, ...(before === '' ? [] : [before])];
  const star = `*${words.join(' ')}`;
  const target = to.is === 'qualified' ? unqualified(to).type : to;
  const isGrouped = target.is === 'array' || target.is === 'function';
  return isGrouped ? spell(to, `(${star}`, `${behind})`) : spell(to, star, behind);
}

function unqualified(type: DwarfType): { qualifiers: string[]; type: DwarfType } {
  const qualifiers = new Set<string>();
  let inner = type;
  while (inner.is === 'qualified') {
    qualifiers.add(inner.by);
    inner = inner.type;
  }
  return { qualifiers: [...qualifiers].sort(), type: inner };
}

function qualifiedBase(type: DwarfType, qualifiers: readonly string[]): DwarfType {
  switch (type.is) {
    case 'base':
      return { ...type, text: [...qualifiers, type.text].join(' ') };
    case 'array':
      return { ...type, of: qualifiedBase(type.of, qualifiers) };
    case 'pointer':
    case 'function':
    case 'qualified':
      return type;
  }
}

function bodiesOf(type: DwarfType): readonly Body[] {
  switch (type.is) {
    case 'base':
      return type.bodies;
    case 'pointer':
      return bodiesOf(type.to);
    case 'qualified':
      return bodiesOf(type.type);
    case 'array':
      return bodiesOf(type.of);
    case 'function':
      return bodiesOf(type.returns);
  }
}

export function baseOf(text: string): DwarfType {
  return { is: 'base', text, bodies: [] };
}
