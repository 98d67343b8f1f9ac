/** content/policies/: what makers of kernels promise to those who build modules for them, and by what source. */
import { z } from 'zod';
import { KEEPS, PROTECTED_SETS, REBUILDS, STATUSES, TRANSITIONS, WAIVERS } from './promise.ts';
import { MOVED_VERDICTS } from './verdict.ts';
import { partialDate, prose } from '../base/prose.ts';
import { slug, webAddress } from '../history/product.ts';
import { naming, reading } from '../base/reading.ts';
import { sha256Digits } from '../history/release.ts';

/** A document that was read. */
export const documentSchema = z.strictObject({
  ...naming,
  url: webAddress,
  /** The day of the document itself, as exactly as it gives one. */
  dated: partialDate.optional(),
  /** A copy that stays as it was read: an archive's, or a commit's. */
  archived: webAddress.optional(),
  ...reading,
});

/** Documents by a short name, which the statements above them give as their `source`. */
const sources = z.record(slug, documentSchema);

/** Every statement says where it was read; what was not checked against the document itself says so. */
const statement = {
  /** A name in `sources`. Of what is unknown: where it was looked for. */
  source: slug,
  /** The very place in the document: a section, a paragraph, a message. */
  at: prose.optional(),
  /** False: from somebody's word or a derived document, not checked against the original. */
  verified: z.boolean().default(true),
};

/** What is promised when a kernel is followed by another one. */
const cellSchema = z.strictObject({
  keeps: z.enum(KEEPS),
  protects: z.enum(PROTECTED_SETS).default('none'),
  rebuild: z.enum(REBUILDS),
  /** The promise in our own words. */
  text: prose,
  ...statement,
});
export type PromiseCell = z.infer<typeof cellSchema>;

const cell = cellSchema.superRefine((value, context) => {
  const isPromise = value.keeps === 'kabi' || value.keeps === 'kapi';
  if (isPromise && value.protects === 'none') {
    context.addIssue({
      code: 'custom',
      path: ['protects'],
      message: `what is kept is not said: ${PROTECTED_SETS.filter((each) => each !== 'none').join(', ')}`,
    });
  }
  if (!isPromise && value.protects !== 'none') {
    context.addIssue({
      code: 'custom',
      path: ['protects'],
      message: `"${value.protects}" contradicts "keeps: ${value.keeps}"`,
    });
  }
});

const factSchema = z.strictObject({ text: prose, ...statement });
export type PolicyFact = z.infer<typeof factSchema>;

/** A list or rule file beside the policy: `lists/<name>`. */
const listPath = z.string().regex(/^lists\/[A-Za-z0-9][A-Za-z0-9.+~_-]*$/, 'a file as lists/<name>');

const listFile = z.strictObject({
  file: listPath,
  product: slug,
  /** The architectures and flavours it is for, as their folders are named: `amd64`, `arm64-64k`. */
  variants: z.array(slug).min(1),
  sha256: sha256Digits.optional(),
  ...statement,
});

export const listSchema = z.strictObject({
  /** Where the vendor keeps it, and in what form. */
  text: prose,
  ...statement,
  /** What the tool that holds builds against it says of a symbol that another module provides; missing: it passes. */
  moved: z.enum(MOVED_VERDICTS).optional(),
  /** How long it is. */
  counts: z
    .array(
      z.strictObject({
        /** The release of the list. */
        of: z.string().min(1),
        arch: slug,
        symbols: z.int().nonnegative(),
        ...statement,
      }),
    )
    .default([]),
  /** Copies in this content, by which verdicts are given. */
  files: z.array(listFile).default([]),
});

const rulesSchema = z.strictObject({
  file: listPath,
  /** Missing: of all products that the policy covers. */
  product: slug.optional(),
  sha256: sha256Digits.optional(),
  ...statement,
});

/** Figures that were taken from vendors' own reference files, which are not in this content. */
const measurementSchema = z.strictObject({
  transition: z.enum(TRANSITIONS),
  from: z.string().min(1),
  to: z.string().min(1),
  arch: slug,
  /** Number of protected symbols before and after. */
  listed: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
  added: z.int().nonnegative(),
  removed: z.int().nonnegative(),
  crcChanged: z.int().nonnegative(),
  /** What a reader should know beside the figures. */
  text: prose.optional(),
  /** Why the figures do not tell whether the promise was kept: the outcome of a change is unknown then. */
  doubt: prose.optional(),
  ...statement,
});
export type Measurement = z.infer<typeof measurementSchema>;

