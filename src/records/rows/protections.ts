import { jsonFile } from './row-file.ts';
import { protectionsSchema } from '../../policy/protection.ts';
export const PROTECTIONS = jsonFile('protections.json', protectionsSchema);
