import { z } from 'zod';

/** `/s/old_name/`, as people see it: from the root of the site, with a slash at both ends. */
const address = z.string().regex(/^\/(?:[^\s/]+\/)+$/, 'an address of a page, with a slash at both ends');

/** `/r/old-line/*`: what was published below an address, and the address itself. */
const folder = z.string().regex(/^\/(?:[^\s/]+\/)+\*$/, 'an address of a folder, /…/*');

const why = z.string().min(1);

/** content/moved.yaml: what was renamed, merged or split after its address was published. */
export const redirectsSchema = z.array(
  z.union([
    z.strictObject({
      from: address,
      /** One where it moved, several where it was split. */
      to: z.union([address, z.array(address).min(2)]),
      /** In a sentence, for readers. */
      why,
    }),
    /** Everything below one folder moved below another one, under the same names. */
    z.strictObject({ from: folder, to: folder, why }),
  ]),
);
