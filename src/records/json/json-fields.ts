import { z } from 'zod';

/** What the JSON beside every page begins with, behind the name of its schema. */
export const jsonFields = {
  /** Of the page; a path where the site does not know its host. */
  url: z.string(),
  /** Day of the newest snapshot that the page draws from. */
  built: z.iso.date().nullable(),
};
