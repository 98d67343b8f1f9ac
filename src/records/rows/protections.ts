import { z } from 'zod';
import { jsonFile } from './row-file.ts';
import { heldListSchema } from '../../policy/drivers-on-lists.ts';
import { protectionsSchema } from '../../policy/protection.ts';

export const PROTECTIONS = jsonFile('protections.json', protectionsSchema);

/** Every list of protected symbols, held against what registered drivers import. */
export const DRIVERS_ON_LISTS = jsonFile('drivers-on-lists.json', z.array(heldListSchema));
