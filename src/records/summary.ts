/** How many symbols changed, by kind. */
import { z } from 'zod';
import { CHANGE_KINDS } from '../kernel/change.ts';
import { wholeNumber } from '../base/schemas.ts';

export const summarySchema = z.record(z.enum([...CHANGE_KINDS, 'not-comparable']), wholeNumber);

/** Symbols of Rust that came or went: part of the counts above, and told apart, as their names follow the compiler. */
export const rustSchema = z.object({
  added: wholeNumber,
  removed: wholeNumber,
  /** In both kernels, under names that another rustc made. */
  renamed: wholeNumber,
});