const coverSchema = z.strictObject({
  /** As readers know it: `RHEL 8`. */
  line: z.string().min(1),
  /** Which versions of it, where not all. */
  versions: prose.optional(),
  /** Its name in content/products, where it is on file. */
  product: slug.optional(),
  /**
   * Regular expression over release names; its first group is the minor or service pack. Two releases with different
   * ones are an update between minors. Missing: all releases of the product are of one minor.
   */
  minor: z
    .string()
    .refine(isPattern, 'a regular expression with one group, such as "el8_([0-9]+)"')
    .optional(),
});

/** The fields of a policy file. */
export const policyFields = z.strictObject({
  title: prose,
  status: z.enum(STATUSES),
  /** One sentence. */
  summary: prose,
  /** Markdown. */
  about: prose.optional(),
  covers: z.array(coverSchema).min(1),
  effective: z
    .strictObject({
      /** Missing: since when is unknown. */
      from: partialDate.optional(),
      /** The first day on which it no longer holds; missing: it holds. */
      until: partialDate.optional(),
      ...statement,
    })
    .optional(),
  /** Where it was weighed: a record in content/discussions. */
  discussion: slug.optional(),
  /** The policy of the same vendor that this one replaced. */
  predecessor: slug.optional(),
  promise: z.strictObject({
    'within-minor': cell,
    'between-minors': cell,
    'between-majors': cell,
    'across-rebuilds': cell,
  }),
  exceptions: factSchema.optional(),
  decides: factSchema.extend({ waiver: z.enum(WAIVERS) }),
  list: listSchema.optional(),
  rules: z.array(rulesSchema).default([]),
  measurements: z.array(measurementSchema).default([]),
  sources,
});

/** content/policies/<vendor>/<id>.yaml */
export const policySchema = policyFields.superRefine((policy, context) => {
  checkSources(policy, policy.sources, context);
  if (policy.status !== 'proposed' && policy.effective === undefined) {
    context.addIssue({ code: 'custom', path: ['status'], message: 'only a proposal has no "effective"' });
  }
  const { from, until } = policy.effective ?? {};
  if (from !== undefined && until !== undefined && until <= from) {
    context.addIssue({ code: 'custom', path: ['effective', 'until'], message: 'ends before it starts' });
  }
});
export type PolicyRecord = z.infer<typeof policySchema>;

/** The fields of a vendor file. */
export const vendorFields = z.strictObject({
  /** As readers know it, and as product.yaml gives it: `Debian`. */
  title: prose,
  homepage: webAddress.optional(),
  /** One sentence. */
  summary: prose,
  /** Markdown. */
  about: prose.optional(),
  /** The vendor's words, for the glossary. */
  terms: z
    .array(
      z.strictObject({
        term: prose,
        means: prose,
        /** Whether it is this vendor's word for its protected list. */
        list: z.boolean().default(false),
        ...statement,
      }),
    )
    .default([]),
  /** What changed when, for the timeline. */
  history: z
    .array(
      z.strictObject({
        date: partialDate,
        text: prose,
        /** The policy that begins with it. */
        policy: slug.optional(),
        ...statement,
      }),
    )
    .default([]),
  sources: sources.default({}),
});

/** content/policies/<vendor>/vendor.yaml */
export const vendorSchema = vendorFields.superRefine((vendor, context) => {
  checkSources(vendor, vendor.sources, context);
});
export type VendorRecord = z.infer<typeof vendorSchema>;
export type SourceDocument = z.infer<typeof documentSchema>;

/** Every `source` anywhere in the file is one of its `sources`. */
function checkSources(
  value: unknown,
  known: Readonly<Record<string, unknown>>,
  context: z.core.$RefinementCtx,
  path: readonly (string | number)[] = [],
): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    if (path.length === 0 && key === 'sources') continue;
    if (key === 'source' && typeof child === 'string' && !Object.hasOwn(known, child)) {
      context.addIssue({ code: 'custom', path: at, message: `"${child}" is not in "sources"` });
    }
    checkSources(child, known, context, at);
  }
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(`${text}|`).exec('')?.length === 2;
  } catch {
    return false;
  }
}
