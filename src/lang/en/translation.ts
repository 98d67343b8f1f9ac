import type { en } from './messages.ts';

/** The texts of a dictionary in another language: the same keys; a language need not tell one thing from several. */
export type Translation<T> = T extends string
  ? string
  : T extends { readonly one: string; readonly other: string }
    ? { readonly other: string }
    : { readonly [Key in keyof T]: Translation<T[Key]> };

export type Dictionary = Translation<typeof en>;
