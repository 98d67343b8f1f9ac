/** content/measured/: figures from lists of protected symbols that are public, and are not kept in this content. */
import { z } from 'zod';
import { partialDate } from '../base/prose.ts';
import { slug, webAddress } from '../history/product.ts';
import { sha256Digits } from '../history/release.ts';
import { variantField } from '../kernel/variant-field.ts';
import { driverOnListSchema } from './drivers-on-lists.ts';
import { VERDICTS } from './verdict.ts';

const count = z.int().nonnegative();

const commit = z.string().regex(/^[0-9a-f]{40}$/, 'a commit in 40 hexadecimal digits');

/** Below the folder that `kabi measure --lists` is given. */
const pathBelow = z
  .string()
  .regex(/^(?!.*(?:^|\/)\.\.?(?:\/|$))[A-Za-z0-9][A-Za-z0-9.+~_/-]*$/, 'a path below the folder of lists');

/** One edition of a vendor's list, and where it is public. */
const publicListFields = {
  /** Names its file of figures: `rhel-8.9`. */
  id: slug,
  /** The release whose list it is, as readers know it: `RHEL 8.9`. */
  of: z.string().min(1),
  /** The policies that protect what is on it, as `<vendor>/<id>`. */
  policies: z.array(z.string().regex(/^[^/\s]+\/[^/\s]+$/, 'a policy as <vendor>/<id>')).min(1),
  /** The repository that has it, and the commit that was read. */
  origin: webAddress,
  commit,
  /** The day of the commit, where it is known. */
  date: partialDate.optional(),
};

/** content/measured/lists.yaml: written by people. */
export const publicListsSchema = z
  .strictObject({
    lists: z.array(
      z.strictObject({
        ...publicListFields,
        files: z
          .array(
            z.strictObject({
              arch: slug,
              /** In the folder of lists; with `.xz`, `.gz` or `.zst` behind it where it is packed. */
              file: pathBelow,
              /** In the repository. */
              path: pathBelow,
            }),
          )
          .min(1),
      }),
    ),
  })
  .superRefine(({ lists }, context) => {
    lists.forEach(({ id }, index) => {
      if (lists.findIndex((each) => each.id === id) === index) return;
      context.addIssue({ code: 'custom', path: ['lists', index, 'id'], message: `"${id}" is given twice` });
    });
  });
export type PublicList = z.infer<typeof publicListsSchema>['lists'][number];

/** An update of one variant, by the exports that it was judged from. */
const judgedUpdateSchema = z.strictObject({
  /** `debian-12/6.1.0-53` */
  before: z.string(),
  after: z.string(),
  variant: variantField,
  /** `exports_sha256` of both snapshots: the figures hold for these and no others. */
  exports: z.tuple([sha256Digits, sha256Digits]),
  /** Symbols that changed, by their gravest verdict where the list is kept and no rule makes an exception. */
  symbols: z.record(z.enum(VERDICTS), count),
  /** Registered drivers to rebuild all the same, if what is listed had been kept. */
  drivers: count,
});

/** content/measured/<id>.json: written by `kabi measure`. */
export const measuredListSchema = z.strictObject({
  schema: z.literal('kabi-reports/measured-list/1'),
  ...publicListFields,
  /** Stands for what registered drivers imported when the figures were taken. */
  importsSha256: sha256Digits,
  files: z.array(
    z.strictObject({
      arch: slug,
      path: pathBelow,
      /** Of the file as it is in the repository, not packed. */
      sha256: sha256Digits,
      symbols: count,
      drivers: z.array(driverOnListSchema),
      updates: z.array(judgedUpdateSchema),
    }),
  ),
});
export type MeasuredList = z.infer<typeof measuredListSchema>;
export type JudgedUpdate = z.infer<typeof judgedUpdateSchema>;
