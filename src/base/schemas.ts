import { z } from 'zod';

export const wholeNumber = z.int().nonnegative();

export const symbolList = z.array(z.string());
