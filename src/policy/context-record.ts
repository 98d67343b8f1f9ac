/** What stands beside the policies of module kABI: other interfaces' rules, and what driver makers support. */
import { z } from 'zod';
import { documentSchema } from './record.ts';
import { partialDate, prose } from '../base/prose.ts';
import { slug } from '../history/product.ts';

/** content/interface-policies/<id>.yaml: a rule for another interface of the kernel, and what was said against others. */
export const interfacePolicySchema = z.strictObject({
  title: prose,
  /** Between whom: `kernel and hypervisor`. */
  between: prose,
  date: partialDate,
  /** What holds, or was proposed. */
  rule: prose,
  /** What was weighed: one entry per position. */
  positions: z.array(z.strictObject({ title: prose, text: prose })).min(1),
  /** What became of it, as far as the sources go. */
  outcome: prose,
  /** Its record in content/discussions. */
  discussion: slug.optional(),
  sources: z.array(documentSchema).min(1),
});
export const interfacePolicyEntrySchema = interfacePolicySchema.extend({ name: z.string() });
export type InterfacePolicy = z.infer<typeof interfacePolicyEntrySchema>;

/** content/driver-support/<id>.yaml: which releases of which systems a driver's maker supports. */
export const driverSupportSchema = z.strictObject({
  /** As its maker calls it: `MLNX_OFED`. */
  driver: z.string().min(1),
  vendor: z.string().min(1),
  /** One sentence. */
  summary: prose,
  systems: z
    .array(
      z.strictObject({
        system: z.string().min(1),
        /** The driver's version, where the source gives it. */
        version: z.string().optional(),
        releases: z.array(z.string().min(1)).min(1),
        /** Whether the source names more than it lists. */
        andMore: z.boolean().default(false),
      }),
    )
    .min(1),
  sources: z.array(documentSchema).min(1),
});
export const driverSupportEntrySchema = driverSupportSchema.extend({ name: z.string() });
export type DriverSupport = z.infer<typeof driverSupportEntrySchema>;
