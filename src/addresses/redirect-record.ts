import { z } from 'zod';

/** `/s/old_name/`, as people see it: from the root of the site, with a slash at both ends. */
const address = z.string().regex(/^\/(?:[^\s/]+\/)+$/, 'an address of a page, with a slash at both ends');

/** content/moved.yaml: what was renamed, merged or split after its address was published. */
export const redirectsSchema = z.array(
  z.strictObject({
    from: address,
    /** One where it moved, several where it was split. */
    to: z.union([address, z.array(address).min(2)]),
    /** In a sentence, for readers. */
    why: z.string().min(1),
  }),
);
