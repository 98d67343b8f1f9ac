/** How many symbols changed, by kind. */
import { z } from 'zod';
import { CHANGE_KINDS } from '../kernel/change.ts';
import { wholeNumber } from '../base/schemas.ts';

export const summarySchema = z.record(z.enum([...CHANGE_KINDS, 'not-comparable']), wholeNumber);
